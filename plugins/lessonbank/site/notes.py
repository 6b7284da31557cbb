"""Notes in the prose of a page: how its sections differ at a school."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal

from lessonbank.site.urls import Link

_OPENING = r'<h[1-6](?=\s)[^<>]*\sid="{}"[^<>]*>'
_CLOSING = re.compile(r"</h[1-6]>")


@dataclass(frozen=True, slots=True)
class Note:
    """A note `below` the heading with the id `place`, or `above` it; an empty place is the end.

    `label` says what is different, and `link` leads to the other words.
    """

    label: str
    place: str
    side: Literal["above", "below"] = "below"
    link: Link | None = None


def noted(html: str, notes: Iterable[Note], written: Callable[[Note], str]) -> str:
    """Return `html` with the notes, each as `written`. Notes without their place come last."""
    for note in notes:
        at = _place(html, note)
        html = f"{html[:at]}{written(note)}{html[at:]}"
    return html


def _place(html: str, note: Note) -> int:
    name = re.escape(escape(note.place))
    opening = re.search(_OPENING.format(name), html) if note.place else None
    if opening is None:
        return len(html)
    if note.side == "above":
        return opening.start()
    closing = _CLOSING.search(html, opening.end())
    return closing.end() if closing else len(html)
