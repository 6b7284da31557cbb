"""A preview in a browser: films that come by themselves, and seeking in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.browser import ScriptError
from previews import PATIENCE, previewing
from projects import make_film, write_project

if TYPE_CHECKING:
    from harness.browser import Browser


FILM = "document.querySelector('video')"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    root = write_project(tmp_path / "bank", film=False)
    make_film(root / "media/lesson.mp4", 20, size="1280x720")
    return root


def shows_film(browser: Browser) -> bool:
    """Whether the page has a film; not while it is being loaded again."""
    try:
        return bool(browser.evaluate(f"() => {FILM}?.readyState >= 1"))
    except ScriptError:
        return False


def test_film_comes_by_itself_and_can_be_sought_in(
    browser: Browser, bank: Path, tmp_path: Path
) -> None:
    with previewing(bank, tmp_path / "temp") as preview:
        browser.open(f"{preview.base}clips/second.html")
        assert "being prepared" in browser.evaluate("() => document.body.innerText")
        # Nobody presses anything: the page is loaded again.
        preview.until(lambda: shows_film(browser))
        for second in (4, 1, 5):
            browser.evaluate(f"(second) => {{ {FILM}.currentTime = second; }}", second)
            browser.until(
                f"(second) => !{FILM}.seeking && {FILM}.readyState >= 2"
                f" && Math.abs({FILM}.currentTime - second) < 0.1",
                second,
                seconds=PATIENCE,
            )
        assert browser.evaluate(f"() => {FILM}.seekable.end(0)") == pytest.approx(6, abs=0.2)
        assert not [error for error in browser.console_errors() if "/media/" in error]
