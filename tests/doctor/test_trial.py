"""The parts of ffmpeg that the media recipe uses, and the trial of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import lessonbank.media
from lessonbank.doctor.trial import Parts, failure, needed, parts_of
from lessonbank.ffmpeg import program
from lessonbank.ffmpeg.program import locate

ELSEWHERE = {"idet", "tile"}
"""Filters that measure recordings and draw storyboards."""


def test_locate_asks_for_what_the_recipe_uses_and_no_more() -> None:
    parts = needed()
    assert parts.encoders == program._NEEDED["encoders"]
    assert parts.filters == program._NEEDED["filters"] - ELSEWHERE


def test_every_filter_in_the_code_of_the_recipe_is_tried() -> None:
    room = Path(lessonbank.media.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in room.glob("*.py"))
    written = set(re.findall(r'\.filter(?:_multi_output)?\(\s*f?"([a-z0-9]+)', code))
    assert len(written) > 20
    assert written <= needed().filters


@pytest.mark.parametrize(
    ("graph", "filters"),
    [
        ("[0:1]atrim=end=1[s0];[s0]volume=0:enable=gt(t\\,1)[s1]", {"atrim", "volume"}),
        ("[a][b]overlay[c];[c]split=2[d][e]", {"overlay", "split"}),
        ("[a]ebur128@left=framelog=quiet[b]", {"ebur128"}),
        ("scale=16:16,format=gray", {"scale", "format"}),
    ],
)
def test_filters_are_read_from_a_graph(graph: str, filters: set[str]) -> None:
    args = ["-i", "a", "-filter_complex", graph, "-c:v", "libx264", "-c:a", "aac"]
    assert parts_of(args) == Parts(frozenset({"libx264", "aac"}), frozenset(filters))


def test_the_recipe_runs_on_this_machine() -> None:
    assert failure(locate()) == ""
