"""Read the fields of a session from the cells of a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from lessonbank.bank import slug
from lessonbank.content.suggest import closest_of
from lessonbank.dates import Hours, UnclearError, clock_of, days_of, hours_of, is_open, one_day
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.exchange import findings
from lessonbank.exchange.names import KnownNames, UnknownNameError
from lessonbank.exchange.sessions.columns import Form, form_of, kind_of, words_of
from lessonbank.sheets import Cell

_YES = frozenset({"yes", "y", "true", "x", "1", "\u2713", "\u2714"})
_NO = frozenset({"no", "n", "false", "0", "-", "\u2013", "\u2717", "\u2718"})
_EVERYBODY = frozenset({"all", "everyone", "everybody", "all schools", "whole trust"})
_MODES: Mapping[str, str] = {
    **dict.fromkeys(("face-to-face", "f2f", "on-site", "in-school"), "in-person"),
    **dict.fromkeys(("virtual", "remote", "teams", "zoom", "webinar"), "online"),
    **dict.fromkeys(("blended", "mixed", "in-person-and-online"), "hybrid"),
}
_STATUSES: Mapping[str, bool] = {
    **dict.fromkeys(("cancelled", "canceled", "called-off"), True),
    **dict.fromkeys(("", "confirmed", "on", "going-ahead", "planned", "moved", "booked"), False),
}
_AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:h|hrs?|hours?|places?)?\.?", re.ASCII | re.IGNORECASE)

Stated = dict[str, Any]
"""Field values from cells; None for a cell that is empty on purpose."""


@dataclass(frozen=True)
class FieldReader:
    """Reads cells of one file with the names of one bank."""

    path: str
    known: KnownNames
    years: tuple[int, ...] = ()
    """The school years of the trust's terms, each as the year in which it begins."""

    def read(self, key: str, cell: Cell) -> tuple[Stated, Diagnostic | None]:
        """Read a cell under the heading `key`; return its values, or a finding."""
        if cell.fault:
            return {}, findings.faulty(self.path, cell)
        try:
            return self._stated(key, cell), None
        except UnknownNameError as error:
            return {}, findings.unknown_name(self.path, cell, error, self.known)
        except UnclearError as error:
            code = _CODES.get(form_of(key) if key not in _LOOSE else "clock", Code.WRONG_VALUE)
            return {}, findings.unreadable(self.path, cell, code, error)

    def _stated(self, key: str, cell: Cell) -> Stated:
        if key in _LOOSE:
            return _LOOSE[key](self, cell)
        if not cell.is_filled:
            return {key: None}
        form = form_of(key)
        if form == "day":
            return self._days(key, cell)
        if key in ("start", "end"):
            return _clock(key, cell)
        if form in ("id", "ids"):
            return {key: self._ids(key, form, cell.text)}
        return {key: _FORMS[form](key, cell)}

    def _days(self, key: str, cell: Cell) -> Stated:
        """Read a day; the column of the first day may also have a last day and hours."""
        if key != "on":
            return {key: one_day(cell.value, self.years, since_1904=cell.since_1904)}
        days = days_of(cell.value, self.years, since_1904=cell.since_1904)
        last = {"until": days.last} if days.last else {}
        hours = _hours(hours_of(days.rest)) if days.rest else {}
        return {"on": days.first, **last, **hours}

    def _ids(self, key: str, form: Form, text: str) -> str | tuple[str, ...]:
        kind = kind_of(key)
        if form == "id":
            return self.known.one(kind, text)
        is_everybody = text.lower() in _EVERYBODY and self.known.find(kind, text) is None
        return () if is_everybody else self.known.several(kind, text)


def _time(_reader: FieldReader, cell: Cell) -> Stated:
    if not cell.is_filled:
        return {"start": None, "end": None}
    return _hours(hours_of(cell.value))


def _hours(hours: Hours) -> Stated:
    """Convert hours to fields; leave `end` out if there is only a start."""
    end = {} if hours.start and hours.end is None else {"end": hours.end}
    words = "to be confirmed" if is_open(hours.words) else hours.words or None
    return {"start": hours.start, **end, "time_words": words}


def _clock(key: str, cell: Cell) -> Stated:
    """Read a start or an end; a start column may have both."""
    if key == "end":
        is_late = is_open(cell.value) or cell.text.lower().strip(" .") in _LATE
        return {"end": None if is_late else clock_of(cell.value)}
    stated = _hours(hours_of(cell.value))
    return {name: value for name, value in stated.items() if name != "end" or value}


_LATE = frozenset({"late", "finish", "end", "close", "onwards", "all day", "end of day"})


def _event(reader: FieldReader, cell: Cell) -> Stated:
    """Read the name of a workshop or a community, else a title."""
    for kind in ("workshop", "community"):
        if cell.is_filled and (found := reader.known.find(kind, cell.text)):
            return {kind: found}
    return {"title": cell.text} if cell.is_filled else {}


def _where(reader: FieldReader, cell: Cell) -> Stated:
    """Read the name of a school, else a place, or online."""
    if not cell.is_filled:
        return {}
    if _mode(cell.text) == "online":
        return {"mode": "online"}
    if cell.text.startswith(("https://", "http://")):
        return {"mode": "online", "link": cell.text}
    school = reader.known.find("school", cell.text)
    return {"venue": school} if school else {"place": cell.text}


def _status(_reader: FieldReader, cell: Cell) -> Stated:
    word = slug(cell.text)
    if word not in _STATUSES:
        message = f"{cell.text} is not a known status"
        near = closest_of(word, filter(None, _STATUSES))
        raise UnclearError(message, "Write cancelled or confirmed.", near)
    return {"cancelled": _STATUSES[word]}


_LOOSE: Mapping[str, Callable[[FieldReader, Cell], Stated]] = {
    "time": _time,
    "event": _event,
    "where": _where,
    "status": _status,
    "day": lambda _reader, _cell: {},
}
_CODES: Mapping[str, Code] = {"day": Code.NOT_A_DATE, "clock": Code.NOT_A_CLOCK_TIME}


def _truth(_key: str, cell: Cell) -> bool:
    word = cell.text.lower()
    if word in _YES | _NO:
        return word in _YES
    raise UnclearError(f"{cell.text} is neither yes nor no", "Write yes or no.")


def _number(_key: str, cell: Cell) -> float | int | str:
    """Read a number; return other text unchanged, for the model to refuse."""
    if isinstance(cell.value, time):
        return cell.value.hour + cell.value.minute / 60
    if isinstance(cell.value, int | float):
        return cell.value
    match = _AMOUNT.fullmatch(cell.text)
    return match[1].replace(",", ".") if match else cell.text


def _word(key: str, cell: Cell) -> str:
    word = slug(cell.text)
    return (_mode(word) if key == "mode" else None) or (
        word if word in words_of(key) else cell.text
    )


def _mode(text: str) -> str | None:
    word = slug(text)
    return "online" if word == "online" else _MODES.get(word)


def _text(key: str, cell: Cell) -> str:
    """Read text; in a column of addresses prefer the hyperlink of the cell."""
    if key in ("link", "booking") and cell.link and not cell.text.startswith("http"):
        return cell.link
    return cell.text


_FORMS: Mapping[Form, Callable[[str, Cell], Any]] = {
    "truth": _truth,
    "number": _number,
    "word": _word,
    "text": _text,
}
