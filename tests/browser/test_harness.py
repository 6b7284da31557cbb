"""The harness sees what a user would: without this, the other browser tests prove nothing."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING

import pytest

from harness.accessibility import axe_violations, html_errors
from harness.browser import Browser, ScriptError
from harness.place import Place

if TYPE_CHECKING:
    from pathlib import Path


HEARD = "(id) => document.getElementById(id).readyState >= 3"


def test_files_beside_a_local_page_cannot_be_read(browser: Browser, tiny: Place):
    """The limits of file:// hold here as they do for users; over http there are none."""
    browser.open(tiny.url("neighbours.html"))
    fetched = browser.evaluate("() => fetch('clip.vtt').then((r) => r.ok, () => false)")
    module_ran = browser.evaluate("() => globalThis.moduleRan === true")
    cues = browser.until(
        """() => {
          const track = document.querySelector("track");
          return track.readyState > 1 && [track.track.cues ? track.track.cues.length : 0];
        }"""
    )
    assert (fetched, module_ran, cues) == (
        (False, False, [0]) if tiny.is_local else (True, True, [2])
    )


def test_a_sound_page_gives_no_error_and_stays_in_its_site(browser: Browser, tiny: Place):
    for page in ("index.html", "clips/index.html"):
        browser.open(tiny.url(page))
    browser.until(HEARD, "whole")
    assert browser.console_errors() == []
    assert tiny.leaving(browser.requests()) == []
    assert {tiny.url("tiny.js"), tiny.url("clip.mp4")} <= set(browser.requests())


def test_every_fault_is_noticed(browser: Browser, tiny: Place):
    browser.open(tiny.url("faults.html"))
    browser.evaluate("() => new Promise((resolve) => setTimeout(resolve, 200))")
    errors = "\n".join(browser.console_errors())
    for fault in ("missing.js", "logged on purpose", "thrown on purpose"):
        assert fault in errors
    left = [url.rsplit("/", 1)[-1] for url in dict.fromkeys(tiny.leaving(browser.requests()))]
    assert sorted(left) == ["outside.js", "script.js"]


def test_reset_forgets(browser: Browser, tiny: Place):
    browser.open(tiny.url("faults.html"))
    browser.evaluate("() => localStorage.setItem('note', 'mine')")
    browser.reset()
    assert browser.requests() == []
    assert browser.console_errors() == []
    browser.open(tiny.url("index.html"))
    assert browser.evaluate("() => localStorage.getItem('note')") is None


@pytest.mark.films
def test_video_plays_and_seeks(browser: Browser, tiny: Place):
    browser.open(tiny.url("clips/index.html"))
    browser.until(HEARD, "whole")
    browser.evaluate("() => { whole.muted = true; return whole.play(); }")
    browser.until("() => whole.currentTime > 0.2 && whole.videoWidth === 320")
    browser.evaluate("() => { whole.pause(); whole.currentTime = 2; }")
    browser.until("() => !whole.seeking && whole.currentTime === 2")


def test_caption_is_shown_at_its_time(browser: Browser, tiny: Place):
    browser.open(tiny.url("clips/index.html"))
    browser.until(HEARD, "whole")
    shown = "() => [...whole.textTracks[0].activeCues].map((cue) => cue.text)"
    for time, captions in ((1.0, ["Look at the bar."]), (2.0, ["What does it show?"]), (2.8, [])):
        browser.evaluate("(time) => { whole.currentTime = time; }", time)
        browser.until(f"(wanted) => JSON.stringify(({shown})()) === wanted", dumps(captions))


def test_fragment_starts_the_video_there(browser: Browser, tiny: Place):
    browser.open(tiny.url("clips/index.html"))
    browser.until(HEARD, "moment")
    assert browser.evaluate("() => moment.currentTime") == pytest.approx(1.5, abs=0.05)


def test_window_is_what_was_asked_for(browser: Browser, tiny: Place, tmp_path: Path):
    browser.open(tiny.url("index.html"))
    browser.resize(360, 640)
    assert browser.evaluate("() => [innerWidth, innerHeight]") == [360, 640]
    background = "() => getComputedStyle(document.body).backgroundColor"
    for scheme, colour in (("dark", "rgb(0, 0, 0)"), ("light", "rgb(255, 255, 255)")):
        browser.colour_scheme(scheme)
        browser.until(f"(colour) => ({background})() === colour", colour)
    browser.screenshot(tmp_path / "window.png")
    assert (tmp_path / "window.png").read_bytes().startswith(b"\x89PNG")


def test_keys_reach_the_page(browser: Browser, tiny: Place):
    browser.open(tiny.url("index.html"))
    for key in ("k", "ArrowRight", " "):
        browser.press(key)
    browser.until("() => pressed.textContent === 'k ArrowRight   '")


def test_failing_script_is_an_error(browser: Browser, tiny: Place):
    browser.open(tiny.url("index.html"))
    with pytest.raises(ScriptError, match="on purpose"):
        browser.evaluate("() => Promise.reject(new Error('on purpose'))")
    with pytest.raises(ScriptError, match="not true within"):
        browser.until("() => false", seconds=0.1)


def test_axe_finds_an_image_without_words(browser: Browser, tiny: Place, axe_source: str):
    browser.open(tiny.url("clips/index.html"))
    assert axe_violations(browser, axe_source) == {}
    assert browser.console_errors() == []
    browser.open(tiny.url("faults.html"))
    assert axe_violations(browser, axe_source) == {"image-alt": ["img"]}


def test_html_checker_finds_an_image_without_words(vnu: Path, tiny_site: Path):
    assert html_errors(vnu, [tiny_site / "index.html", tiny_site / "clips" / "index.html"]) == []
    (error,) = html_errors(vnu, [tiny_site / "faults.html"])
    assert "alt" in error
