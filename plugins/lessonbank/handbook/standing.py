"""Find the framework statements that each item counts for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from lessonbank.bank import Bank, Framework, Page, Workshop

Key = tuple[str, str]
"""An item's kind and id."""


def statements_by_item(bank: Bank) -> Mapping[Key, tuple[str, ...]]:
    """Return the statements that each item with a page counts for, in order of the frameworks.

    An item counts for statements it names and for their successors. A programme also counts for
    the statements of its workshops. No item counts for the statements of its techniques: not every
    clip of a technique serves them.
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
    """Yield frameworks in force and not superseded: the trust's own, and others in use."""
    counted = {id_ for ids in statements_by_item(bank).values() for id_ in ids}
    for framework in bank.frameworks.values():
        is_over = framework.until is not None and framework.until < today
        is_used = framework.id in bank.of(Framework) or any(
            statement.id in counted for statement in framework.statements
        )
        if is_used and not is_over and framework.superseded_by not in bank.frameworks:
            yield framework
