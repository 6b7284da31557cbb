"""The film and its transcript stay in view together. Its buttons, tabs and keys work."""

from __future__ import annotations

from typing import Any

import pytest

from harness.browser import Browser
from harness.place import Place
from harness.reader import press, quiet

PHONE, SIDEWAYS, LAPTOP, ENLARGED = (360, 740), (740, 360), (1366, 650), (320, 256)
"""Windows in CSS pixels; the last is a laptop's at 400 %."""
READY = "() => document.querySelector('lb-clip video').readyState >= 1"
PLAY = """() => {
  const video = document.querySelector('lb-clip video');
  Object.assign(video, { muted: true, playbackRate: 0.25 });
  return video.play();
}"""
PAUSE = "() => document.querySelector('lb-clip video').pause()"
LINE = "() => document.querySelector('.lb-turn__words a[aria-current]') !== null"
BOXES = """() => {
  const box = (selector) => {
    const { top, bottom, left, right } = document.querySelector(selector).getBoundingClientRect();
    return { top, bottom, left, right };
  };
  const line = document.querySelector('.lb-turn__words a[aria-current]')?.getClientRects()[0];
  return {
    film: box('.lb-film video'),
    words: box('.lb-transcript'),
    line: line && { top: line.top, bottom: line.bottom },
    bar: Math.max(0, document.querySelector('header').getBoundingClientRect().bottom),
    high: innerHeight,
  };
}"""
"""Boxes of the film, the transcript and the site's bar in the window."""


def open_clip(
    browser: Browser, place: Place, size: tuple[int, int], page: str = "clips/third.html"
) -> None:
    browser.resize(*size)
    browser.open(place.url(page))
    browser.until(READY)
    browser.until(
        "() => document.querySelectorAll('.lb-tablist, lb-controls:defined').length === 2"
    )


def scroll(browser: Browser, to: str) -> None:
    """Scroll the page to `to`, a JavaScript number, and let observers see it."""
    browser.evaluate(
        f"""async () => {{
          scrollTo({{ top: {to}, behavior: 'instant' }});
          for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
        }}"""
    )


def boxes(browser: Browser) -> dict[str, Any]:
    found: dict[str, Any] = browser.evaluate(BOXES)
    return found


def scroll_past(browser: Browser, watching: Place, size: tuple[int, int]) -> None:
    """Play the film and scroll to the end of the page, so that the film follows."""
    open_clip(browser, watching, size)
    browser.evaluate(PLAY)
    scroll(browser, "document.body.scrollHeight")
    browser.until("() => document.querySelector('.lb-film').hasAttribute('data-away')")


def together(seen: dict[str, Any]) -> bool:
    """Return whether the whole film and the spoken line of the transcript are in view."""
    film, words, line = seen["film"], seen["words"], seen["line"]
    top = max(words["top"], seen["bar"])
    bottom = min(words["bottom"], seen["high"])
    beside = film["right"] <= words["left"] or film["bottom"] <= words["top"] + 1
    return (
        film["top"] >= seen["bar"] - 1
        and film["bottom"] <= seen["high"]
        and beside
        and bottom - top >= 100
        and top <= line["top"]
        and line["bottom"] <= bottom
    )


@pytest.mark.films
def test_the_film_and_its_transcript_are_in_view_together_while_it_plays(
    browser: Browser, watching: Place
) -> None:
    for size in (PHONE, LAPTOP):
        open_clip(browser, watching, size)
        browser.evaluate(PLAY)
        browser.until(LINE, seconds=20)
        seen = boxes(browser)
        assert together(seen), (size, seen)
        if size == PHONE:
            scroll(browser, "document.querySelector('.lb-film').offsetTop + 40")
            seen = boxes(browser)
            assert seen["film"]["top"] == pytest.approx(seen["bar"], abs=1), "the film stays"
            assert seen["words"]["bottom"] <= seen["high"], "and the words end in the window"
    quiet(browser, watching)


@pytest.mark.paired
@pytest.mark.films
@pytest.mark.parametrize("size", [PHONE, SIDEWAYS, LAPTOP])
def test_scrolled_past_the_film_stays_below_the_bar_while_it_plays(
    browser: Browser, watching: Place, size: tuple[int, int]
) -> None:
    scroll_past(browser, watching, size)
    seen = boxes(browser)
    film = seen["film"]
    assert film["top"] >= seen["bar"] - 1
    assert film["bottom"] - film["top"] <= 0.5 * seen["high"], "it leaves room to read"
    assert film["right"] <= size[0]
    browser.evaluate(PAUSE)
    browser.until("() => !document.querySelector('.lb-film').hasAttribute('data-away')")
    quiet(browser, watching)


@pytest.mark.paired
@pytest.mark.films
@pytest.mark.parametrize("size", [PHONE, LAPTOP])
def test_what_has_the_focus_is_not_below_the_film(
    browser: Browser, watching: Place, size: tuple[int, int]
) -> None:
    scroll_past(browser, watching, size)
    hidden = browser.evaluate(
        """async () => {
          const links = [...document.querySelectorAll('.lb-columns :is(a[href], [tabindex])')];
          const hidden = [];
          for (const link of links.reverse()) {
            link.focus();
            await new Promise(requestAnimationFrame);
            const film = document.querySelector('.lb-film video').getBoundingClientRect();
            const { left, right, top, bottom } = link.getBoundingClientRect();
            const over = left < film.right && right > film.left;
            if (over && top < film.bottom && bottom <= film.bottom) hidden.push(link.outerHTML);
          }
          return hidden;
        }"""
    )
    assert hidden == []


