"""Findings of an examination."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How serious a finding is. A fault stops a build or its publication."""

    OK = "ok"
    ADVICE = "advice"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about the machine or the bank; `fix` is empty if nothing needs one."""

    level: Level
    text: str
    fix: str = ""


def ok(text: str) -> Finding:
    """Return a finding that needs nothing."""
    return Finding(Level.OK, text)


def advice(text: str, fix: str) -> Finding:
    """Return a finding that stops nothing now."""
    return Finding(Level.ADVICE, text, fix)


def fault(text: str, fix: str) -> Finding:
    """Return a finding that stops a build or its publication."""
    return Finding(Level.FAULT, text, fix)
