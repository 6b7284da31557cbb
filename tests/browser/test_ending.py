"""A film stops for its questions, and its end leads on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.accessibility import axe_violations
from harness.browser import Browser
from harness.place import Place
from harness.reader import press, quiet

if TYPE_CHECKING:
    from typing import Any

pytestmark = [pytest.mark.paired, pytest.mark.films]

READY = """() => document.querySelector('video').readyState >= 1
  && document.querySelector('lb-ending:defined') !== null"""
PLAY = """(start) => {
  const video = document.querySelector('lb-clip video');
  video.muted = true;
  video.currentTime = start;
  return video.play();
}"""
ASKED = "() => document.querySelector('.lb-asked')?.open === true"
STATE = """() => {
  const video = document.querySelector('lb-clip video');
  return {
    open: document.querySelector('.lb-asked').open,
    paused: video.paused,
    at: video.currentTime,
    words: document.querySelector('.lb-asked__words').innerText,
  };
}"""
ENDED = "() => !document.querySelector('lb-ending').hidden"
NEXT = """() => {
  const way = document.querySelector('.lb-ending__next:not([hidden])');
  return [way.querySelector('span').innerText, way.querySelector('a').href];
}"""


def open_clip(browser: Browser, place: Place, page: str = "clips/third.html") -> None:
    browser.open(place.url(page))
    browser.until(READY)


def state(browser: Browser) -> Any:
    return browser.evaluate(STATE)


# Third lasts 12 s. It stops at 8 s to ask "What happens now?"; 3 s has a question without a stop.


def test_a_question_stops_the_film_fills_the_window_and_one_key_goes_on(
    browser: Browser, watching: Place, axe_source: str
) -> None:
    open_clip(browser, watching)
    browser.evaluate(PLAY, 7.2)
    browser.until(ASKED)
    asked = state(browser)
    assert asked["paused"]
    assert asked["words"] == "What happens now?"
    assert abs(asked["at"] - 8) < 0.3
    size = browser.evaluate(
        """() => {
          const {width, height} = document.querySelector('.lb-asked').getBoundingClientRect();
          const words = document.querySelector('.lb-asked p');
          return [width >= document.documentElement.clientWidth, height >= innerHeight - 1,
            parseFloat(getComputedStyle(words).fontSize)];
        }"""
    )
    assert size[:2] == [True, True]
    assert size[2] >= 32
    assert axe_violations(browser, axe_source) == {}
    browser.press("PageDown")
    browser.until("() => !document.querySelector('lb-clip video').paused")
    browser.until("() => document.querySelector('lb-clip video').currentTime > 8.4")
    assert not state(browser)["open"]
    quiet(browser, watching)


def test_a_jump_back_asks_again_and_a_jump_past_does_not(browser: Browser, watching: Place) -> None:
    open_clip(browser, watching)
    browser.evaluate(PLAY, 7.5)
    browser.until(ASKED)
    press(browser, ".lb-asked [data-do=on]")
    browser.until("() => !document.querySelector('lb-clip video').paused")
    browser.evaluate(PLAY, 7.5)
    browser.until(ASKED)
    press(browser, ".lb-asked [data-do=on]")
    browser.evaluate(PLAY, 9)
    browser.until("() => document.querySelector('lb-clip video').currentTime > 9.5")
    assert not state(browser)["open"]


def test_it_can_be_switched_off_for_good(browser: Browser, watching: Place) -> None:
    open_clip(browser, watching)
    browser.evaluate(PLAY, 7.5)
    browser.until(ASKED)
    press(browser, ".lb-asked [data-do=off]")
    open_clip(browser, watching)
    browser.until("() => document.querySelector('lb-pauses:defined') !== null")
    button = "() => document.querySelector('[data-pauses]').getAttribute('aria-pressed')"
    assert browser.evaluate(button) == "false"
    browser.evaluate(PLAY, 7.5)
    browser.until("() => document.querySelector('lb-clip video').currentTime > 8.4")
    assert not state(browser)["open"]


def test_a_moment_that_is_played_by_itself_is_not_stopped(
    browser: Browser, watching: Place
) -> None:
    open_clip(browser, watching, "clips/third.html#t=7.5,8.6")
    browser.evaluate("() => { document.querySelector('lb-clip video').muted = true; }")
    browser.evaluate("() => document.querySelector('lb-clip video').play()")
    browser.until("() => document.querySelector('lb-clip video').currentTime > 8.4")
    assert not state(browser)["open"]


def test_the_end_asks_leads_on_and_plays_again(
    browser: Browser, watching: Place, axe_source: str
) -> None:
    open_clip(browser, watching)
    browser.evaluate(PLAY, 11.4)
    browser.until(ENDED)
    words = browser.evaluate("() => document.querySelector('lb-ending').innerText")
    assert "Who spoke?" in words
    assert "The clip has ended" in words
    assert axe_violations(browser, axe_source) == {}
    label, address = browser.evaluate(NEXT)
    assert "Cold call" in label
    assert address == watching.url("clips/first.html")
    press(browser, "lb-ending [data-do=again]")
    browser.until("() => document.querySelector('lb-ending').hidden")
    browser.until("() => document.querySelector('lb-clip video').currentTime < 3")
    quiet(browser, watching)


def test_the_way_on_is_in_the_list_that_the_reader_came_from(
    browser: Browser, watching: Place
) -> None:
    browser.open(watching.url("watchlists/silence.html"))
    browser.until("() => document.querySelector('.lb-reel__open').href.includes('from=')")
    came = browser.evaluate("() => document.querySelector('.lb-reel__open').href")
    browser.open(came)
    browser.until(READY)
    browser.evaluate("() => { document.querySelector('lb-clip video').muted = true; }")
    browser.evaluate("() => document.querySelector('lb-clip video').play()")
    browser.until(ENDED)
    label, address = browser.evaluate(NEXT)
    assert "Silence" in label
    assert address == watching.url("clips/fourth.html?from=watchlists%2Fsilence.html#t=0,8")
    browser.open(address)
    browser.until(READY)
    label, address = browser.evaluate(NEXT.replace(":not([hidden])", "[data-from*=silence]"))
    assert address == watching.url("watchlists/silence.html")
