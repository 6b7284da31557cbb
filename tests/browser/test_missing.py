"""The page for addresses that lead nowhere: it finds its way home from any depth."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.accessibility import axe_violations
from harness.browser import Browser
from harness.reader import arrive
from harness.server import serving

LINK = "() => !!document.querySelector('#lb-home')?.checkVisibility()"
LOST = "() => document.querySelector('#lb-lost').checkVisibility()"
COLOUR = "() => getComputedStyle(document.querySelector('header')).backgroundColor"


@pytest.mark.parametrize("page", ["nowhere.html", "clips/nowhere.html", "a/b/c/nowhere.html"])
def test_it_leads_home_from_any_depth(browser: Browser, site: Path, page: str) -> None:
    with serving(site) as server:
        browser.open(server.base + page)
        browser.until(LINK)
        assert not browser.evaluate(LOST)
        assert browser.evaluate("() => document.querySelector('#lb-home').href") == (
            f"{server.base}index.html"
        )
        browser.evaluate("() => document.querySelector('#lb-home').click()")
        arrive(browser, "() => document.querySelector('.lb-hero') !== null")


def test_it_leads_home_from_a_folder(browser: Browser, site: Path) -> None:
    browser.open((site / "404.html").as_uri())
    browser.until(LINK)
    home = browser.evaluate("() => document.querySelector('#lb-home').href")
    assert home == (site / "index.html").as_uri()


def test_it_has_the_colours_of_the_site_and_is_accessible(
    browser: Browser, site: Path, axe_source: str
) -> None:
    with serving(site) as server:
        for scheme in ("light", "dark"):
            browser.colour_scheme(scheme)  # type: ignore[arg-type]
            browser.resize(320, 740)
            browser.open(f"{server.base}clips/nowhere.html")
            browser.until(LINK)
            assert browser.evaluate(COLOUR) == "rgb(20, 70, 58)"
            assert axe_violations(browser, axe_source) == {}
            assert browser.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_without_script_it_says_what_to_do(browser: Browser, site: Path) -> None:
    browser.forbid_scripts()
    with serving(site) as server:
        browser.open(f"{server.base}clips/nowhere.html")
        assert browser.evaluate(LOST)
        assert not browser.evaluate(LINK)
