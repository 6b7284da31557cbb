"""Captions from the timeline: one cue a sentence, with the speaker's voice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from tests.films.timeline import Spoken, Timeline

WIDTH = 42
LINGER = 0.7
"""Seconds a caption stays after its sentence, where nothing else begins."""


def webvtt(timeline: Timeline, names: Mapping[str, str]) -> str:
    """The WebVTT file of a film; `names` says how each speaker is shown."""
    return "\n\n".join(("WEBVTT", *_cues(timeline, names))) + "\n"


def _cues(timeline: Timeline, names: Mapping[str, str]) -> Iterator[str]:
    said = [one.start for turn in timeline.turns for one in turn.spoken]
    begins = sorted([*said, *(turn.start for turn in timeline.turns), *timeline.marks.values()])
    for turn in timeline.turns:
        if turn.beat.cue:
            yield f"{_span(turn.start, turn.end)}\n[{turn.beat.cue}]"
        for spoken in turn.spoken:
            following = begins[bisect_left(begins, spoken.end) :]
            end = min([spoken.end + LINGER, *following])
            yield f"{_span(spoken.start, end)}\n<v {names[spoken.speaker]}>{_text(spoken)}"


def _text(spoken: Spoken) -> str:
    text = _escape("\n".join(_wrap(spoken.sentence.text)))
    language = spoken.sentence.language
    return text if language == "en" else f"<lang {language}>{text}</lang>"


def _wrap(text: str) -> list[str]:
    """One line, or two as even as the words allow."""
    if len(text) <= WIDTH:
        return [text]
    gaps = [place for place, letter in enumerate(text) if letter == " "]
    middle = min(gaps, key=lambda place: abs(place - len(text) / 2))
    return [text[:middle], text[middle + 1 :]]


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _span(start: float, end: float) -> str:
    return f"{_time(start)} --> {_time(end)}"


def _time(seconds: float) -> str:
    whole, millis = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{millis:03}"
