"""Say a message in the language that is being written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations

SOURCE = "en"
"""The language that messages are written in."""

_translations: ContextVar[NullTranslations] = ContextVar("translations")
_ENGLISH = NullTranslations()


@contextmanager
def speaking(translations: NullTranslations) -> Iterator[None]:
    """Say every message in one language within the `with` block."""
    token = _translations.set(translations)
    try:
        yield
    finally:
        _translations.reset(token)


def spoken() -> NullTranslations:
    """Return the translations in use."""
    return _translations.get(_ENGLISH)


def spoken_language() -> str:
    """Return the language in use. Its catalogue names it."""
    return spoken().info().get("language", SOURCE)


def gettext(message: str, **values: object) -> str:
    """Translate a message, then fill in its `%(name)s`. A per cent sign is written `%%`."""
    return spoken().gettext(message) % values


def ngettext(singular: str, plural: str, num: int, **values: object) -> str:
    """Translate a message by the number in it, `%(num)d`; the language chooses the plural."""
    return spoken().ngettext(singular, plural, num) % {"num": num, **values}


def listed(names: Iterable[str]) -> str:
    """Return names as a list: `bars, tables`."""
    return gettext(", ").join(names)


def mark(message: str) -> str:
    """Mark a message for the catalogue that is translated later, and return it as it is."""
    return message


def translated(message: str) -> str:
    """Translate a marked message, which has no placeholders: a per cent sign stands for itself."""
    return spoken().gettext(message)
