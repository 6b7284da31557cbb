"""A trust's templates override ours, and cannot remove what every page must have."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from guides import DOCS, samples
from papers import exif, picture
from projects import write_project
from sites import TODAY, built, pages, run

ROOT = Path(__file__).parents[2]
HERO = "\n{% block hero %}{% include 'no.html' %}{% endblock %}"
MAIN = '{% extends "base.html" %}\n'


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a bank once, so that its film is not encoded again."""
    root = write_project(tmp_path_factory.mktemp("bank") / "bank")
    change(root, {})
    built(root)
    return root


@pytest.fixture
def project(bank: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(bank, tmp_path / "bank"))


def change(root: Path, files: Mapping[str, str]) -> None:
    """Give the project a folder of templates with these files."""
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    if "custom_dir" not in text:
        text = text.replace("name: material", "name: material\n  custom_dir: overrides")
        config.write_text(text, encoding="utf-8")
    (root / "overrides").mkdir(exist_ok=True)
    for name, text in files.items():
        (root / "overrides" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "overrides" / name).write_text(text, encoding="utf-8")


def test_each_kind_of_template_can_be_extended(project: Path) -> None:
    change(
        project,
        {
            "main.html": MAIN + "{% block announce %}{{ super() }}Open day: 3 May{% endblock %}",
            "404.html": '{% extends "main.html" %}{% block content %}<p>Lost?</p>{% endblock %}',
            "partials/copyright.html": "<p>Elmet, 2026</p>",
            "lessonbank/clip.html": '{% extends "!clip.html" %}',
            "lessonbank/_macros.html": '{% extends "!_macros.html" %}',
            "lessonbank/imprint.html": '{% include "!imprint.html" %}<p>Ofsted 999001</p>',
        },
    )
    found = pages(built(project))
    for name, html in found.items():
        assert "Ofsted 999001" in html
        is_alone = name == "mine/store.html" or name.startswith("embed/")
        assert is_alone or {"Open day: 3 May", "Elmet, 2026"} <= set(
            re.findall("Open day: 3 May|Elmet, 2026", html)
        )
        assert 'http-equiv="Content-Security-Policy"' in html
        assert name == "404.html" or "Lost?" not in html
    assert "<p>Lost?</p>" in found["404.html"]
    assert "<lb-clip" in found["clips/first.html"]


def test_the_example_of_the_guide_works(project: Path) -> None:
    found = samples(ROOT, f"{DOCS}/how-to/it/your-own-pages.md")
    files = {s.title.removeprefix("overrides/"): s.text for s in found if s.language == "html"}
    assert {*files} == {"main.html", "lessonbank/clip.html"}
    change(project, files)
    page = pages(built(project))["clips/first.html"]
    assert "Open day: 3 May" in page
    assert re.search(r"</lb-clip>\s*<p>Tried it\?.*how First went", page)


def test_a_page_template_replaces_ours(project: Path) -> None:
    change(project, {"lessonbank/clip.html": "<h1 id='lb-title'>{{ view.title }}, ours</h1>"})
    page = pages(built(project))["clips/first.html"]
    assert ", ours</h1>" in page
    assert "<lb-clip" not in page


def test_a_footer_without_its_end_keeps_the_imprint(project: Path) -> None:
    change(project, {"partials/footer.html": "<p>Ours</p>"})
    assert all("lb-imprint" in html for html in pages(built(project)).values())


@pytest.mark.parametrize(
    ("name", "template", "lacking"),
    [
        ("main.html", MAIN + "{% block site_meta %}{% endblock %}", "content security policy"),
        ("main.html", '{% extends "!!base.html" %}', "content security policy"),
        ("404.html", MAIN + "{% block footer %}{% endblock %}", "no imprint"),
        ("404.html", "<html><head></head><body>Mine</body></html>", "content security policy"),
    ],
)
def test_a_page_without_its_required_parts_is_refused(
    project: Path, name: str, template: str, lacking: str
) -> None:
    change(project, {name: template})
    done = run(project, "lessonbank", "build", "--today", TODAY)
    assert done.returncode == 3
    assert "LB521" in done.stderr
    assert lacking in done.stderr
    assert "{{ super() }}" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_mark_of_an_edition_cannot_be_lost(project: Path) -> None:
    change(project, {"main.html": MAIN + "{% block announce %}Open day{% endblock %}"})
    done = run(project, "lessonbank", "build", "--today", TODAY, "--edition", "trust")
    assert done.returncode
    assert "does not say whom the edition is for" in done.stderr


@pytest.mark.parametrize(
    ("command", "name", "template", "line", "words"),
    [
        ("mkdocs", "main.html", MAIN + "{% block content %}", 2, "Unexpected end of template"),
        ("lessonbank", "main.html", MAIN + HERO, 3, "no.html"),
        ("mkdocs", "lessonbank/clip.html", "<p>\n{{ view.nothing }}", 2, "nothing"),
        ("lessonbank", "lessonbank/clip.html", '{% extends "!clop.html" %}', 1, "!clop.html"),
        ("lessonbank", "404.html", "{{ 1 / }}", 1, "unexpected"),
    ],
)  # fmt: skip
def test_a_broken_template_is_reported_with_its_line(
    project: Path, command: str, name: str, template: str, line: int, words: str
) -> None:
    change(project, {name: template})
    done = run(project, command, "build")
    assert done.returncode
    said = done.stdout + done.stderr
    assert f"LB147 in overrides/{name}, line {line}" in said
    assert words in said
    assert "Traceback" not in said


def test_pictures_of_the_folder_are_published_as_copies(project: Path) -> None:
    change(project, {"partials/logo.html": '<img src="{{ \'img/crest.jpg\' | url }}" alt="">'})
    (project / "overrides/img").mkdir()
    (project / "overrides/img/crest.jpg").write_bytes(picture("jpeg", exif=exif()))
    (project / "overrides/img/unused.jpg").write_bytes(picture("jpeg", exif=exif()))
    site = built(project)
    assert not (site / "img").exists()
    page = (site / "index.html").read_text(encoding="utf-8")
    assert 'src="assets/pictures/' in page
