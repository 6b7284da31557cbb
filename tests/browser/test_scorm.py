"""A SCORM package in a platform made of scorm-again, an independent reader of the standard."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from harness.accessibility import AXE
from harness.browser import Browser
from harness.server import serving
from once import once
from sites import run
from watching import write_watching_project

READER = AXE.parents[1] / "scorm-again" / "dist" / "scorm12.min.js"
PLATFORM = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Course</title>
<link rel="icon" href="data:,"><script src="scorm12.min.js"></script></head><body>
<script>window.API = new Scorm12API({autocommit: false, logLevel: 5});
API.on("LMSSetValue.cmi.core.session_time", (_, value) => { window.spent = value; });</script>
<iframe title="film" width="640" height="460" allow="autoplay" src="lesson-bank/embed/%s"></iframe>
</body></html>"""
STATUS = "() => window.API.cmi.core.lesson_status"
PLAY = """(from) => {
  const video = document.querySelector('iframe').contentDocument.querySelector('video');
  video.muted = true;
  video.currentTime = from;
  return video.play();
}"""
READY = """() => {
  const video = document.querySelector('iframe').contentDocument?.querySelector('video');
  return video && video.readyState > 0 && video.checkVisibility();
}"""


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An unpacked package with a page of the platform beside it."""

    def make(folder: Path) -> None:
        root = write_watching_project(folder / "bank")
        # Pages compare the day with the browser's clock.
        made = run(root, "lessonbank", "build")
        assert made.returncode == 0, made.stderr
        done = run(root, "lessonbank", "scorm", "third", "silence", "--out", str(folder / "c.zip"))
        assert done.returncode == 0, done.stderr
        with ZipFile(folder / "c.zip") as zipped:
            zipped.extractall(folder / "course")
        shutil.copy(READER, folder / "course")
        for name, page in (("clip", "third.html"), ("reel", "watchlists/silence.html")):
            (folder / "course" / f"{name}.html").write_text(PLATFORM % page, "utf-8")

    return once(tmp_path_factory, "course", make) / "course"


@pytest.mark.films
def test_the_platform_learns_that_a_clip_was_watched(browser: Browser, course: Path) -> None:
    with serving(course, "/course/") as server:
        browser.open(f"{server.base}clip.html")
        browser.until(READY)
        browser.until(f"() => ({STATUS})() === 'incomplete'")
        browser.evaluate(PLAY, 11)
        browser.until(f"() => ({STATUS})() === 'completed'")
        browser.evaluate("() => { document.querySelector('iframe').src = 'about:blank'; }")
        browser.until("() => window.API.isTerminated()")
        time = browser.evaluate("() => window.spent")
        assert time.startswith("0000:00:"), time
        assert browser.evaluate("() => window.API.lastErrorCode") == "0"
        assert not browser.console_errors()


@pytest.mark.films
def test_the_platform_learns_that_a_reel_was_watched(browser: Browser, course: Path) -> None:
    with serving(course, "/course/") as server:
        browser.open(f"{server.base}reel.html")
        browser.until(READY)
        browser.evaluate(
            """() => {
              const page = document.querySelector('iframe').contentDocument;
              const reel = page.querySelector('lb-reel');
              for (const { video } of reel.screens) video.muted = true;
              reel.parts[1].end = 1;
              reel.play(reel.parts[1]);
            }"""
        )
        browser.until(f"() => ({STATUS})() === 'completed'")


def test_without_a_platform_the_page_works(browser: Browser, course: Path) -> None:
    with serving(course, "/course/") as server:
        browser.open(f"{server.base}lesson-bank/embed/third.html")
        browser.until("() => document.querySelector('video').readyState > 0")
        assert browser.evaluate("() => document.querySelector('h1').checkVisibility()")
        assert not browser.console_errors()
