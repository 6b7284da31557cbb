"""Facts are written to media.lock and read back unchanged."""

from __future__ import annotations

import json

import pytest

from lessonbank.ffmpeg.footage import Footage

FACTS = {
    "sha256": "ab" * 32,
    "size": 1234,
    "duration": 61.5,
    "width": 1920,
    "height": 1080,
    "fps": 25,
    "rotation": 0,
    "field_order": "progressive",
    "colour_matrix": "bt709",
    "dynamic_range": "sdr",
    "video_stream": 0,
    "audio_stream": None,
    "channels": 0,
}


def test_facts_are_read_back_unchanged() -> None:
    footage = Footage.from_dict(FACTS)
    assert Footage.from_dict(json.loads(json.dumps(footage.to_dict()))) == footage
    assert isinstance(footage.fps, float)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"width": "1920"}, "`width` is '1920', not int"),
        ({"width": True}, "`width` is True, not int"),
        ({"audio_stream": "1"}, "`audio_stream`"),
        ({"colour": "red"}, "`colour` is unknown"),
    ],
)
def test_a_wrong_fact_is_named(change: dict, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Footage.from_dict({**FACTS, **change})


def test_a_missing_fact_is_named() -> None:
    with pytest.raises(ValueError, match="`height` is missing"):
        Footage.from_dict({name: fact for name, fact in FACTS.items() if name != "height"})
