"""The built site, as a teacher meets it: under a host's sub-path, and from a folder or a stick."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.browser import Browser
from harness.place import Place
from harness.reader import quiet
from projects import write_project
from sites import TODAY, run

if TYPE_CHECKING:
    from collections.abc import Callable


READY = "() => document.querySelector('video').readyState >= 1"
TIME = "() => document.querySelector('video').currentTime"


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank whose times are known: first is 0 to 6 s and second 4 to 10 s of one recording."""
    root = write_project(tmp_path_factory.mktemp("small bank"))
    done = run(root, "lessonbank", "build", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    return root / "build" / "site"


@pytest.fixture
def small(publish: Callable[[Path], Place], small_site: Path) -> Place:
    return publish(small_site)


def press_link(browser: Browser, selector: str) -> None:
    browser.evaluate("(selector) => document.querySelector(selector).click()", selector)


def mute(browser: Browser) -> None:
    """Browsers start films by themselves only when they are silent."""
    browser.evaluate("() => { document.querySelector('video').muted = true; }")


def pause_at(browser: Browser, time: float) -> None:
    browser.evaluate(
        """(time) => {
          const video = document.querySelector("video");
          video.pause();
          video.currentTime = time;
        }""",
        time,
    )
    browser.until(
        "(time) => Math.abs(document.querySelector('video').currentTime - time) < .05", time
    )


@pytest.mark.films
def test_a_clip_plays_and_seeks(browser: Browser, small: Place) -> None:
    browser.open(small.url("clips/first.html"))
    browser.until(READY)
    mute(browser)
    browser.evaluate("() => document.querySelector('video').play()")
    browser.until("() => document.querySelector('video').currentTime > 0.3")
    pause_at(browser, 5)
    assert browser.evaluate("() => document.querySelector('video').videoHeight") == 180
    quiet(browser, small)


@pytest.mark.parametrize(
    ("page", "time", "cue"),
    [
        ("first", 1.0, "What do you notice?"),
        ("first", 3.0, "Both halves are equal & whole."),
        ("first", 2.2, None),
        ("second", 1.0, "Both halves are equal & whole."),
        ("second", 3.0, "Who can add to that?"),
    ],
)
def test_the_right_cue_is_shown_and_marked(
    browser: Browser, small: Place, page: str, time: float, cue: str | None
) -> None:
    browser.open(small.url(f"clips/{page}.html"))
    browser.until(READY)
    browser.until("() => document.querySelector('track').readyState === 2")
    pause_at(browser, time)
    shown = """() => [...document.querySelector("video").textTracks[0].activeCues]
      .map((cue) => cue.getCueAsHTML().textContent)"""
    marked = """() => [...document.querySelectorAll(".lb-turn__words a[aria-current]")]
      .map((line) => line.textContent.trim())"""
    wanted = [cue] if cue else []
    browser.until(f"(wanted) => JSON.stringify(({shown})()) === JSON.stringify(wanted)", wanted)
    browser.until(f"(wanted) => JSON.stringify(({marked})()) === JSON.stringify(wanted)", wanted)
    assert browser.evaluate("() => document.querySelector('video').textTracks[0].mode") == "showing"
    quiet(browser, small)


@pytest.mark.films
@pytest.mark.parametrize(
    ("link", "time"),
    [
        ("#chapters li:nth-child(2) a", 2.5),
        ("#moments a", 0.0),
        ("#transcript .lb-turn:nth-child(2) a", 2.5),
    ],
)
def test_chapters_moments_and_transcript_seek(
    browser: Browser, small: Place, link: str, time: float
) -> None:
    browser.open(small.url("clips/first.html"))
    browser.until(READY)
    mute(browser)
    pause_at(browser, 5)
    press_link(browser, link)
    browser.until(
        "(time) => Math.abs(document.querySelector('video').currentTime - time) < 1", time
    )
    assert "#t=" in browser.evaluate("() => location.hash")
    quiet(browser, small)


@pytest.mark.parametrize(
    ("fragment", "start"), [("#t=3", 3), ("#t=3.5,5", 3.5), ("#t=0:04", 4), ("#t=npt:2", 2)]
)
def test_a_deep_link_starts_at_its_second(
    browser: Browser, small: Place, fragment: str, start: float
) -> None:
    browser.open(small.url(f"clips/first.html{fragment}"))
    browser.until(READY)
    browser.until(
        "(start) => Math.abs(document.querySelector('video').currentTime - start) < .05", start
    )
    assert browser.evaluate("() => document.querySelector('video').paused")
    quiet(browser, small)


def test_a_changed_address_moves_the_film(browser: Browser, small: Place) -> None:
    browser.open(small.url("clips/first.html#t=1"))
    browser.until(READY)
    browser.evaluate("() => { location.hash = '#t=4'; }")
    browser.until("() => Math.abs(document.querySelector('video').currentTime - 4) < .05")


@pytest.mark.films
def test_a_stretch_stops_at_its_end_once(browser: Browser, small: Place) -> None:
    browser.open(small.url("clips/first.html#t=1,2"))
    browser.until(READY)
    mute(browser)
    browser.evaluate("() => document.querySelector('video').play()")
    browser.until("() => document.querySelector('video').paused")
    assert browser.evaluate(TIME) == pytest.approx(2, abs=0.3)
    browser.evaluate("() => document.querySelector('video').play()")
    browser.until("() => document.querySelector('video').currentTime > 2.5")


@pytest.mark.films
def test_an_embedded_clip_plays_its_stretch(browser: Browser, small: Place) -> None:
    embedded = "document.querySelector('.lb-embed video')"
    browser.open(small.url("index.html"))
    browser.until(f"() => {embedded}.readyState >= 1")
    browser.evaluate(f"() => {{ {embedded}.muted = true; }}")
    browser.evaluate(f"() => {embedded}.play()")
    browser.until(f"() => {embedded}.paused")
    assert browser.evaluate(f"() => {embedded}.currentTime") == pytest.approx(3, abs=0.3)
    quiet(browser, small)


@pytest.mark.films
def test_a_clip_is_worked_by_keyboard(browser: Browser, small: Place) -> None:
    """Tab reaches a chapter, its focus can be seen, and Enter plays it."""
    browser.open(small.url("clips/first.html#chapters"))
    browser.until(READY)
    mute(browser)
    reached = "() => document.activeElement.closest('#chapters li:nth-child(2)') !== null"
    for _ in range(40):
        browser.press("Tab")
        if browser.evaluate(reached):
            break
    assert browser.evaluate(reached)
    assert browser.evaluate(
        "() => parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2"
    )
    browser.press("Enter")
    browser.until("() => document.querySelector('video').currentTime >= 2.5")


def test_every_clip_of_the_example_bank_can_be_watched(browser: Browser, bank: Place) -> None:
    pages = sorted((bank.root / "clips").glob("*.html"))
    # Others lead on from a former address, or say that a clip is no longer there.
    clips = [page for page in pages if "<lb-player" in page.read_text(encoding="utf-8")]
    assert len(clips) >= 14
    for page in clips:
        browser.open(bank.url(f"clips/{page.name}#t=2"))
        browser.until("() => document.querySelector('video').readyState >= 2")
        browser.until("() => Math.abs(document.querySelector('video').currentTime - 2) < .1")
        browser.until("() => document.querySelector('track[kind=captions]').readyState === 2")
    quiet(browser, bank)
