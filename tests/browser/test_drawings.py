"""Drawings in a real browser: harm is gone from the cleaned ones, and the rest looks as it did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drawings import hostile, ordinary
from harness.chromium import picture
from harness.server import serving
from lessonbank.sanitise import UnreadableFileError, clean_picture

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_ALL = "index.html"


def _write(folder: Path, drawings: Iterable[bytes]) -> int:
    """A page that opens every drawing as a document of its own, where its scripts would run."""
    (folder / "drawings").mkdir(parents=True)
    frames = []
    for number, data in enumerate(drawings):
        name = f"drawings/{number}.svg"
        (folder / name).write_bytes(data.replace(b"{name}", b"%d" % number))
        frames.append(f'<iframe src="{name}" width="99" height="99"></iframe>')
    page = f"<!doctype html><script>top.ran = [];</script>{''.join(frames)}"
    (folder / _ALL).write_text(page, encoding="utf-8")
    return len(frames)


def _cleaned() -> Iterator[bytes]:
    for data in hostile():
        try:
            yield clean_picture("a.svg", data).data
        except UnreadableFileError:
            continue


def _opened(folder: Path, browser: Browser) -> tuple[set[str], set[str]]:
    """Which drawings ran something, and which asked for something."""
    with serving(folder) as server:
        page = browser.new_page()
        page.goto(f"{server.base}{_ALL}", wait_until="networkidle")
        page.wait_for_timeout(300)  # An animation of a hundredth of a second has ended.
        ran = set(page.evaluate("() => top.ran"))
        page.close()
        ours = ("/drawings/", _ALL, "favicon.ico")
        asked = {answer.path for answer in server.log if not any(o in answer.path for o in ours)}
        return ran, {path for path in asked if path != server.prefix}


@pytest.mark.browser
def test_nothing_runs_and_nothing_is_asked_for(chromium: Browser, tmp_path: Path) -> None:
    _write(tmp_path / "raw", [*hostile()][::5])  # each part in one place
    ran, asked = _opened(tmp_path / "raw", chromium)
    assert len(ran) > 15, "the drawings would do harm"
    assert len(asked) > 15, "the drawings would tell of their readers"
    assert _write(tmp_path / "clean", dict.fromkeys(_cleaned())) > 100
    assert _opened(tmp_path / "clean", chromium) == (set(), set())


@pytest.mark.browser
def test_an_ordinary_drawing_looks_the_same(chromium: Browser, tmp_path: Path) -> None:
    page = chromium.new_page(viewport={"width": 120, "height": 120})
    for name, data in ordinary():
        seen = []
        for which, drawing in (("raw", data), ("clean", clean_picture("a.svg", data).data)):
            path = tmp_path / f"{which}.svg"
            path.write_bytes(drawing)
            page.goto(path.as_uri())
            seen.append(picture(page))
        assert seen[0] == seen[1], name
        page.goto("about:blank")
        assert seen[0] != picture(page), f"{name} shows something"
