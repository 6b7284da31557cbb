"""What codes.toml says of each code: its name, its cause and its severity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Severity(StrEnum):
    """An error stops the build; a warning stops it under `--strict` only.

    An error in a permission or an override stops nothing: what is under it is left out.
    """

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of the catalogue. `cause` says in plain English why it is a mistake."""

    name: str
    cause: str
    severity: Severity


@cache
def entries() -> Mapping[str, Entry]:
    """Read the catalogue once: its entries by number, in the order of the file."""
    import tomllib  # noqa: PLC0415  a run with nothing to report does without it

    text = files("lessonbank.diagnostics").joinpath("codes.toml").read_text(encoding="utf-8")
    return {number: _entry(**table) for number, table in tomllib.loads(text).items()}


def _entry(name: str, cause: str, severity: str = Severity.ERROR) -> Entry:
    return Entry(name, cause, Severity(severity))
