"""A site in Welsh: what scripts say, and what screen readers are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.accessibility import axe_violations
from harness.place import Place
from harness.server import serving
from projects import TRUST, write_project
from sites import built

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from harness.browser import Browser

PAGES = ("index.html", "clips/first.html", "clips/index.html", "find.html", "mine/list.html")
COUNTED = """() => {
  return document.querySelector('lb-search [role=status]').textContent.includes('canlyniad');
}"""
LISTED = "() => document.querySelector('lb-mylist:defined') !== null"


@pytest.fixture(scope="module")
def welsh_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_project(tmp_path_factory.mktemp("welsh"))
    (root / "content/trust.yml").write_text(f"{TRUST}language: cy\n", encoding="utf-8")
    return built(root)


@pytest.fixture(params=["http", "file"])
def welsh(request: pytest.FixtureRequest, welsh_site: Path) -> Iterator[Place]:
    if request.param == "file":
        yield Place(welsh_site, f"{welsh_site.as_uri()}/")
        return
    with serving(welsh_site) as server:
        yield Place(welsh_site, server.base)


def test_scripts_say_their_messages_in_welsh(chromium_window: Browser, welsh: Place) -> None:
    browser = chromium_window
    browser.reset()
    browser.open(welsh.url("find.html#q=question"))
    browser.until(COUNTED)
    browser.open(welsh.url("mine/list.html"))
    browser.until(LISTED)
    words = browser.evaluate("() => document.querySelector('lb-mylist').innerText")
    assert "Mae eich rhestr yn wag" in words


def test_welsh_pages_are_accessible(
    chromium_window: Browser, welsh_site: Path, axe_source: str
) -> None:
    browser = chromium_window
    browser.reset()
    found = {}
    for page in PAGES:
        browser.open(f"{welsh_site.as_uri()}/{page}")
        assert browser.evaluate("() => document.documentElement.lang") == "cy"
        found[page] = axe_violations(browser, axe_source)
    assert {page: violations for page, violations in found.items() if violations} == {}
