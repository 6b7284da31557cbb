"""Make the published copies of schools' logos."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from lessonbank.bank import Bank, School
from lessonbank.compiler.errors import CompileError
from lessonbank.content import unusable_picture
from lessonbank.content.layout import IMAGES
from lessonbank.files.regular import read_regular
from lessonbank.sanitise import UnreadableFileError, clean_logo
from lessonbank.site import LOGOS, Logo

_LARGEST = 20_000_000
_DIGITS = 32


def read_logos(root: Path, bank: Bank) -> Mapping[str, Logo]:
    """Return the logos of an edition's schools, by the school's id. Raise CompileError."""
    schools = bank.of(School).values()
    return {each.id: _logo(root, each.logo) for each in schools if each.logo}


def _logo(root: Path, file: str) -> Logo:
    path = f"{IMAGES}/{file}"
    try:
        picture = clean_logo(path, read_regular(root, path, _LARGEST))
    except OSError as error:
        why = UnreadableFileError(error.strerror or "it is not there")
        raise CompileError("A logo cannot be published.", (unusable_picture(path, why),)) from error
    except UnreadableFileError as error:
        found = unusable_picture(path, error)
        raise CompileError("A logo cannot be published.", (found,)) from error
    name = sha256(picture.data).hexdigest()[:_DIGITS]
    return Logo(f"{LOGOS}{name}{picture.ending}", picture.data)
