"""The catalogue of diagnostics: every code, its severity, and why it is a mistake."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Severity(StrEnum):
    """An error stops the build; a warning stops it under `--strict` only."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the catalogue. `cause` says in plain English why it is a mistake."""

    number: str
    name: str
    cause: str
    severity: Severity = Severity.ERROR


class Code(Enum):
    """LB1xx reading, LB2xx ids and references, LB3xx time, LB4xx media, LB5xx rights."""

    UNREADABLE_YAML = Entry(
        "LB101", "unreadable-yaml", "The file is not valid YAML, so nothing in it can be used."
    )
    UNKNOWN_KEY = Entry(
        "LB102", "unknown-key", "No such field exists here, so what it says would be lost."
    )

    @property
    def number(self) -> str:
        return self.value.number

    @property
    def title(self) -> str:
        return self.value.name

    @property
    def cause(self) -> str:
        return self.value.cause

    @property
    def severity(self) -> Severity:
        return self.value.severity
