"""The home page and the bar: what the first screen shows, and how few presses lead to teaching."""

from __future__ import annotations

import pytest

from harness.accessibility import axe_violations
from harness.browser import Browser
from harness.place import Place
from harness.reader import arrive, press, quiet

pytestmark = pytest.mark.paired

PHONES = [(360, 740), (320, 740)]
BOX = """(selector) => {
  const box = document.querySelector(selector).getBoundingClientRect();
  return box.toJSON();
}"""
PLAYS = """() => {
  const video = document.querySelector('.lb-today video');
  return !video.paused && video.currentTime > 0.1;
}"""
NAME = """() => {
  const name = document.querySelector('.md-header__topic .md-ellipsis');
  const bar = document.querySelector('.md-header').getBoundingClientRect();
  const range = document.createRange();
  range.selectNodeContents(name);
  const words = range.getBoundingClientRect();
  const title = document.querySelector('.md-header__title').getBoundingClientRect();
  const high = words.top >= bar.top && words.bottom <= bar.bottom;
  const wide = words.left >= title.left - 1 && words.right <= title.right + 1;
  return { words: name.textContent.trim(), whole: high && wide };
}"""
MENU = """() => {
  const { scrollWidth, clientWidth } = document.querySelector('.md-nav--primary > .md-nav__title');
  return { scroll: scrollWidth, client: clientWidth };
}"""
TABS = """(row) => [...document.querySelectorAll(`.md-tabs__list${row} a`)]
  .map((link) => link.textContent.trim())"""
FIRST = "() => document.querySelector('.lb-hero').nextElementSibling.localName"


@pytest.mark.parametrize(("width", "height"), [*PHONES, (1366, 650)])
def test_the_first_screen_shows_a_search_and_a_film(
    browser: Browser, bank: Place, width: int, height: int
) -> None:
    browser.resize(width, height)
    browser.open(bank.url("index.html"))
    for part in ("#lb-home-search", ".lb-examples a", ".lb-today video"):
        box = browser.evaluate(BOX, part)
        assert box["height"] > 30, part
        assert 0 <= box["top"] < box["bottom"] <= height, (part, box)
        assert 0 <= box["left"] < box["right"] <= width, (part, box)
    for link in ("#lb-home-search", ".lb-examples a", ".lb-box button"):
        assert browser.evaluate(BOX, link)["height"] >= 43.5, link


def test_one_press_plays_the_film_in_its_place(browser: Browser, bank: Place) -> None:
    browser.resize(360, 740)
    browser.open(bank.url("index.html"))
    press(browser, ".lb-today__film button")
    browser.until(PLAYS)
    assert browser.evaluate("() => document.activeElement.localName") == "video"
    assert browser.evaluate("() => document.querySelector('.lb-today video').controls")
    assert browser.evaluate("() => document.querySelector('.lb-today__film button').hidden")
    quiet(browser, bank)


def test_the_box_and_its_examples_lead_to_what_is_found(browser: Browser, bank: Place) -> None:
    browser.open(bank.url("index.html"))
    browser.evaluate("() => { document.querySelector('#lb-home-search').value = 'wait & see'; }")
    press(browser, "#lb-home-search")
    arrive(browser, "() => document.querySelector('#lb-search')?.value === 'wait & see'")
    browser.open(bank.url("index.html"))
    example = browser.evaluate("() => document.querySelector('.lb-examples a').textContent")
    press(browser, ".lb-examples a")
    arrive(browser, f"() => document.querySelector('#lb-search')?.value === {example!r}")
    arrive(browser, "() => document.querySelector('.lb-results a')")


def test_sessions_come_first_after_it_once_a_school_is_chosen(
    browser: Browser, bank: Place
) -> None:
    browser.open(bank.url("index.html"))
    browser.until("() => document.querySelector('lb-dates form:not([hidden])')")
    assert browser.evaluate(FIRST) != "lb-dates"
    browser.evaluate(
        """() => {
          const select = document.querySelector('lb-dates select[name=school]');
          select.value = select.options[1].value;
          select.dispatchEvent(new Event('change', { bubbles: true }));
        }"""
    )
    assert browser.evaluate(FIRST) != "lb-dates", "nothing moves under the reader's hand"
    browser.open(bank.url("about.html"))
    browser.open(bank.url("index.html"))
    browser.until(f"() => ({FIRST})() === 'lb-dates'")
    quiet(browser, bank)


@pytest.mark.parametrize("width", [width for width, _ in PHONES])
@pytest.mark.parametrize("page", ["index.html", "clips/index.html"])
def test_the_trusts_name_is_whole_on_a_phone(
    browser: Browser, bank: Place, width: int, page: str
) -> None:
    browser.resize(width, 740)
    browser.open(bank.url(page))
    assert browser.evaluate(NAME) == {"words": "Wrenmoor Learning Trust", "whole": True}
    menu = browser.evaluate(MENU)
    assert menu["scroll"] <= menu["client"]
    find = browser.evaluate(BOX, "#lb-home-search" if page == "index.html" else ".lb-seek button")
    assert find["height"] >= 43.5


def test_five_tabs_and_the_pages_of_the_open_one(browser: Browser, bank: Place) -> None:
    browser.resize(1366, 650)
    browser.open(bank.url("moments/index.html"))
    first = ["Watch", "Techniques", "Training", "For pupils", "About"]
    below = ["Techniques", "Moments", "Chapters"]
    assert browser.evaluate(TABS, "") == [*first, *below]
    here = "() => document.querySelector('.lb-subtabs [aria-current=page]').textContent.trim()"
    assert browser.evaluate(here) == "Moments"
    active = "() => document.querySelector('.md-tabs__item--active').textContent.trim()"
    assert browser.evaluate(active) == "Techniques"
    browser.open(bank.url("lessons/index.html"))
    assert browser.evaluate(TABS, "") == first, "a tab of one page has no row of its own"


def test_home_and_its_bar_are_accessible(browser: Browser, bank: Place, axe_source: str) -> None:
    if browser.name != "chromium":
        pytest.skip("what axe looks at is the same in every browser")
    found = {}
    for scheme, width in (("light", 1366), ("dark", 360)):
        browser.colour_scheme(scheme)
        browser.resize(width, 740)
        for page in ("index.html", "clips/index.html", "calendar/index.html"):
            browser.open(bank.url(page))
            found[page, scheme, width] = axe_violations(browser, axe_source)
            assert browser.evaluate("() => document.documentElement.scrollWidth") <= width, page
    assert {page: wrong for page, wrong in found.items() if wrong} == {}
