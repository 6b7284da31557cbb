"""The page for reviewers opens in real browsers: in one piece, at any width, light and dark."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.accessibility import axe_violations
from harness.browser import Browser
from harness.place import Place
from projects import clip, turned, write_project
from sites import TODAY, built, run

pytestmark = pytest.mark.paired

WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
PICTURES = "() => [...document.images].map((each) => each.complete && each.naturalWidth > 0)"


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory, one_encoding: None) -> Path:
    """Return a folder with the review of a change that adds, changes, removes and breaks items."""
    root = write_project(tmp_path_factory.mktemp("reviewed") / "bank")
    for command in (("init", "-q"), ("add", "."), ("commit", "-qm", "A bank")):
        identity = ("-c", "user.name=A", "-c", "user.email=a@trust.example")
        subprocess.run(["git", *identity, *command], cwd=root, check=True, capture_output=True)
    new = clip(
        "A clip with averyveryverylongwordthatnobodybreaksbyhand", "00:02", "00:08", at="00:03"
    )
    (root / "content/clips/new.md").write_text(new, encoding="utf-8")
    (root / "content/clips/second.md").unlink()
    (root / "content/permissions/EL-2.yml").write_text(turned("paused"), encoding="utf-8")
    about = root / "content/about.md"
    about.write_text(about.read_text(encoding="utf-8").replace("clip:second", "clip:new"), "utf-8")
    built(root)
    (root / "content/about.md").write_text("[gone](clip:nothing)\n", encoding="utf-8")
    folder = root / "build/review"
    folder.mkdir()
    asked = ("--against", "HEAD", "--today", TODAY, "--to", "build/review/review.html")
    done = run(root, "lessonbank", "review", *asked)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_page_is_whole_at_any_width_and_asks_for_nothing(
    browser: Browser, publish: Callable[[Path], Place], reviewed: Path, axe_source: str
) -> None:
    place = publish(reviewed)
    for width in (1280, 360):
        for scheme in ("light", "dark"):
            browser.resize(width, 800)
            browser.colour_scheme(scheme)
            browser.open(place.url("review.html"))
            assert browser.evaluate(WIDE) == 0, (width, scheme)
            assert all(browser.evaluate(PICTURES))
            assert axe_violations(browser, axe_source) == {}, (width, scheme)
    own = {place.url("review.html")}
    assert {each for each in browser.requests() if not each.startswith("data:")} <= own
    assert browser.console_errors() == []
