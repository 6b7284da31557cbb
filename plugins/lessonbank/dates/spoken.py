"""Read times of day in words: `half past three`, `quarter to four`, `4 o'clock`."""

from __future__ import annotations

import re

_HOURS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_MINUTES = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_MORE = r"(?P<minutes>half|(?:a\s+)?quarter|five|ten|twenty(?:[\s-]five)?|[1-5]?\d(?:\s+minutes)?)"
_HOUR = rf"(?P<{{0}}>{'|'.join(_HOURS)}|1[0-2]|[1-9])(?![0-9.:])"
_SPOKEN = re.compile(
    rf"\b(?:{_MORE}\s+(?P<side>past|to)\s+{_HOUR.format('hour')}\b(?:\s*o\W?\s?clock\b)?"
    rf"|{_HOUR.format('whole')}\s*o\W?\s?clock\b)",
    re.IGNORECASE,
)
_HALVES = (
    (re.compile(r"\s*(?:in\s+the\s+)?\bmorning\b", re.IGNORECASE), "am"),
    (re.compile(r"\s*(?:in\s+the\s+)?\b(?:afternoon|evening)\b", re.IGNORECASE), "pm"),
)


def in_figures(text: str) -> str:
    """Return `text` with times in words turned into figures: `half past three` becomes `3:30`."""
    figures = _SPOKEN.sub(_figures, text)
    if figures == text:
        return text
    for words, half in _HALVES:
        figures = words.sub(half, figures)
    return figures


def _figures(match: re.Match[str]) -> str:
    if match["whole"]:
        return f"{_number(match['whole'])}:00"
    hour, minutes = _number(match["hour"]), _minutes(match["minutes"])
    if match["side"].lower() == "to":
        if match["minutes"].isdigit():  # `9 to 5` is a start and an end.
            return match[0]
        hour, minutes = (hour - 1) or 12, 60 - minutes
    return f"{hour}:{minutes:02}"


def _number(hour: str) -> int:
    return int(hour) if hour.isdigit() else _HOURS.index(hour.lower()) + 1


def _minutes(written: str) -> int:
    word = "-".join(written.lower().split()).removeprefix("a-").removesuffix("-minutes")
    return int(word) if word.isdigit() else _MINUTES[word]
