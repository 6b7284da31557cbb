"""Select the next sessions for every role and school."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product

from lessonbank.bank import Bank, School, Session

_ANY = ""


def nearest(bank: Bank, sessions: Iterable[Session], number: int) -> Iterator[Session]:
    """Yield each session that is among the first `number` for some role at some school.

    `sessions` are in order of time. Readers may also choose no role or no school.
    """
    schools, roles = tuple(bank.of(School)), tuple(bank.terms["role"])
    found: Counter[tuple[str, str]] = Counter()
    for session in sessions:
        of_schools = (_ANY, *(session.schools or schools))
        of_roles = (_ANY, *(bank.invited(session) or roles))
        people = list(product(of_schools, of_roles))
        if any(found[who] < number for who in people):
            yield session
        found.update(people)
