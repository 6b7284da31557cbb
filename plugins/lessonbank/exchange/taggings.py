"""Read a session file of the workbench. Its content is untrusted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from lessonbank.bank import Location, SessionFile, TaggingSession, format_timecode
from lessonbank.diagnostics import Code, Diagnostic, Span
from lessonbank.exchange import findings
from lessonbank.exchange.json_lines import lines_of
from lessonbank.sheets import SheetError
from lessonbank.sheets.reading import read_limited

MAX_BYTES = 20_000_000
_SHOWN = 20
"""The most errors to report."""


class TaggingError(findings.RefusedFileError):
    """The file is not a usable session file."""


@dataclass(frozen=True, slots=True)
class _Fault:
    """A mistake at a place of the file."""

    code: Code
    place: Location
    message: str
    fix: str


def read_taggings(path: Path) -> SessionFile:
    """Read the sessions in a file. Raise TaggingError."""
    text = _text(path)
    try:
        found = SessionFile.model_validate_json(text)
    except ValidationError as error:
        raise TaggingError(*_refused(path.name, text, error)) from error
    if wrong := [*_wrong(found)]:
        raise TaggingError(*_placed(path.name, text, wrong))
    return found


def _text(path: Path) -> str:
    try:
        return read_limited(path, MAX_BYTES).decode("utf-8-sig")
    except SheetError as error:
        raise TaggingError(findings.of_file(path.name, error)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = "the file is not text in UTF-8"
        found = Diagnostic(Code.SESSION_UNREADABLE, message, path.name, _AGAIN, Span(line))
        raise TaggingError(found) from error


_AGAIN = "Save the session again in the workbench, and use that file."
_BY_HAND = "Save the session again in the workbench, or correct this line."
_NEWER = "Install the newest lessonbank, or save the session again in this bank's workbench."


def _refused(path: str, text: str, error: ValidationError) -> list[Diagnostic]:
    """Return why a file is refused: that it is no JSON or of another sort, or else its values."""
    found = error.errors(include_url=False, include_input=False)
    if found[0]["type"] == "json_invalid":
        return [_no_json(path, str(found[0]["ctx"]["error"]))]
    # Faulty entries also make a list too short: report only the entries then.
    own = [each for each in found if each["type"] != "too_short" or len(found) == 1]
    faults = list(dict.fromkeys(_fault(each) for each in own))
    for code in (Code.SESSION_UNREADABLE, Code.SESSION_VERSION):
        if of_code := [fault for fault in faults if fault.code is code]:
            return _placed(path, text, of_code)
    return _placed(path, text, faults)


_AT = re.compile(r" at line (\d+) column (\d+)$")


def _no_json(path: str, reason: str) -> Diagnostic:
    at = _AT.search(reason)
    span = Span(int(at[1]), max(1, int(at[2]))) if at else None
    message = f"the file is not JSON: {_AT.sub('', reason)}"
    return Diagnostic(Code.SESSION_UNREADABLE, message, path, _AGAIN, span)


def _fault(error: Any) -> _Fault:
    place = _as_written(error["loc"])
    if place in {(), ("format",)}:
        return _Fault(Code.SESSION_UNREADABLE, place, "the file is no session file", _AGAIN)
    if place == ("version",):
        message = "the file is of a version that this lessonbank does not know"
        return _Fault(Code.SESSION_VERSION, place, message, _NEWER)
    return _Fault(Code.SESSION_VALUE, place, f"`{_path(place)}` {_what(error)}", _BY_HAND)


_ANSWERS = 5
"""The steps to an answer to a form: `sessions`, 0, `answers`, its form and its question."""


def _as_written(place: Location) -> Location:
    """Return a place without pydantic's names for the sorts of answers."""
    return place[:_ANSWERS] if place[2:3] == ("answers",) else place


def _path(place: Location) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{_short(step)}" for step in place)
    return "".join(steps).removeprefix(".")


def _short(step: str, length: int = 40) -> str:
    """Return the name of a field, which may hold anything, in a form that is safe to print."""
    plain = "".join(sign if sign.isprintable() and sign != "`" else "?" for sign in step)
    return plain if len(plain) <= length else f"{plain[:length]}..."


def _what(error: Mapping[str, Any]) -> str:
    words = _WHAT.get(error["type"], "has a value of another type")
    return words.format(**error.get("ctx", {}))


_WHAT = {
    "missing": "is missing",
    "string_too_long": "has more than {max_length:,} characters",
    "string_too_short": "is empty",
    "too_short": "is empty",
    "too_long": "has more than {max_length:,} entries",
    "greater_than_equal": "is a number that is too small",
    "less_than_equal": "is a number that is too large",
    "finite_number": "is no number",
    "string_pattern_mismatch": "has a form that it cannot have",
    "literal_error": "must be {expected}",
    "value_error": "is a day that no calendar has",
}
"""The end of the message about each of pydantic's errors."""


def _wrong(file: SessionFile) -> Iterator[_Fault]:
    """Yield what is wrong between values that are each sound."""
    ids = Counter(session.id for session in file.sessions)
    for number, session in enumerate(file.sessions):
        place = ("sessions", number)
        if ids[session.id] > 1:
            message = f"another session has the id `{session.id}` too"
            yield _Fault(Code.SESSION_VALUE, (*place, "id"), message, _BY_HAND)
        yield from _wrong_tags(place, session)
        yield from _wrong_times(place, session)


def _wrong_tags(place: Location, session: TaggingSession) -> Iterator[_Fault]:
    known = Counter(tag.id for tag in session.tags)
    for number, tag in enumerate(session.tags):
        if known[tag.id] > 1:
            message = f"another tag has the id `{_short(tag.id)}` too"
            where = (*place, "tags", number, "id")
            yield _Fault(Code.SESSION_VALUE, where, message, _BY_HAND)
    for number, mark in enumerate(session.marks):
        if mark.tag not in known:
            message = f"a mark has the tag `{_short(mark.tag)}`, which the session does not name"
            where = (*place, "marks", number, "tag")
            yield _Fault(Code.SESSION_TAG, where, message, _BY_HAND)


def _wrong_times(place: Location, session: TaggingSession) -> Iterator[_Fault]:
    for number, mark in enumerate(session.marks):
        if mark.to is not None and mark.to < mark.at:
            start, end = (format_timecode(each, decimals=True) for each in (mark.at, mark.to))
            message = f"a mark starts at {start} and ends before, at {end}"
            where = (*place, "marks", number, "to")
            yield _Fault(Code.SESSION_TIMES, where, message, _BY_HAND)


def _placed(path: str, text: str, faults: Iterable[_Fault]) -> list[Diagnostic]:
    shown = list(faults)[:_SHOWN]
    lines = lines_of(text, {fault.place for fault in shown})
    return [
        Diagnostic(fault.code, fault.message, path, fault.fix, Span(lines[fault.place]))
        for fault in shown
    ]
