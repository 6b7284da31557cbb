"""A bank of prose alone: guides, with a search, and nothing about films."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from bench_pages import library
from selectolax.lexbor import LexborHTMLParser

from lessonbank.editions import Ended
from lessonbank.site import site_pages
from projects import LOCKED, MKDOCS_YML, TRUST
from sites import built, pages, run

GUIDE = """\
---
title: Start
---

## Install

Open the box. Mind the [steps](more.md).
"""
FILES = {
    **LOCKED,
    "mkdocs.yml": MKDOCS_YML.replace("nav:", "# nav:"),
    "content/trust.yml": TRUST,
    "content/index.md": "# Guides\n\nHow to open the box.\n",
    "content/guides/start.md": GUIDE,
    "content/guides/more.md": "# More\n\nWalk on.\n",
}
FILM_WORDS = re.compile(
    r"\b(?:clips?|chapters?|films?|techniques?|my list|my notes|watch)\b", re.IGNORECASE
)
ADDRESS = re.compile(r'(?:href|src|action|data-clips)="([^"#?:]+)["#?]')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("prose")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text.lstrip("\n"), encoding="utf-8")
    checked = run(root, "lessonbank", "check", "--strict")
    assert checked.returncode == 0, checked.stdout
    return built(root, "--strict")


def test_only_its_own_pages_and_those_that_find_them_are_there(site: Path) -> None:
    assert set(pages(site)) == {
        *("index.html", "guides/start.html", "guides/more.html"),
        *("find.html", "a-z.html", "404.html"),
    }


def visible(html: str) -> str:
    """Return what a page says, and the labels of its fields and buttons."""
    tree = LexborHTMLParser(html)
    tree.strip_tags(["script", "style", "svg", "template"])
    assert tree.body is not None
    labels = [
        value
        for node in tree.css("[placeholder], [aria-label], [title], [alt]")
        for name, value in node.attributes.items()
        if name in {"placeholder", "aria-label", "title", "alt"} and value
    ]
    return " ".join([tree.body.text(separator=" "), *labels])


def test_no_page_speaks_of_clips(site: Path) -> None:
    told = {name: FILM_WORDS.findall(visible(html)) for name, html in pages(site).items()}
    assert {name: words for name, words in told.items() if words} == {}


def test_every_link_leads_to_a_file(site: Path) -> None:
    for name, html in pages(site).items():
        for address in ADDRESS.findall(html):
            assert (site / name).parent.joinpath(address).exists(), (name, address)


def test_find_searches_every_page(site: Path) -> None:
    assert "Searches every page." in visible(pages(site)["find.html"])


def test_a_bank_whose_clips_have_ended_still_has_the_list_that_their_pages_lead_to() -> None:
    empty = library(0).library
    ended = replace(empty, ended=(Ended("workshop", "workshops", ("boards-up",)),))
    assert "clips/index.html" not in {page.path for page in site_pages(empty)}
    assert "clips/index.html" in {page.path for page in site_pages(ended)}
