"""Paths of content stay below the project, on Windows too."""

from __future__ import annotations

import pytest

from lessonbank.content.lock import within
from lessonbank.files.regular import stays_below

PATHS = [
    ("media/film.mp4", True, True),
    ("media/ü 数.mp4", True, True),
    ("media/con.mp4.txt", True, True),
    ("", False, False),
    ("/film.mp4", False, False),
    ("//server/share/film.mp4", False, False),
    ("media//film.mp4", False, False),
    ("media/../film.mp4", False, False),
    ("./film.mp4", False, False),
    ("C:/film.mp4", True, False),
    ("C:film.mp4", True, False),
    ("media/film.mp4:stream", True, False),
    ("media\\..\\..\\film.mp4", True, False),
    ("\\\\server\\share\\film.mp4", True, False),
]


@pytest.mark.parametrize(("path", "on_posix", "on_windows"), PATHS)
def test_a_path_stays_below_its_root(path: str, *, on_posix: bool, on_windows: bool) -> None:
    assert stays_below(path, on_windows=False) is on_posix
    assert stays_below(path, on_windows=True) is on_windows


@pytest.mark.parametrize(
    "path", ["C:/film.mp4", "c:film.mp4", "//server/share/film.mp4", "/film.mp4", "../film.mp4"]
)
def test_media_stays_in_its_folder_on_every_system(path: str) -> None:
    assert not within(path)


@pytest.mark.parametrize("path", ["film.mp4", "year 7/film.mp4", "12:30.mp4", "ü.mp4"])
def test_other_names_are_within(path: str) -> None:
    assert within(path)
