"""The month of filming, from names and metadata as cameras, phones and people write them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lessonbank.ffmpeg.footage import Footage
from lessonbank.ffmpeg.streams import Tag
from lessonbank.scaffold.items import Film, month_of_film

TODAY = date(2026, 11, 27)
FACTS = Footage(
    sha256="0" * 64,
    size=1,
    duration=9.0,
    width=320,
    height=180,
    fps=25.0,
    rotation=0,
    field_order="progressive",
    colour_matrix="bt709",
    dynamic_range="sdr",
    video_stream=0,
    audio_stream=None,
    channels=0,
)
NAMES = {
    "VID_20260312_101010.mp4": "2026-03",
    "PXL_20260312_101010123.mp4": "2026-03",
    "20260312-lesson.mp4": "2026-03",
    "WhatsApp Video 2026-03-12 at 10.10.10.mp4": "2026-03",
    "Lesson 2026-03.mp4": "2026-03",
    "2026_03 maths.mov": "2026-03",
    "maths March 2026.mov": "2026-03",
    "maths_mar2026.mov": "2026-03",
    "2025-12 cut 2026-03.mp4": "2025-12",
    "bt2020_10bit.mp4": None,
    "H2020-12K.mp4": None,
    "film 2026-13.mp4": None,
    "film 2027-01.mp4": None,
    "film 1970-01.mp4": None,
    "IMG_0042.MOV": None,
    "20260312101010123456.mp4": None,
}


@pytest.mark.parametrize("name", NAMES)
def test_a_month_is_read_from_a_name_or_not_guessed(name: str) -> None:
    found = month_of_film(Film(Path(name), FACTS, "mov", ()), TODAY)
    assert (found.month if found else None) == NAMES[name]


METADATA = {
    "2026-03-12T10:10:10.000000Z": "2026-03",
    "2026:03:12 10:10:10": "2026-03",
    "2026-03": "2026-03",
    "1970-01-01T00:00:00.000000Z": None,
    "1904-01-01T00:00:00.000000Z": None,
    "2036-02-06": None,
    "yesterday": None,
    "": None,
}


@pytest.mark.parametrize("value", METADATA)
def test_a_clock_that_was_never_set_says_nothing(value: str) -> None:
    film = Film(Path("IMG_0042.MOV"), FACTS, "mov", (Tag("file", "creation_time", value),))
    found = month_of_film(film, TODAY)
    assert (found.month if found else None) == METADATA[value]
