"""An edition: whom one build of the site is for."""

from __future__ import annotations

from dataclasses import dataclass

from lessonbank.bank import Scope


@dataclass(frozen=True, slots=True)
class Edition:
    """A scope, and for a school's edition the school's id."""

    scope: Scope
    school: str | None = None

    @classmethod
    def parse(cls, name: str) -> Edition:
        """Read `public`, `trust` or `school:<id>`. Raises ValueError for anything else."""
        scope, _, school = name.partition(":")
        if scope in {Scope.PUBLIC, Scope.TRUST} and not school:
            return cls(Scope(scope))
        if scope == Scope.SCHOOL and school:
            return cls(Scope.SCHOOL, school)
        raise ValueError(f"'{name}' is no edition: use public, trust or school:<id>")

    def __str__(self) -> str:
        return f"{self.scope}:{self.school}" if self.school else str(self.scope)
