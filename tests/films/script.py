"""A lesson script: who says what, and what happens on the board meanwhile."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

LONGEST = 84
"""Characters of a sentence: it must fit a caption of two lines of 42."""


class ScriptError(Exception):
    """A lesson script says something that cannot be played."""


@dataclass(frozen=True)
class Sentence:
    """What is said in one breath, and one caption. `spoken` differs where spelling misleads."""

    text: str
    spoken: str
    language: str = "en"


@dataclass(frozen=True)
class Beat:
    """One turn of speech, or a silence of `wait` seconds, and what is done during it."""

    speaker: str | None
    sentences: tuple[Sentence, ...]
    wait: float = 0.0
    cue: str | None = None
    """What a silence's caption says."""
    mark: str | None = None
    gesture: str | None = None
    hands: tuple[int, ...] = ()
    boards: dict[int, str] = field(default_factory=dict)
    actions: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Lesson:
    """A whole script. `room` and `teacher` name what `rooms` and the cast hold."""

    id: str
    title: str
    room: str
    teacher: str
    plate: str
    beats: tuple[Beat, ...]


DOING = {"wait", "cue", "mark", "gesture", "hands", "boards", "board", "say", "lang"}


def read(path: Path, speakers: frozenset[str]) -> Lesson:
    """The lesson in a YAML file; `ScriptError` says what is wrong and in which beat."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    beats = []
    for number, entry in enumerate(data["beats"], 1):
        try:
            beats.append(_beat(entry, speakers))
        except ScriptError as error:
            raise ScriptError(f"{path.name}, beat {number}: {error}") from error
    return Lesson(
        path.stem, data["title"], data["room"], data["teacher"], data["plate"], tuple(beats)
    )


def _beat(entry: dict[str, Any], speakers: frozenset[str]) -> Beat:
    strange = entry.keys() - DOING - speakers
    if strange:
        raise ScriptError(f"nobody in the cast and nothing to do is called {', '.join(strange)}")
    voices = sorted(entry.keys() & speakers)
    if len(voices) != (0 if "wait" in entry else 1):
        raise ScriptError("a beat has one speaker, or a wait")
    speaker = voices[0] if voices else None
    language, said = entry.get("lang", "en"), entry.get("say", {})
    sentences = tuple(
        Sentence(text, said.get(text, text), language)
        for text in (_split(entry[speaker]) if speaker else ())
    )
    for sentence in sentences:
        if len(sentence.text) > LONGEST:
            raise ScriptError(f"too long for a caption ({len(sentence.text)}): {sentence.text}")
    return Beat(
        speaker,
        sentences,
        float(entry.get("wait", 0)),
        entry.get("cue"),
        entry.get("mark"),
        entry.get("gesture"),
        tuple(entry.get("hands", ())),
        {place: str(answer) for place, answer in entry.get("boards", {}).items()},
        tuple(entry.get("board", ())),
    )


def _split(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!…])\s+", " ".join(text.split())) if part]
