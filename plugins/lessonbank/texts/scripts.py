"""Give scripts of pages the messages that they say, in a language other than English.

The catalogue lists the scripts of each message, so a file carries no others. Browsers name plural
forms by CLDR's categories, where a catalogue numbers them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lessonbank.texts.speak import SOURCE
from lessonbank.texts.translations import read_catalogue, spoken_in, translations

if TYPE_CHECKING:
    from babel.messages.catalog import Message

_PACKAGE = Path(__file__).parents[1]
_ENOUGH = 1_000
"""Counting this far meets the plural forms of our languages."""

Said = str | dict[str, str]
"""A translation, or its plural forms by category."""


def script_messages(language: str, scripts: Iterable[Path]) -> str:
    """Return the statement that gives scripts their messages; nothing if they say none.

    In English it is empty, too: there the scripts say what is written in them.
    """
    spoken = spoken_in(language)
    paths = {path.relative_to(_PACKAGE.parent).as_posix() for path in scripts}
    said = {
        message: translation
        for message, (used, translation) in _messages(spoken).items()
        if any(place.endswith(path) for place in used for path in paths)
    }
    words = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return f'lessonbank.speak("{spoken}", {words});' if said else ""


@cache
def _messages(language: str) -> Mapping[str, tuple[tuple[str, ...], Said]]:
    """Return each message of scripts with the scripts that say it, and its translation."""
    return {} if language == SOURCE else dict(_read(language))


def _read(language: str) -> Iterator[tuple[str, tuple[tuple[str, ...], Said]]]:
    samples = _samples(language)
    for message in read_catalogue(language):
        used = tuple(place for place, _line in message.locations if place.endswith(".js"))
        if used:
            written = message.id if isinstance(message.id, str) else message.id[0]
            yield written, (used, _said(message, language, samples))


def _said(message: Message, language: str, samples: Mapping[str, int]) -> Said:
    said = translations(language)
    if isinstance(message.id, str):
        return said.gettext(message.id)
    singular, plural = message.id[0], message.id[1]
    return {category: said.ngettext(singular, plural, n) for category, n in samples.items()}


def _samples(language: str) -> Mapping[str, int]:
    """Return a number for each of the language's plural categories."""
    from babel import Locale  # noqa: PLC0415 - see `translations`

    plural = Locale.parse(language).plural_form
    return {plural(n): n for n in range(_ENOUGH)}
