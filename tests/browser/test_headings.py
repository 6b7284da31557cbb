"""Headings: each can be led to in any script, long pages list them, and one list follows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from harness.blocked import without_storage
from harness.browser import Browser
from harness.place import Place
from harness.reader import press, quiet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AT_TOP = """(id) => {
  const top = document.getElementById(id).getBoundingClientRect().top;
  return top > -5 && top < 200;
}"""
IDS = """() => [...document.querySelectorAll('article :is(h1, h2, h3, h4)')]
  .map((heading) => [heading.localName, heading.id])"""
SHOWN = "(selector) => document.querySelector(selector)?.checkVisibility() ?? false"
CURRENT = """() => [...document.querySelectorAll('[aria-current=true]')]
  .filter((link) => link.checkVisibility()).map((link) => link.textContent.trim())"""


def test_headings_of_any_script_are_led_to(browser: Browser, watching: Place) -> None:
    for fragment in ("第3章", quote("第3章"), quote("глава-2")):
        browser.open(watching.url(f"kurs.html#{fragment}"))
        browser.until(AT_TOP, "глава-2" if "%D0" in fragment else "第3章")
    assert browser.evaluate(IDS)[1:] == [
        ["h2", "глава-1"],
        ["h3", "数学"],
        ["h4", "第3章"],
        ["h2", "глава-2"],
        ["h3", "cafe"],
        ["h2", browser.evaluate(IDS)[6][1]],
        ["h3", "数学_1"],
    ]
    browser.evaluate("() => { location.hash = ''; scrollTo(0, 0); }")
    press(browser, "article a[href*='第']")
    browser.until(AT_TOP, "第3章")
    quiet(browser, watching)


@pytest.mark.paired
@pytest.mark.parametrize("page", ["programmes/first-two-years.html", "about.html"])
def test_the_contents_of_a_long_page_stand_at_its_side_or_under_its_title(
    browser: Browser, bank: Place, page: str
) -> None:
    browser.open(bank.url(page))
    is_long = browser.evaluate("() => !!document.querySelector('.lb-contents')")
    assert is_long == page.startswith("programmes")
    if not is_long:
        return
    assert browser.evaluate(SHOWN, ".md-sidebar--secondary a")
    assert not browser.evaluate(SHOWN, ".lb-contents summary")
    browser.evaluate("() => document.querySelector('#dates').scrollIntoView()")
    browser.evaluate("() => scrollBy(0, 60)")
    browser.until(f"() => ({CURRENT})().join() === 'Dates'")
    assert browser.evaluate(SHOWN, ".md-sidebar--secondary a")
    browser.resize(320, 800)
    browser.open(bank.url(page))
    assert not browser.evaluate(SHOWN, ".md-sidebar--secondary a")
    press(browser, ".lb-contents summary")
    press(browser, ".lb-contents a[href='#dates']")
    browser.until(AT_TOP, "dates")
    quiet(browser, bank)


@pytest.mark.paired
def test_the_contents_need_no_script(browser: Browser, watching: Place) -> None:
    browser.forbid_scripts()
    for width, wide in ((1280, True), (320, False)):
        browser.resize(width, 800)
        browser.open(watching.url("kurs.html"))
        assert browser.evaluate(SHOWN, ".md-sidebar--secondary a") == wide
        assert browser.evaluate(SHOWN, ".lb-contents summary") != wide


@pytest.mark.paired
def test_a_browser_that_keeps_nothing_breaks_nothing(
    browser: Browser, publish: Callable[[Path], Place], watching_site: Path, tmp_path: Path
) -> None:
    place = publish(without_storage(watching_site, tmp_path / "site"))
    for name in ("about.html", "forms/cycle.html", "clips/third.html"):
        browser.open(place.url(name))
        browser.evaluate("() => document.querySelector('[for=__palette_1]')?.click()")
        browser.until("() => document.body.dataset.mdColorScheme === 'slate'")
        assert browser.evaluate("() => lessonbank.keep('a', 'b')") is False
        assert browser.evaluate("() => lessonbank.kept('a')") is None
    quiet(browser, place)
