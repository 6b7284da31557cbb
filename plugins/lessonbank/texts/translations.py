"""Read translations from the catalogues beside this module."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from lessonbank.texts.speak import SOURCE

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

LOCALE = Path(__file__).parent / "locale"


@cache
def translations(language: str, folder: Path = LOCALE) -> NullTranslations:
    """Return the translations into a language such as `cy` or `en-GB`; else English."""
    name, file = _file(language, folder)
    if name == SOURCE or not file.is_file():
        return NullTranslations()
    return _compiled(read_catalogue(name, folder))


def spoken_in(language: str, folder: Path = LOCALE) -> str:
    """Return the language of the interface where the content is in `language`: `cy` for `cy-GB`."""
    name, file = _file(language, folder)
    return name if file.is_file() else SOURCE


def catalogue(language: str, folder: Path = LOCALE) -> str:
    """Return the text of the catalogue of a language; nothing without one."""
    _, file = _file(language, folder)
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _file(language: str, folder: Path) -> tuple[str, Path]:
    name = language.lower().partition("-")[0]
    return name, folder / name / "LC_MESSAGES" / "lessonbank.po"


def read_catalogue(language: str, folder: Path = LOCALE) -> Catalog:
    """Return the messages of a language that has a catalogue."""
    # Imported here because it takes longer than a whole check, and English needs none of it.
    from babel.messages.pofile import read_po  # noqa: PLC0415

    name, file = _file(language, folder)
    with file.open("rb") as written:
        return read_po(written, locale=name)


def _compiled(catalogue: Catalog) -> GNUTranslations:
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - as above

    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
