"""Descriptions of the films are told while nobody speaks, and within one clip."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from lessonbank.bank import parse_timecode
from lessonbank.captions import parse
from tests.films.__main__ import known, lessons

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "media").glob("*.descriptions.vtt"))


def bounds(recording: str) -> set[float]:
    """The seconds at which clips of a recording begin and end."""
    found = set()
    for path in (ROOT / "content/clips").glob("*.md"):
        head = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
        if head["recording"] == recording:
            found |= {parse_timecode(head["from"]), parse_timecode(head["to"])}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nobody_speaks_meanwhile(path: Path):
    recording = path.name.partition(".")[0]
    turns = known(lessons()[recording]).turns
    said = [(one.start, one.end) for turn in turns for one in turn.spoken]
    cues = parse(path.read_bytes(), path.name).cues
    assert cues
    for cue in cues:
        over = [words for words in said if words[0] < cue.end and cue.start < words[1]]
        assert not over, (cue.text, over)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_is_told_in_one_clip(path: Path):
    edges = bounds(path.name.partition(".")[0])
    for cue in parse(path.read_bytes(), path.name).cues:
        assert not [edge for edge in edges if cue.start < edge < cue.end], cue.text


def test_recordings_name_them():
    for path in FILES:
        recording = ROOT / "content/recordings" / f"{path.name.partition('.')[0]}.yml"
        head = yaml.safe_load(recording.read_text(encoding="utf-8"))
        assert head["descriptions"] == path.name
