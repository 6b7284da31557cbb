"""Pages declare the language of the bank, and mark an interface in another language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from english import english_left
from projects import LOCKED, MKDOCS_YML, TRUST, write_project
from sites import built, pages, run

WORKSHOP = """\
---
title: Yr oedi
summary: Aros cyn ateb.
outcomes: [Pawb yn barod.]
---
Dewch i mewn.
"""


@pytest.mark.parametrize(("language", "html"), [("cy", "cy"), ("cy-GB", "cy"), ("gd", "en")])
def test_pages_declare_the_language_of_the_bank(tmp_path: Path, language: str, html: str) -> None:
    files = {
        "mkdocs.yml": MKDOCS_YML,
        **LOCKED,
        "content/index.md": "# Croeso\n",
        "content/about.md": "# Amdanom\n",
        "content/trust.yml": f"{TRUST}language: {language}\n",
        "content/workshops/oedi.md": WORKSHOP,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = run(tmp_path, "lessonbank", "build", "--today", "2026-11-21")
    assert done.returncode == 0, done.stdout + done.stderr
    found = pages(tmp_path / "build/site")
    assert {re.search(r'<html lang="([^"]*)"', page)[1] for page in found.values()} == {html}  # type: ignore[index]
    page = found["workshops/oedi.html"]
    is_spoken = html == "cy"
    own, ours = ("", "") if is_spoken else (f' lang="{language}"', ' lang="en" dir="ltr"')
    assert f'<h1 id="lb-title"{own}>Yr oedi</h1>' in page
    assert f'<div class="lb-imprint"{ours}>' in page
    assert is_spoken or f"<div{own}>\n<p>Dewch i mewn.</p>" in page
    assert ("Chwilio" in page) is is_spoken


SETTINGS = "plugins: [lessonbank]\nextra: {generator: false}\n"
SESSION = """
workshop: oedi
on: 2026-12-01
start: "15:45"
end: "16:45"
mode: in-person
venue: elm
"""
ENGLISH = "---\ntitle: In English\nlanguage: en\n---\n# In English\n\nThe calendar of workshops.\n"


@pytest.fixture(scope="module")
def welsh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a bank in Welsh, with a page in English and the default menu."""
    root = write_project(tmp_path_factory.mktemp("welsh"))
    settings = (
        MKDOCS_YML.partition("  palette:")[0] + "plugins: [lessonbank]\nextra: {generator: false}\n"
    )
    files = {
        "mkdocs.yml": settings,
        "content/trust.yml": f"{TRUST}language: cy\n",
        "content/workshops/oedi.md": WORKSHOP,
        "content/sessions/oedi-1.yml": SESSION,
        "content/english.md": ENGLISH,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return built(root)


def test_a_welsh_site_says_nothing_of_the_interface_in_english(welsh: Path) -> None:
    folders = (welsh.parents[1] / name for name in ("content", "media"))
    files = (each for folder in folders for each in folder.rglob("*"))
    written = [each for each in files if each.suffix in {".md", ".yml", ".vtt"}]
    shown = (each.read_text(encoding="utf-8") for each in written if each.stem != "EL-1")
    given = "\n".join(shown) + MKDOCS_YML
    found = {path: english_left(page, given) for path, page in pages(welsh).items()}
    assert len(found) > len(written)
    assert {path: words for path, words in found.items() if words} == {}


def test_a_welsh_site_has_welsh_scripts_dates_and_menu(welsh: Path) -> None:
    assert 'lessonbank.speak("cy"' in (welsh / "assets/lessonbank/shared.js").read_text("utf-8")
    month = (welsh / "calendar/2026-12.html").read_text("utf-8")
    assert "Dydd Mawrth, 1 Rhagfyr 2026" in month
    assert "Technegau" in month
    assert "Mathemateg" in (welsh / "clips/first.html").read_text("utf-8")


def test_a_page_in_another_language_says_so_wherever_its_title_stands(welsh: Path) -> None:
    found = pages(welsh)
    own, other = found["english.html"], found["about.html"]
    assert '<html lang="cy"' in own
    assert '<article lang="en" class="md-content__inner' in own
    assert re.search(r'<a href="english.html"[^>]*>\s*(<[^>]*>\s*)*<span lang="en">In Eng', other)
    assert "<article lang" not in other
    bars = re.sub(r"\s*([<>])\s*", r"\1", own.partition("</head>")[2].partition("<article")[0])
    assert bars.count(">In English<") == bars.count('<span lang="en">In English</span>') > 0
    cards = "".join(each.read_text("utf-8") for each in welsh.glob("assets/find/*/d/*.js"))
    assert re.search(r'\["english.html","In English",[^]]*"en"\]', cards)
