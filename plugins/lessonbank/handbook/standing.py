"""Bank -> which statements of frameworks each of its items counts for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from lessonbank.bank import Bank, Framework, Page, Workshop

Key = tuple[str, str]
"""An item's kind and id."""


def statements_by_item(bank: Bank) -> Mapping[Key, tuple[str, ...]]:
    """The statements that each item with a page counts for, in the order of their frameworks.

    An item counts for what it names itself, and for what has taken the place of that. A programme
    counts for what its workshops name, too. Nothing counts for what its techniques name: that a
    technique can serve a statement does not say that this clip of it does.
    """
    place = {statement: number for number, statement in enumerate(bank.statements)}
    found: dict[Key, set[str]] = {}
    for statement, pages in bank.named_statements.items():
        counted = {statement, *(each.id for each in bank.successors.get(statement, ()))}
        for page in pages:
            for each in (page, *_programmes(bank, page)):
                found.setdefault((each.kind, each.id), set()).update(counted)
    return {key: tuple(sorted(ids, key=place.__getitem__)) for key, ids in found.items()}


def _programmes(bank: Bank, page: Page) -> tuple[Page, ...]:
    return bank.programmes_of.get(page.id, ()) if isinstance(page, Workshop) else ()


def frameworks_in_use(bank: Bank, today: date) -> Iterator[Framework]:
    """The trust's own, and those that something counts for: in force, and superseded by none."""
    counted = {id_ for ids in statements_by_item(bank).values() for id_ in ids}
    for framework in bank.frameworks.values():
        is_over = framework.until is not None and framework.until < today
        is_used = framework.id in bank.of(Framework) or any(
            statement.id in counted for statement in framework.statements
        )
        if is_used and not is_over and framework.superseded_by not in bank.frameworks:
            yield framework
