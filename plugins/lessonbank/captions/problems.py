"""What is wrong with a captions file, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding in a captions file.

    An error means that viewers will not see something that the file holds (or that it holds
    nothing); a warning means that a browser forgives it, or that it reads badly. `line` and
    `column` count from 1; `rule` names the kind of finding.
    """

    rule: str
    line: int
    column: int | None
    message: str
    fix: str
    severity: Severity = "warning"


def once_per_rule(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Keep the first problem of each rule, saying how many more there are."""
    grouped: dict[str, list[Problem]] = {}
    for problem in problems:
        grouped.setdefault(problem.rule, []).append(problem)
    return tuple(_with_count(group[0], len(group) - 1) for group in grouped.values())


def _with_count(first: Problem, more: int) -> Problem:
    return replace(first, message=f"{first.message} ({more} more like it.)") if more else first
