"""The documentation is a bank of prose: it builds without a warning, and its pages are in order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from documentation import built_documentation
from guides import DOCS, documentation
from lessonbank.cli import main
from lessonbank.diagnostics import Code
from lessonbank.schemas import documents
from sites import pages

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*documentation(ROOT)]
OPENINGS = {
    "tutorials": r"By the end",
    "how-to": r"At the end|These guides are for",
    "explanation": r"After this page",
}
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)[^)]*\)")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_documentation(tmp_path_factory, ROOT)


@pytest.fixture(scope="module")
def site(project: Path) -> dict[str, str]:
    return pages(project / "build/site")


def test_every_page_is_built(site: dict[str, str]) -> None:
    names = {name.removeprefix(f"{DOCS}/").removesuffix(".md") + ".html" for name in PAGES}
    assert names <= site.keys()


def test_the_reference_has_each_command_each_code_and_each_type(site: dict[str, str]) -> None:
    messages = "".join(html for name, html in site.items() if "/messages/" in name)
    assert [code.number for code in Code if f"{code.number} {code.title}" not in messages] == []
    assert {f"reference/types/{name}.html" for name in documents()} <= site.keys()
    there = {name for name in site if "/commands/" in name}
    groups = {"add", "export", "import", "recall"}
    assert groups < main.commands.keys()
    alone = main.commands.keys() - groups
    assert {f"reference/commands/{name}.html" for name in alone} <= there
    assert all(any(f"/commands/{group}-" in name for name in there) for group in groups)


def test_the_reference_links_to_sections_that_are_there(site: dict[str, str]) -> None:
    for name, html in site.items():
        if "/types/" in name:
            ids = set(re.findall(r'\sid="([^"]+)"', html))
            assert set(re.findall(r'<td>[^<]*<a href="#([^"]+)"', html)) <= ids, name


def front(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    found = yaml.safe_load(text.split("---\n")[1])
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_a_page_begins_with_what_the_reader_will_have(name: str) -> None:
    assert front(name)["title"]
    assert front(name)["summary"].endswith(".")
    folder = name.removeprefix(f"{DOCS}/").partition("/")[0]
    first = (ROOT / name).read_text(encoding="utf-8").split("---\n", 2)[2].lstrip()
    assert re.match(OPENINGS.get(folder, ""), first)


def test_the_guide_to_the_workbench_names_its_buttons_as_they_are() -> None:
    guide = (ROOT / DOCS / "how-to/teachers/tag-a-film.md").read_text(encoding="utf-8")
    names = set(re.findall(r"\*\*([^*]+)\*\*", guide))
    templates = ("site/templates/workbench.html", "theme/templates/partials/mine.html")
    places = (ROOT / "plugins/lessonbank" / name for name in templates)
    words = "".join(place.read_text(encoding="utf-8") for place in places)
    assert len(names) > 10
    assert [name for name in sorted(names) if f'"{name}"' not in words] == []


def test_the_menu_has_every_page_that_people_write(project: Path) -> None:
    menu = (project / "mkdocs.yml").read_text(encoding="utf-8")
    named = set(re.findall(r"([\w/-]+\.md)$", menu, re.MULTILINE))
    assert {name.removeprefix(f"{DOCS}/") for name in PAGES} <= named


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_link_to_the_repository_leads_somewhere(name: str) -> None:
    linked = LINK.findall((ROOT / name).read_text(encoding="utf-8"))
    assert len(linked) > 5
    assert [each for each in linked if not (ROOT / each).exists()] == []


def test_the_moving_picture_is_small_and_ends() -> None:
    from PIL import Image  # noqa: PLC0415  no other test here opens one

    file = ROOT / ".github/search-to-moment.webp"
    assert file.stat().st_size < 1_500_000
    with Image.open(file) as picture:
        assert getattr(picture, "n_frames", 1) > 10
        assert picture.info["loop"] == 1
