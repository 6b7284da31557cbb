"""A watch list or a workshop is shown to a room: question, film, next, by a clicker's keys."""

from __future__ import annotations

from typing import Any

import pytest

from harness.accessibility import axe_violations
from harness.browser import Browser
from harness.place import Place
from harness.reader import press, quiet

pytestmark = [pytest.mark.paired, pytest.mark.films]

READY = "() => document.querySelector('lb-present:defined:not([hidden])') !== null"
SLIDE = """() => {
  const video = document.querySelector('.lb-slides video');
  return {
    open: document.querySelector('.lb-slides').open,
    place: document.querySelector('.lb-slides__place').textContent,
    clip: document.querySelector('.lb-slides__clip').textContent,
    question: document.querySelector('.lb-slides__question').textContent,
    film: video.checkVisibility(),
    at: video.currentTime,
    paused: video.paused,
  };
}"""


def slide(browser: Browser) -> Any:
    return browser.evaluate(SLIDE)


def begin(browser: Browser, place: Place, page: str) -> None:
    browser.open(place.url(page))
    browser.until(READY)
    browser.evaluate("() => { document.querySelector('.lb-slides video').muted = true; }")
    press(browser, "lb-present [data-do=open]")


@pytest.mark.parametrize(
    ("page", "count"), [("watchlists/silence.html", 4), ("workshops/the-pause.html", 2)]
)
def test_each_question_is_followed_by_its_film(
    browser: Browser, watching: Place, axe_source: str, page: str, count: int
) -> None:
    begin(browser, watching, page)
    shown = slide(browser)
    assert (shown["open"], shown["place"], shown["film"]) == (True, f"1 of {count}", False)
    assert (shown["clip"], shown["question"]) == ("Third", "What is everybody doing?")
    assert axe_violations(browser, axe_source) == {}
    browser.press("PageDown")
    browser.until("() => document.querySelector('.lb-slides video').currentTime >= 2")
    shown = slide(browser)
    assert (shown["place"], shown["film"], shown["question"]) == (f"2 of {count}", True, "")
    browser.until("() => document.querySelector('.lb-slides video').paused")
    assert abs(slide(browser)["at"] - 3.5) < 0.3, "it stops where the part ends"
    assert axe_violations(browser, axe_source) == {}
    browser.press("PageUp")
    shown = slide(browser)
    assert (shown["place"], shown["film"], shown["paused"]) == (f"1 of {count}", False, True)
    press(browser, ".lb-slides [data-do=close]")
    assert not slide(browser)["open"]
    quiet(browser, watching)


def test_the_last_film_stays(browser: Browser, watching: Place) -> None:
    begin(browser, watching, "watchlists/silence.html")
    for key in ("ArrowRight", "ArrowDown", "PageDown", "PageDown"):
        browser.press(key)
    browser.until("() => !document.querySelector('.lb-slides video').paused")
    assert slide(browser)["place"] == "4 of 4"
    assert browser.evaluate("() => document.querySelector('.lb-slides [data-do=next]').disabled")
