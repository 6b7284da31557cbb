"""The foot of a page leads to its file and takes reports of mistakes, where the edition may."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from projects import LOCKED, MKDOCS_YML, TRUST
from sites import pages, run

REPOSITORY = "repo_url: https://host.example/o/r\nedit_uri: edit/main/content/\n"
GUESSED = "repo_url: https://github.com/o/r\n"
EDIT = re.compile(r'<a href="([^"]*)">Edit this page</a>')
REPORT = re.compile(r'<a href="(mailto:ideas[^"]*)">Report a mistake</a>')
WORKSHOP = "---\ntitle: Pauses\nsummary: Wait.\noutcomes: [All think.]\n---\nCome.\n"


def built_with(root: Path, settings: str, trust: str, edition: str) -> dict[str, str]:
    files = {
        "mkdocs.yml": MKDOCS_YML + settings,
        **LOCKED,
        "content/index.md": "# Home\n",
        "content/about.md": "# About\n",
        "content/trust.yml": TRUST + trust,
        "content/workshops/pauses.md": WORKSHOP,
        "content/workshops/sub/more.md": WORKSHOP.replace("Pauses", "More"),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    done = run(root, "lessonbank", "build", "--today", "2026-11-21", "--edition", edition)
    assert done.returncode == 0, done.stdout + done.stderr
    return pages(root / "build/site")


def test_pages_with_a_file_lead_to_it_and_others_do_not(tmp_path: Path) -> None:
    site = built_with(tmp_path, REPOSITORY, "suggestions: ideas@elmet.example\n", "trust")
    edit = {name: EDIT.findall(html) for name, html in site.items()}
    folder = "https://host.example/o/r/edit/main/content"
    assert edit["index.html"] == [f"{folder}/index.md"]
    assert edit["about.html"] == [f"{folder}/about.md"]
    assert edit["workshops/pauses.html"] == [f"{folder}/workshops/pauses.md"]
    assert edit["workshops/more.html"] == edit["find.html"] == edit["404.html"] == []
    assert "Pauses" in REPORT.findall(site["workshops/pauses.html"])[0]
    assert REPORT.findall(site["404.html"]) == []
    assert str(tmp_path) not in "".join(site.values())


@pytest.mark.parametrize("settings", ["", GUESSED])
def test_without_settings_of_its_own_a_project_has_no_way_to_its_files(
    tmp_path: Path, settings: str
) -> None:
    site = built_with(tmp_path, settings, "suggestions: ideas@elmet.example\n", "public")
    assert not any(EDIT.search(html) for html in site.values())
    assert not any("ideas@elmet.example" in html for html in site.values()), "it is for staff"
