"""Decide which pages of prose an edition leaves out."""

from __future__ import annotations

from lessonbank.bank import Scope, Trust

_COVERAGE = "handbook/coverage.md"


def hidden_prose(trust: Trust, scope: Scope) -> frozenset[str]:
    """Return the pages of prose that an edition leaves out, by path below `content/`."""
    return frozenset() if trust.shows_coverage(scope) else frozenset({_COVERAGE})
