"""What every page owes its readers: no complaint, nothing in anybody's way, sound HTML."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from harness.accessibility import axe_violations, html_errors
from harness.browser import Browser
from harness.place import Place
from harness.reader import arrive, quiet, settled
from watching import PAGES

SENDS_ON = 'http-equiv="refresh"'
"""In a page at a former address."""


def test_every_page_of_the_example_bank_is_quiet(browser: Browser, site: Path) -> None:
    """In a folder, where a browser allows least, and each in one of the browsers.

    Pages of each kind are seen by all of them, and from a host, too.
    """
    bank = Place(site, f"{site.as_uri()}/")
    pages = sorted(bank.root.rglob("*.html"))
    for page in pages[browser.name == "firefox" :: 2]:
        name = page.relative_to(bank.root).as_posix()
        if name == "404.html":
            continue  # Hosts show it anywhere, so it counts addresses from their root.
        browser.open(bank.url(name))
        if SENDS_ON in page.read_text(encoding="utf-8"):
            arrive(browser, f"() => !location.pathname.endsWith('/{name}')")
        else:
            settled(browser)
    quiet(browser, bank)


LOOKS: dict[bool, list[tuple[Literal["light", "dark"], int]]] = {
    True: [("light", 1280), ("dark", 320)],
    False: [("light", 320), ("dark", 1280)],
}
"""Colours and widths, by whether the site is a folder: what is true of one is true of the other."""

COVERED = """() => [...document.querySelectorAll("main :is(h1, h2)")].filter((heading) => {
  const isForEars = heading.getBoundingClientRect().width < 2;
  if (isForEars || !heading.checkVisibility({ visibilityProperty: true })) return false;
  const words = document.createRange();
  words.selectNodeContents(heading);
  window.scrollBy({ top: words.getClientRects()[0]?.y - innerHeight / 2, behavior: "instant" });
  const [line] = words.getClientRects();
  if (!line?.width) return false;
  const seen = document.elementFromPoint(line.x + line.width / 2, line.y + line.height / 2);
  return !heading.contains(seen) && !seen?.contains(heading);
}).map((heading) => heading.textContent.trim())"""
"""Headings that something else stands over."""


def test_every_kind_of_page_is_accessible_and_fits(
    browser: Browser, watching: Place, axe_source: str
) -> None:
    """What axe looks at is the same in every browser, and how wide a page becomes is not."""
    found = {}
    for scheme, width in LOOKS[watching.is_local]:
        browser.colour_scheme(scheme)
        browser.resize(width, 800)
        for page in PAGES:
            browser.open(watching.url(page))
            settled(browser)
            if browser.name == "chromium":
                found[page, scheme, width] = axe_violations(browser, axe_source)
            assert browser.evaluate("() => document.documentElement.scrollWidth") <= width, page
            assert browser.evaluate(COVERED) == [], page
    assert {page: wrong for page, wrong in found.items() if wrong} == {}
    quiet(browser, watching)


def test_the_html_checker_has_nothing_to_say(vnu: Path, watching_site: Path) -> None:
    assert html_errors(vnu, [watching_site / page for page in PAGES]) == []
