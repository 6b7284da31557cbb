"""Say what to write instead of a value that a field does not take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from pathlib import PureWindowsPath

from lessonbank.bank import Value
from lessonbank.content import shapes, suggest
from lessonbank.content.directory import Directory
from lessonbank.content.mistake import Mistake
from lessonbank.content.wording import listed


def meant(mistake: Mistake) -> object | None:
    """Return the nearest valid value: an option, or the value respelt; None without one."""
    written, shape = mistake.error["input"], mistake.place[1]
    if shape is None:
        return None
    kind = shapes.reference(shape)
    if kind is not None:
        tries: Iterable[object] = _ids(kind, written, mistake.directory)
    elif mistake.options:
        near = suggest.closest_of(str(written), mistake.options)
        tries = [near] if near and not suggest.negates(str(written)) else []
    else:
        tries = suggest.rewrites(written, shapes.moment(shape))
    return next(filter(shapes.acceptor(shape), tries), None)


def _ids(kind: str, written: object, directory: Directory) -> Iterator[object]:
    """Yield existing ids near an unknown one: a single id, or a list of them."""
    if not isinstance(written, str):
        return
    yield directory.closest(kind, written)
    yield directory.closest(kind, PureWindowsPath(suggest.bare(written)).stem)
    meant = [directory.closest(kind, part) for part in suggest.split_ids(written)]
    if meant and None not in meant:
        yield meant


def wanted(mistake: Mistake) -> str:
    """Return what the field takes, in words."""
    kind, limits = mistake.error["type"], mistake.error.get("ctx", {})
    form = shapes.described(mistake.place[1])
    if kind in _FORMS and form:
        return str(form.description)
    if mistake.options:
        return f"one of {listed(mistake.options)}"
    return _WANTED.get(kind, "in another format").format_map(limits)


_FORMS = ("string_pattern_mismatch", "timecode", "clock", "zone")
"""Errors about text in the wrong format for its field."""

_WANTED = {
    "string_type": "text",
    "string_unicode": "text",
    "string_too_long": "at most {max_length} characters long",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "date_type": "a date such as 2026-03-04",
    "date_parsing": "a date such as 2026-03-04",
    "date_from_datetime_parsing": "a date such as 2026-03-04",
    "date_from_datetime_inexact": "a date such as 2026-03-04",
    "tuple_type": "a list",
    "list_type": "a list",
    "model_type": "a block of fields",
    "greater_than": "more than {gt:g}",
    "greater_than_equal": "at least {ge:g}",
    "less_than_equal": "at most {le:g}",
}


def _as_entries(model: type[Value] | None) -> str:
    """Return how to write a list, and the fields that each entry needs."""
    fix = "Start each entry on its own line, with two spaces and a dash before it."
    fields = shapes.fields(model) if model else {}
    needed = [name for name, field in fields.items() if field.is_required()]
    return f"{fix} Each needs {listed(needed)}." if needed else fix


def fix(mistake: Mistake) -> str:
    """Return what to write if no value can be suggested."""
    model = shapes.nested(mistake.place[1])
    if mistake.error["type"] == "model_type" and model:
        names = listed(sorted(shapes.fields(model)))
        return f"Write its fields on separate, indented lines: {names}."
    if mistake.error["type"] in ("tuple_type", "list_type"):
        return _as_entries(model)
    kind = shapes.reference(mistake.place[1])
    if kind is not None:
        return mistake.directory.where(kind)
    if mistake.example:
        return f"Write it like {mistake.field(mistake.example)}."
    return f"Write {wanted(mistake)}."


def unclear(mistake: Mistake, written: str) -> tuple[str, str] | None:
    """Return reason and fix for text that cannot be corrected without its author, or None."""
    if mistake.error["type"] == "timecode" and (ends := suggest.time_span(written)):
        return _a_span(mistake, ends)
    if (sign := written[:1]) in _BULLETS and mistake.error["type"] in ("tuple_type", "list_type"):
        first = re.split(f"\\s[{_BULLETS}]", written[1:].strip())[0]
        fix = f"Start each entry on its own line with a hyphen and a space: `- {first.strip()}`."
        return f"`{sign}` starts no entry here", fix
    if (parts := _fused(mistake, written)) is not None:
        fix = f"Write a comma between them: `{', '.join(parts)}`."
        return f"{len(parts)} entries are in one", fix
    kind = shapes.moment(mistake.place[1])
    reason = suggest.reason(written, kind) if kind else ""
    return (reason, _LOOK_UP[kind]) if kind and reason else None


def _fused(mistake: Mistake, written: str) -> list[str] | None:
    """Return the ids of an entry that holds several: `year-5; year-6`."""
    kind = shapes.reference(mistake.place[1]) if mistake.is_entry else None
    found = _ids(kind or "", written, mistake.directory)
    several = next((each for each in found if isinstance(each, list)), [])
    return several if len(several) > 1 else None


_BULLETS = "•‣◦·▪●○–—*-"  # noqa: RUF001 - dashes as Word writes them
"""Signs that start entries of lists, in Word and by mistake."""


def _a_span(mistake: Mistake, ends: tuple[str, str]) -> tuple[str, str]:
    fix = f"Write {mistake.field(ends[0])}"
    if "to" in shapes.fields(mistake.place[0]) and mistake.name != "to":
        fix += f", and `to: {ends[1]}` on a line of its own"
    return "it is a start and an end", f"{fix}."


_LOOK_UP: Mapping[suggest.DateOrTime, str] = {
    date: "Look the day up, and write it as year, month and day: 2026-03-04.",
    time: "Write one time of day, as 15:45.",
}


def filling(mistake: Mistake) -> str:
    """Return a fix for a missing field."""
    name, shape = mistake.name, mistake.place[1]
    kind, model = shapes.reference(shape), shapes.nested(shape)
    example = mistake.example or next(iter(mistake.options), "")
    if example:
        return f"Write {mistake.field(example)}, for example."
    if shapes.is_list(shape):
        return f"Write `{name}:` and, below it, each entry on its own line after a dash."
    if model:
        return f"Write `{name}:` and, indented below it, {listed(sorted(shapes.fields(model)))}."
    if kind:
        return f"Write `{name}:` and the id of a {kind}."
    if shapes.moment(shape) is date:
        return f"Write `{name}:` and a date, such as 2026-03-04."
    return f"Write `{name}:` and its text."
