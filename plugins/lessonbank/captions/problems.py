"""Problems of a captions file, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding in a captions file.

    An error means that viewers will not see part of the file, or that it is empty. A warning means
    that a browser tolerates it, or that it is hard to read. `line` and `column` count from 1;
    `rule` is the id of the check.
    """

    rule: str
    line: int
    column: int | None
    message: str
    fix: str
    severity: Severity = "warning"


def once_per_rule(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Keep the first problem of each rule, with the number of others in its message."""
    grouped: dict[str, list[Problem]] = {}
    for problem in problems:
        grouped.setdefault(problem.rule, []).append(problem)
    return tuple(_with_count(group[0], len(group) - 1) for group in grouped.values())


def _with_count(first: Problem, more: int) -> Problem:
    return replace(first, message=f"{first.message} ({more} more like it.)") if more else first
