"""The committed films, captions and clips agree with the lesson scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import imageio_ffmpeg
import pytest
import yaml

from lessonbank.bank import parse_timecode
from tests.films.__main__ import known, lesson, lessons, shown
from tests.films.board import SIZE, Print, Writing
from tests.films.captions import webvtt
from tests.films.ink import lettering
from tests.films.stage import RATE, Stage
from tests.films.timeline import Spoken, Timeline

ROOT = Path(__file__).parents[2]
SMALLEST = 24
CLOSE = 0.35
"""Seconds by which a time in a clip may precede the words it points to."""

IDS = sorted(lessons())


CLIPS = sorted((ROOT / "content/clips").glob("*.md"))

Clip = dict[str, Any]


def clip_in(path: Path) -> Clip:
    head: Clip = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
    return head


def spoken_in(timeline: Timeline) -> list[Spoken]:
    return [one for turn in timeline.turns for one in turn.spoken]


def edges(timeline: Timeline) -> list[float]:
    """Every time at which somebody starts or stops, and every mark."""
    spans = (*timeline.turns, *spoken_in(timeline))
    return [*timeline.marks.values(), *(time for span in spans for time in (span.start, span.end))]


@pytest.mark.parametrize("name", IDS)
def test_captions_are_those_of_the_script(name: str):
    committed = (ROOT / "media" / f"{name}.vtt").read_text(encoding="utf-8")
    assert committed == webvtt(known(lessons()[name]), shown())


@pytest.mark.parametrize("name", IDS)
def test_the_film_lasts_as_long_as_its_timeline(name: str):
    frames = imageio_ffmpeg.read_frames(ROOT / "media" / f"{name}.mp4")
    about = next(frames)
    frames.close()
    assert about["size"] == (1280, 720)
    assert about["duration"] == pytest.approx(known(lessons()[name]).end, abs=0.1)


def test_the_films_stay_small():
    assert sum(path.stat().st_size for path in (ROOT / "media").glob("*.mp4")) < 25_000_000


@pytest.mark.parametrize("name", IDS)
def test_writing_is_legible_and_on_the_board(name: str):
    for move in known(lessons()[name]).moves:
        if isinstance(move.work, Writing | Print):
            lines = (move.work.text,) if isinstance(move.work, Writing) else move.work.lines
            widest = max(lettering(line, move.work.face, move.work.size).width for line in lines)
            assert move.work.size >= SMALLEST, move.name
            assert move.work.at[0] + widest <= SIZE[0], move.name


def test_a_frame_is_the_same_each_time():
    path = lessons()["wm-0003"]
    timeline = known(path)
    silent = [0.0] * (timeline.end * RATE)
    first, second = (Stage(lesson(path), timeline, silent).frame(50 * RATE) for _ in range(2))
    assert first.tobytes() == second.tobytes()


@pytest.mark.parametrize("path", CLIPS, ids=lambda path: path.stem)
def test_a_clip_begins_and_ends_in_silence(path: Path):
    clip = clip_in(path)
    timeline = known(lessons()[clip["recording"]])
    for written in (clip["from"], clip["to"]):
        time = parse_timecode(str(written))
        cut = [one for one in spoken_in(timeline) if one.start < time < one.end]
        assert not cut, f"{written} cuts into {cut}"


@pytest.mark.parametrize("path", CLIPS, ids=lambda path: path.stem)
def test_chapters_and_moments_point_at_what_is_said(path: Path):
    clip = clip_in(path)
    there = edges(known(lessons()[clip["recording"]]))
    for part in (*clip.get("chapters", ()), *clip.get("moments", ())):
        for written in (part["at"], part.get("to", part["at"])):
            time = parse_timecode(str(written))
            nearest = min(abs(edge - time) for edge in there)
            assert nearest <= CLOSE, f"nothing starts or stops at {written}"
