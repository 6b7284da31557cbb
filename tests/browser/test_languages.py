"""Captions and transcripts in two languages: the switch, what it shows, and what stays."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.accessibility import axe_violations
from harness.browser import Browser
from harness.place import Place
from harness.reader import press, quiet
from projects import write_project
from sites import TODAY, run

if TYPE_CHECKING:
    from collections.abc import Callable

WELSH = """\
WEBVTT

00:00.500 --> 00:02.000
<v Athro>Beth ydych chi'n ei weld?

00:02.500 --> 00:05.500
<v Disgybl>Mae'r ddau hanner yn gyfartal.
"""
READY = """() => document.querySelector('video').readyState >= 1
  && document.querySelector('.lb-captions select') !== null
  && document.querySelector('lb-languages:defined') !== null"""
CUE = """(time) => {
  const video = document.querySelector('video');
  video.pause();
  video.currentTime = time;
}"""
SHOWN = """() => [...document.querySelector('video').textTracks]
  .filter(({ mode }) => mode === 'showing')
  .flatMap(({ language, activeCues }) =>
    [...(activeCues ?? [])].map((cue) => [language, cue.getCueAsHTML().textContent]))"""
STATE = """() => {
  const boxes = [...document.querySelectorAll('.lb-transcript')].filter((box) => !box.hidden);
  return {
    captions: document.querySelector('.lb-captions select').value,
    transcript: document.querySelector('lb-languages select').value,
    boxes: boxes.map((box) => box.lang),
    words: boxes[0].querySelector('.lb-turn__words a').innerText,
  };
}"""
ENGLISH_STATE = {
    "captions": "en-GB",
    "transcript": "en-GB",
    "boxes": ["en-GB"],
    "words": "What do you notice?",
}
WELSH_STATE = {
    "captions": "cy",
    "transcript": "cy",
    "boxes": ["cy"],
    "words": "Beth ydych chi'n ei weld?",
}
WATCH_LIST = """\
---
title: Both
summary: Two clips.
audience: the maths team
clips: [{clip: first, question: Who waits?}, {clip: second}]
---
Come.
"""
TRACKS = """(selector) => [...(document.querySelector(selector)?.textTracks ?? [])]
  .filter(({ mode, cues }) => mode === 'showing' && cues?.length)
  .map(({ language, cues }) => [language, cues[cues.length - 1].getCueAsHTML().textContent])"""
PAIR = """[["cy", "Mae'r ddau hanner yn gyfartal."]]"""
NARROW = "() => document.documentElement.scrollWidth <= window.innerWidth"


@pytest.fixture(scope="session")
def welsh_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_project(tmp_path_factory.mktemp("welsh bank"))
    (root / "media/lesson.cy.vtt").write_text(WELSH, encoding="utf-8")
    (root / "content/watchlists").mkdir()
    (root / "content/watchlists/both.md").write_text(WATCH_LIST, encoding="utf-8")
    for path in (root / "content/recordings").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        further = (
            "captions: lesson.vtt\ntranslations:\n  - {language: cy, captions: lesson.cy.vtt}\n"
        )
        path.write_text(text.replace("captions: lesson.vtt\n", further), encoding="utf-8")
    done = run(root, "lessonbank", "build", "--today", TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "build" / "site"


@pytest.fixture
def welsh(publish: Callable[[Path], Place], welsh_site: Path) -> Place:
    return publish(welsh_site)


def is_(browser: Browser, state: dict[str, object]) -> None:
    browser.until(f"(wanted) => JSON.stringify(({STATE})()) === JSON.stringify(wanted)", state)


def shows(browser: Browser, time: float, cue: list[list[str]]) -> None:
    browser.evaluate(CUE, time)
    browser.until(f"(wanted) => JSON.stringify(({SHOWN})()) === JSON.stringify(wanted)", cue)


@pytest.mark.films
def test_the_keyboard_switches_captions_and_transcript_and_the_device_remembers(
    browser: Browser, welsh: Place, axe_source: str
) -> None:
    browser.open(welsh.url("clips/first.html"))
    browser.until(READY)
    is_(browser, ENGLISH_STATE)
    shows(browser, 1, [["en-GB", "What do you notice?"]])
    press(browser, ".lb-captions select", "ArrowDown")
    is_(browser, WELSH_STATE)
    shows(browser, 1, [["cy", "Beth ydych chi'n ei weld?"]])
    assert axe_violations(browser, axe_source) == {}
    browser.open(welsh.url("clips/first.html"))
    browser.until(READY)
    is_(browser, WELSH_STATE)
    shows(browser, 3, [["cy", "Mae'r ddau hanner yn gyfartal."]])
    press(browser, "lb-languages select", "ArrowUp")
    is_(browser, ENGLISH_STATE)
    shows(browser, 1, [["en-GB", "What do you notice?"]])
    quiet(browser, welsh)


def test_an_address_asks_for_a_language_of_this_page_only(browser: Browser, welsh: Place) -> None:
    browser.open(welsh.url("clips/first.html") + "?language=cy#t=3")
    browser.until(READY)
    is_(browser, WELSH_STATE)
    browser.open(welsh.url("clips/first.html"))
    browser.until(READY)
    is_(browser, ENGLISH_STATE)
    assert browser.evaluate(NARROW)


def speaks(browser: Browser, selector: str) -> None:
    wanted = f"(selector) => JSON.stringify(({TRACKS})(selector)) === JSON.stringify({PAIR})"
    browser.until(wanted, selector)


@pytest.mark.paired
@pytest.mark.films
def test_reels_and_presenting_take_the_chosen_language(
    browser: Browser, welsh: Place, axe_source: str
) -> None:
    browser.resize(320, 800)
    browser.open(welsh.url("clips/first.html"))
    browser.until(READY)
    press(browser, "lb-languages select", "ArrowDown")
    is_(browser, WELSH_STATE)
    assert browser.evaluate(NARROW)
    browser.open(welsh.url("moments/cold-call.html") + "#play=1")
    speaks(browser, ".lb-reel__screen video:not([hidden])")
    assert browser.evaluate(NARROW)
    assert axe_violations(browser, axe_source) == {}
    browser.open(welsh.url("watchlists/both.html"))
    press(browser, "lb-present [data-do=open]")
    browser.evaluate("() => { document.querySelector('.lb-slides video').muted = true; }")
    browser.press("PageDown")
    speaks(browser, ".lb-slides video")
    assert browser.evaluate(NARROW)
    quiet(browser, welsh)
