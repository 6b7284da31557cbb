"""An edition: the audience of one build of the site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lessonbank.bank import Bank, Partner, School, Scope

_AUDIENCE_KINDS = {Scope.SCHOOL: School.kind, Scope.NAMED: Partner.kind}
"""The kind of the audience, for scopes that need one."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A scope and, for `school` and `named`, the id of the school or partner (`audience`)."""

    scope: Scope
    audience: str | None = None

    @classmethod
    def parse(cls, name: str) -> Edition:
        """Read `public`, `trust`, `school:<id>` or `named:<id>`. Raises ValueError otherwise."""
        scope, _, audience = name.partition(":")
        if scope in {Scope.PUBLIC, Scope.TRUST} and not audience:
            return cls(Scope(scope))
        if scope in _AUDIENCE_KINDS and audience:
            return cls(Scope(scope), audience)
        raise ValueError(
            f"'{name}' is not an edition: use public, trust, school:<id> or named:<id>"
        )

    def __str__(self) -> str:
        return f"{self.scope}:{self.audience}" if self.audience else str(self.scope)

    @property
    def kind(self) -> str | None:
        """The kind of item that `audience` identifies; None for editions without one."""
        return _AUDIENCE_KINDS.get(self.scope)

    def audience_in(self, bank: Bank, today: date | None = None) -> School | Partner | None:
        """Return the school or partner that the edition is for; None if there is none in `bank`.

        With `today`, a school that has left the trust by then is none of its schools.
        """
        found = bank.items.get(self.kind or "", {}).get(self.audience or "")
        if isinstance(found, School) and today and found.has_left(today):
            return None
        return found if isinstance(found, School | Partner) else None


def every_edition(bank: Bank) -> tuple[Edition, ...]:
    """Return all editions of a bank, the widest first."""
    own = {scope: (*bank.items.get(kind, {}),) for scope, kind in _AUDIENCE_KINDS.items()}
    return (
        Edition(Scope.PUBLIC),
        Edition(Scope.TRUST),
        *(Edition(scope, id_) for scope, ids in own.items() for id_ in ids),
    )
