"""Read the register of schools (GIAS) from its CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lessonbank.files.invisible import without_invisible
from lessonbank.sheets import SheetError
from lessonbank.sheets.csv_files import decoded
from lessonbank.sheets.reading import read_limited

MAX_BYTES = 250_000_000
"""The file of all establishments has about 65 MB."""
MAX_CELLS = 20_000_000
"""That file has about seven million."""
NAME, PHASE, STATUS = "EstablishmentName", "PhaseOfEducation (name)", "EstablishmentStatus (name)"
_NEEDED = ("URN", NAME, PHASE)
TYPE = "TypeOfEstablishment (name)"
TRUST_NAME, TRUST_UID = "Trusts (name)", "Trusts (code)"
_PHASES: Mapping[str, str] = {
    "nursery": "foundation",
    "primary": "primary",
    "middle deemed primary": "primary",
    "secondary": "secondary",
    "middle deemed secondary": "secondary",
    "16 plus": "post-16",
    "all-through": "all-phases",
}
_PHASES_OF_TYPES: Mapping[str, str] = {
    **dict.fromkeys(("children's centre", "children's centre linked site"), "foundation"),
    **dict.fromkeys(("sixth form centres", "further education"), "post-16"),
}
"""Phases by type, for establishments without a phase or ages in the register."""
_OLDEST = 25
_BOUNDS = ((0, 5, "foundation"), (0, 11, "primary"), (9, 19, "secondary"), (16, _OLDEST, "post-16"))
"""Lowest age, highest age and phase; a school fits if its ages lie within them."""


@dataclass(frozen=True, slots=True)
class Establishment:
    """One line of the register. `ages` are the youngest and the oldest age taught."""

    line: int
    urn: str
    name: str
    phase: str | None
    ages: tuple[int, int] | None
    town: str
    status: str
    trust: str
    trust_uid: str

    @property
    def is_open(self) -> bool:
        """Also true without a status, and while closure is only proposed."""
        return not self.status or self.status.lower().startswith("open")


@dataclass(frozen=True, slots=True)
class Register:
    """All establishments of a file; `has_trusts` if it has a column for trusts."""

    establishments: tuple[Establishment, ...]
    has_trusts: bool


def read_register(path: Path) -> Register:
    """Read the register's file. Raises SheetError."""
    text = decoded(read_limited(path, MAX_BYTES))
    if text.count(",") + text.count("\n") > MAX_CELLS:
        fix = "Download the file from the register again, and do not change it."
        raise SheetError(f"there are more than {MAX_CELLS:,} cells", fix)
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        columns = [_column(name) for name in reader.fieldnames or ()]
        reader.fieldnames = columns
        missing = [name for name in _NEEDED if name not in columns]
        if missing:
            fix = "Download the file of all establishments from the register, and do not change it."
            raise SheetError(f"there is no column {missing[0]}", fix)
        return Register(tuple(_establishments(reader)), bool({TRUST_NAME, TRUST_UID} & {*columns}))
    except csv.Error as error:
        fix = "Download the file from the register again."
        raise SheetError(f"the file is not a table: {error}", fix) from error


def _column(written: str) -> str:
    """Return the register's own name of a column, ignoring case and spaces."""
    return _COLUMNS.get(_plain(written), written.strip())


def _plain(name: str) -> str:
    return "".join(without_invisible(name).split()).casefold()


def _establishments(reader: csv.DictReader[str]) -> Iterator[Establishment]:
    for row in reader:
        said = {name: (row.get(name) or "").strip() for name in _READ}
        ages = _ages(said["StatutoryLowAge"], said["StatutoryHighAge"])
        yield Establishment(
            line=reader.line_num,
            urn=said["URN"],
            name=said[NAME],
            phase=_PHASES.get(said[PHASE].lower())
            or _PHASES_OF_TYPES.get(said[TYPE].lower())
            or (_phase_of(ages) if ages else None),
            ages=ages,
            town=said["Town"],
            status=said[STATUS],
            trust=said[TRUST_NAME],
            trust_uid=said[TRUST_UID],
        )


_READ = (
    *("URN", NAME, TYPE, PHASE, STATUS, "StatutoryLowAge", "StatutoryHighAge"),
    *("Town", TRUST_NAME, TRUST_UID),
)

_COLUMNS = {_plain(name): name for name in _READ}


def _ages(youngest: str, oldest: str) -> tuple[int, int] | None:
    if not (youngest.isascii() and youngest.isdigit() and oldest.isascii() and oldest.isdigit()):
        return None
    ages = int(youngest), int(oldest)
    return ages if 0 <= ages[0] <= ages[1] <= _OLDEST else None


def _phase_of(ages: tuple[int, int]) -> str:
    """Derive the phase from ages, for schools without one, such as special schools."""
    fits = (name for low, high, name in _BOUNDS if low <= ages[0] and ages[1] <= high)
    return next(fits, "all-phases")
