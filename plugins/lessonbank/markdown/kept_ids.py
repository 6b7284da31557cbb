"""Keep the ids of a page's headings where a school changes it, so that links still lead there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from lessonbank.markdown.sections import Section

_HASHES = re.compile(r"#{1,6}[ \t]*")
_REPEATED = re.compile(r"_[0-9]+\Z")
"""The end of the id of a second heading with the same words."""
_ATTRIBUTES = re.compile(r"(?P<words>.*?)[ ]+\{:?[ ]*(?P<list>[^{}]*?)[ ]*\}(?P<rest>[ #]*)\Z")
_PLAIN = re.compile(r"(?P<words>.*?)(?P<rest>[ #]*)\Z")
_ID = re.compile(r"[\w.-]+")
_TELLING = re.compile(r"[\[<:&`]")
"""A sign of a link. An edition may withhold such a heading, and its id repeats the words."""


def ambiguous(ids: Iterable[str]) -> Collection[str]:
    """Return the ids that depend on other headings of the page."""
    ids = tuple(ids)
    count = Counter(_REPEATED.sub("", id_) for id_ in ids)
    return {id_ for id_ in ids if count[_REPEATED.sub("", id_)] > 1}


def pinned(markdown: str, found: Sequence[Section], ids: Collection[str]) -> str:
    """Return Markdown in which the headings with these ids say them."""
    for section in reversed(found):
        if section.id in ids and _ID.fullmatch(section.id):
            line, end, rest = markdown[section.start : section.body].partition("\n")
            own = f"{_with_id(line, section.id)}{end}{rest}"
            markdown = f"{markdown[: section.start]}{own}{markdown[section.body :]}"
    return markdown


def _with_id(line: str, id_: str) -> str:
    if found := _ATTRIBUTES.fullmatch(line):
        given = found["list"]
        return line if f"#{id_}" in given.split() else _written(found, f"#{id_} {given}".rstrip())
    plain = _PLAIN.fullmatch(line)
    return _written(plain, f"#{id_}") if plain and plain["words"] else line


def _written(found: re.Match[str], attributes: str) -> str:
    return f"{found['words']} {{{attributes}}}{found['rest']}"


def safe_ids(page: str, found: Iterable[Section]) -> tuple[str, ...]:
    """Return the ids of these sections of `page` that every edition may show."""
    named = (each for each in found if _ID.fullmatch(each.id))
    return tuple(each.id for each in named if not _TELLING.search(page[each.start : each.body]))


def with_places(section: str, ids: Iterable[str]) -> str:
    """Return a section that begins with its heading, with more ids there."""
    hashes = _HASHES.match(section)
    at = hashes.end() if hashes else 0
    places = "".join(f'<span id="{id_}"></span>' for id_ in ids)
    return f"{section[:at]}{places}{section[at:]}"
