"""Read translations from the catalogues beside this module."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
SOURCE = "en"
"""The language that messages are written in."""


@cache
def translations(language: str, folder: Path = LOCALE) -> NullTranslations:
    """Return the translations into a language such as `cy` or `en-GB`; else English."""
    name, file = _file(language, folder)
    return _compiled(file, name) if name != SOURCE and file.is_file() else NullTranslations()


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


def _compiled(file: Path, language: str) -> GNUTranslations:
    # Imported here because it takes longer than a whole check, and English needs none of it.
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = BytesIO()
    with file.open("rb") as written:
        write_mo(compiled, read_po(written, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
