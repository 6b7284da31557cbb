"""Probes: each observes one thing, then judges what it saw."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from lessonbank.doctor.finding import Finding, fault
from lessonbank.doctor.here import Here
from lessonbank.doctor.system import System

Seen = TypeVar("Seen")
_UNSEEN = (OSError, ValueError, ImportError, subprocess.SubprocessError, RecursionError)
"""Errors of an observation; a judgement has values only, so it has none."""


@dataclass(frozen=True)
class Probe(Generic[Seen]):
    """One subject. `observe` reads the machine; `judge` turns what it saw into findings."""

    subject: str
    observe: Callable[[Here], Seen]
    judge: Callable[[Seen, System], Iterable[Finding]]

    def findings(self, here: Here, system: System) -> tuple[Finding, ...]:
        """Observe and judge; what cannot be observed is a fault."""
        try:
            seen = self.observe(here)
        except _UNSEEN as error:
            return (unseen(self.subject, error),)
        return tuple(self.judge(seen, system))


def unseen(subject: str, error: Exception) -> Finding:
    """Return the finding about a subject that cannot be examined."""
    why = " ".join(str(error).split()) or type(error).__name__
    return fault(
        f"The examination of {subject} failed: {why}.",
        "Fix what the sentence names, then run: lessonbank doctor",
    )
