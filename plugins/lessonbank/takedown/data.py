"""Find and cut parts of JSON that reveal removed items."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from lessonbank.takedown.marks import Marks


class _Gone:
    """The type of `GONE`."""


GONE: Final = _Gone()
"""Stands for a value that reveals a removed item."""


def reduced_data(value: object, marks: Marks) -> object:
    """Return a value without the list entries that reveal removed items.

    A value with a field that reveals one goes whole, so that what is left has all its fields.
    """
    match value:
        case str():
            return GONE if _tells(value, marks, "") else value
        case list():
            parts = (reduced_data(part, marks) for part in value)
            return [part for part in parts if part is not GONE]
        case dict():
            fields = {name: reduced_data(part, marks) for name, part in value.items()}
            is_told = any(part is GONE or marks.is_told_by(name) for name, part in fields.items())
            return GONE if is_told else fields
        case _:
            return value


def is_told_by_data(written: str, marks: Marks, page: str) -> bool:
    """Whether JSON on a page reveals a removed item. What cannot be read may reveal one."""
    try:
        data = json.loads(written)
    except (ValueError, RecursionError):
        return True
    return any(_tells(text, marks, page) for text in _texts(data))


def _tells(text: str, marks: Marks, page: str) -> bool:
    return marks.is_told_by(text) or marks.leads(text, page)


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for part in value:
                yield from _texts(part)
        case dict():
            for name, part in value.items():
                yield name
                yield from _texts(part)
