"""An edition: whom one build of the site is for."""

from __future__ import annotations

from dataclasses import dataclass

from lessonbank.bank import Bank, Partner, School, Scope

_OF_ONE = {Scope.SCHOOL: School.kind, Scope.NAMED: Partner.kind}
"""The editions that are for one of several, and of what kind the one is."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A scope; `audience` is the school's id in a school's edition, the partner's in a named one.

    An edition is for its whole scope: the `public` edition for everybody.
    """

    scope: Scope
    audience: str | None = None

    @classmethod
    def parse(cls, name: str) -> Edition:
        """Read `public`, `trust`, `school:<id>` or `named:<id>`. Raises ValueError otherwise."""
        scope, _, audience = name.partition(":")
        if scope in {Scope.PUBLIC, Scope.TRUST} and not audience:
            return cls(Scope(scope))
        if scope in _OF_ONE and audience:
            return cls(Scope(scope), audience)
        raise ValueError(f"'{name}' is no edition: use public, trust, school:<id> or named:<id>")

    def __str__(self) -> str:
        return f"{self.scope}:{self.audience}" if self.audience else str(self.scope)

    @property
    def kind(self) -> str | None:
        """The kind of item that `audience` is the id of."""
        return _OF_ONE.get(self.scope)

    def audience_in(self, bank: Bank) -> School | Partner | None:
        """Whom an edition for one of several is for; None where the bank has no such one."""
        found = bank.items.get(self.kind or "", {}).get(self.audience or "")
        return found if isinstance(found, School | Partner) else None