@pytest.mark.paired
@pytest.mark.films
def test_enlarged_fourfold_nothing_stays_over_the_page(browser: Browser, watching: Place) -> None:
    open_clip(browser, watching, ENLARGED)
    browser.evaluate(PLAY)
    for to in ("300", "document.body.scrollHeight"):
        scroll(browser, to)
        film = boxes(browser)["film"]
        assert film["bottom"] <= 0 or film["top"] >= ENLARGED[1] or to == "300"
    assert browser.evaluate(
        "() => getComputedStyle(document.querySelector('.lb-film')).position === 'static'"
    )
    assert browser.evaluate("() => document.documentElement.scrollWidth") <= ENLARGED[0]


@pytest.mark.paired
def test_tabs_are_below_the_film_and_addresses_open_them(browser: Browser, watching: Place) -> None:
    open_clip(browser, watching, PHONE)
    named = "() => [...document.querySelectorAll('[role=tab]')].map((tab) => tab.textContent)"
    assert browser.evaluate(named) == ["Transcript", "Moments", "Chapters", "Notes"]
    chosen = "() => document.querySelector('[role=tab][aria-selected=true]').textContent"
    assert browser.evaluate(chosen) == "Transcript"
    gap = browser.evaluate(
        """() => document.querySelector('.lb-tablist').getBoundingClientRect().top
          - document.querySelector('.lb-film').getBoundingClientRect().bottom"""
    )
    assert 0 <= gap <= 2
    for name in ("chapters", "moments", "transcript"):
        browser.evaluate("(name) => { location.hash = name; }", name)
        browser.until(f"(name) => ({chosen})().toLowerCase() === name", name)
        scroll(browser, "scrollY")
        top = browser.evaluate(
            "() => document.querySelector('.lb-tablist').getBoundingClientRect().top"
        )
        assert top >= boxes(browser)["film"]["bottom"] - 2, "the tabs are not below the film"


@pytest.mark.paired
@pytest.mark.parametrize("size", [PHONE, LAPTOP])
def test_buttons_are_one_row_of_large_targets_and_the_others_in_a_menu(
    browser: Browser, watching: Place, size: tuple[int, int]
) -> None:
    open_clip(browser, watching, size)
    row = """() => [...document.querySelectorAll(
        '.lb-tools__row > :not(.lb-menu, [hidden]), .lb-menu:not([hidden]) > button')]
      .map((tool) => tool.getBoundingClientRect())
      .map(({ top, left, right, width, height }) => ({ top, left, right, width, height }))"""
    tools = browser.evaluate(row)
    assert len(tools) >= 6
    assert max(tool["top"] for tool in tools) - min(tool["top"] for tool in tools) < 3
    assert max(tool["right"] for tool in tools) <= size[0]
    if size == LAPTOP:
        assert browser.evaluate("() => document.querySelector('.lb-menu').hidden")
        return
    press(browser, "[data-do=menu]")
    assert browser.evaluate("() => !document.querySelector('.lb-menu__list').hidden")
    browser.press("Tab")
    assert browser.evaluate("() => document.activeElement.closest('.lb-menu__list') !== null")
    browser.press("Escape")
    assert browser.evaluate("() => document.activeElement.dataset.do") == "menu"
    assert browser.evaluate("() => document.querySelector('.lb-menu__list').hidden")


@pytest.mark.paired
@pytest.mark.parametrize("size", [PHONE, LAPTOP])
def test_everything_to_press_is_44_pixels_large(
    browser: Browser, watching: Place, size: tuple[int, int]
) -> None:
    open_clip(browser, watching, size)
    for name in ("transcript", "moments", "chapters"):
        press(browser, f"#{name}-tab")
        small = browser.evaluate(
            """() => [...document.querySelectorAll(
                'lb-clip :is(button, select, input, summary, .lb-stop)')]
              .map((each) => each.closest('label') ?? each)
              .filter((each) => each.getClientRects().length)
              .map((each) => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
              .filter(([, { width, height }]) => width < 43.9 || height < 43.9)
              .map(([words, { width, height }]) => [words, width, height])"""
        )
        assert small == []


@pytest.mark.paired
def test_names_of_moments_are_whole_or_not_there(browser: Browser, watching: Place) -> None:
    for size in (ENLARGED, LAPTOP):
        open_clip(browser, watching, size)
        cut = browser.evaluate(
            """() => [...document.querySelectorAll('.lb-mark__word')].filter((word) => {
              const box = word.getBoundingClientRect();
              const name = word.firstElementChild.getBoundingClientRect();
              return name.top < box.bottom && name.right > box.right + 0.5;
            }).length"""
        )
        assert cut == 0
    shown = browser.evaluate(
        """() => [...document.querySelectorAll('.lb-mark__word')].filter((word) =>
          word.firstElementChild.getBoundingClientRect().top
            < word.getBoundingClientRect().bottom).length"""
    )
    assert shown == 3


@pytest.mark.paired
@pytest.mark.films
def test_a_reader_who_scrolls_the_transcript_is_not_taken_back(
    browser: Browser, watching: Place
) -> None:
    open_clip(browser, watching, PHONE)
    pressed = "() => document.querySelector('.lb-follow').getAttribute('aria-pressed')"
    assert browser.evaluate(pressed) == "true"
    browser.evaluate(
        "() => document.querySelector('.lb-transcript').dispatchEvent(new WheelEvent('wheel'))"
    )
    assert browser.evaluate(pressed) == "false"
