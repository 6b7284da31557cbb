"""The columns of a sheet of sessions: one per field, and a few that combine fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from functools import cache
from typing import Annotated, Any, Literal, get_args

from lessonbank.bank import Session
from lessonbank.content import shapes
from lessonbank.sheets import plain_words

Form = Literal["text", "day", "clock", "truth", "number", "word", "id", "ids"]

CODE = "id"
_FIRST = (CODE, "on", "start", "end", "until")
FIELDS: tuple[str, ...] = (
    *_FIRST,
    *(name for name in shapes.fields(Session) if name not in (*_FIRST, "aliases")),
)
"""The fields with columns, in the order of an export."""

_LABELS: Mapping[str, str] = {
    "id": "Code",
    "on": "Date",
    "until": "Last day",
    "inset": "INSET",
    "directed": "Directed time",
}
_ALSO: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "ref", "reference", "session code", "session id", "session ref"),
    "on": (
        *("when", "dates", "date and time", "date time", "dates and times", "day and date"),
        *("date of event", "event date"),
        *("start date", "date of session", "first day", "when date", "on"),
    ),
    "start": ("start time", "starts", "from", "begins", "time start", "time from", "starts at"),
    "end": ("end time", "ends", "to", "finish", "finish time", "time end", "time to", "ends at"),
    "until": ("end date", "last date", "finish date", "to date", "until"),
    "title": ("name", "session title", "session name"),
    "workshop": ("course", "workshop title", "workshop code"),
    "community": ("network", "learning community", "tlc", "hub"),
    "programme": ("program", "cpd programme"),
    "hours": ("number of hours", "hours that count"),
    "inset": ("inset day", "trust inset"),
    "directed": ("directed",),
    "mode": ("format", "delivery", "online or in person"),
    "venue": ("host school", "host", "venue school"),
    "place": ("room", "venue room"),
    "link": ("meeting link", "teams link", "zoom link", "join link", "online link"),
    "dial_in": ("dial in number", "phone in", "telephone", "conference number"),
    "facilitators": (
        *("facilitator", "led by", "lead", "leads", "leader", "presenter", "presenters"),
        *("trainer", "trainers", "speaker", "speakers", "facilitated by"),
    ),
    "schools": ("for schools", "school", "which schools"),
    "roles": ("audience", "for", "role", "who for", "target audience", "for roles"),
    "places": ("capacity", "number of places", "max places", "spaces"),
    "cost": ("price", "fee"),
    "booking": ("booking link", "book", "book at", "sign up", "how to book"),
    "book_by": ("booking deadline", "deadline", "booking by", "closing date"),
    "cancelled": ("canceled",),
    "moved_from": ("original date", "previous date", "old date", "postponed from"),
    "note": ("notes", "comment", "comments", "remarks"),
}

LOOSE: Mapping[str, tuple[str, ...]] = {
    "time": ("time", "times", "timing", "timings"),
    "event": ("event", "session", "activity", "what"),
    "where": ("where", "location"),
    "status": ("status",),
    "day": ("day", "weekday", "day of week"),
}
"""Headings of columns that fill several fields, or none."""


def label(field: str) -> str:
    """Return the heading of a field's column in an export."""
    return _LABELS.get(field, field.replace("_", " ").capitalize())


def _names() -> dict[str, str]:
    names = {name: field for field in FIELDS for name in (*_ALSO.get(field, ()), label(field))}
    names |= {field: field for field in FIELDS}
    names |= {name: key for key, known in LOOSE.items() for name in known}
    return {plain_words(name): key for name, key in names.items()}


HEADINGS: Mapping[str, str] = _names()
"""Maps each known heading, in plain words, to its field or its key in `LOOSE`."""


@cache
def form_of(field: str) -> Form:
    """Return the form of a column's values."""
    shape = _shape(field)
    if shapes.reference(shape):
        return "ids" if shapes.is_list(shape) else "id"
    if shapes.options(shape):
        return "word"
    types = {each for each in _FORMS if _mentions(shape, each)}
    return _FORMS[next(each for each in _FORMS if each in types)]


_FORMS: Mapping[type, Form] = {
    bool: "truth",
    date: "day",
    time: "clock",
    int: "number",
    float: "number",
    str: "text",
}


@cache
def kind_of(field: str) -> str:
    """Return the kind of item that a column refers to; empty if it has no ids."""
    return shapes.reference(_shape(field)) or ""


@cache
def words_of(field: str) -> tuple[str, ...]:
    """Return the allowed words of a column; empty if any text is allowed."""
    return shapes.options(_shape(field))


def _shape(field: str) -> Any:
    found = Session.model_fields[field]
    return Annotated[found.annotation, *found.metadata, None]


def _mentions(shape: Any, wanted: type) -> bool:
    return shape is wanted or any(_mentions(part, wanted) for part in get_args(shape))
