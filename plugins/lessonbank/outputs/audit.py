"""The audit: one row per item of the whole bank, shown or not, with the reason.

It names withheld items, so it lies beside a site and never in one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined

from lessonbank.bank import Bank, Item, Override
from lessonbank.bank.governing import governing
from lessonbank.editions import Admission, Decision
from lessonbank.sheets import csv_bytes

Outputs = Mapping[tuple[str, str], Sequence[str]]
"""Addresses of the files of each item, by kind and id."""


@dataclass(frozen=True, slots=True)
class Row:
    """The decision about an item. Dates are the earliest of the permissions behind it."""

    kind: str
    id: str
    title: str
    shown: bool
    rule: str
    reason: str
    references: tuple[str, ...]
    expires_on: date | None
    review_on: date | None
    outputs: tuple[str, ...]

    @property
    def decision(self) -> str:
        return "shown" if self.shown else "not shown"


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A day on which permissions expire or are due for review, and the items concerned."""

    on: date
    what: Literal["expires", "review"]
    rows: tuple[Row, ...]


def audit(admission: Admission, outputs: Outputs) -> tuple[Row, ...]:
    """Return one row for each item of the whole bank, in the order of the bank."""
    whole = admission.occasion.bank
    return tuple(
        _row(whole, whole.items[decision.kind][decision.id], decision, outputs)
        for decision in admission.decisions
    )


def upcoming(rows: Sequence[Row], today: date, days: int) -> tuple[Upcoming, ...]:
    """Return the expiries and reviews of shown items in the next `days` days, by day."""
    until = today + timedelta(days)
    due: dict[tuple[date, Literal["expires", "review"]], list[Row]] = {}
    for row in rows:
        if row.shown and row.expires_on and row.expires_on <= until:
            due.setdefault((row.expires_on, "expires"), []).append(row)
        if row.shown and row.review_on and row.review_on <= until:
            due.setdefault((row.review_on, "review"), []).append(row)
    return tuple(Upcoming(on, what, tuple(due[on, what])) for on, what in sorted(due))


HEADER = (
    "kind",
    "id",
    "title",
    "decision",
    "rule",
    "reason",
    "permission",
    "expires",
    "next review",
    "files",
)


def audit_csv(rows: Sequence[Row]) -> bytes:
    """Return the rows as CSV."""
    return csv_bytes(HEADER, (_cells(row) for row in rows))


def audit_html(admission: Admission, rows: Sequence[Row]) -> str:
    """Return the rows as a self-contained HTML page."""
    env = Environment(
        loader=PackageLoader("lessonbank.outputs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    occasion = admission.occasion
    return env.get_template("audit.html").render(
        trust=occasion.bank.trust.name,
        edition=str(occasion.edition),
        today=occasion.today,
        header=HEADER,
        rows=[(row.shown, _cells(row)) for row in rows],
        shown=sum(row.shown for row in rows),
    )


def _row(whole: Bank, item: Item, decision: Decision, outputs: Outputs) -> Row:
    behind = governing(whole, item)
    ends = [permission.expires_on for permission in behind]
    ends += [item.ends_on] if isinstance(item, Override) else []
    reviews = [permission.review_on for permission in behind if permission.review_on]
    refusal = decision.refusals[0] if decision.refusals else None
    return Row(
        kind=item.kind,
        id=item.id,
        title=str(getattr(item, "title", getattr(item, "name", ""))),
        shown=decision.admitted,
        rule=refusal.rule if refusal else "",
        reason=refusal.reason if refusal else "",
        references=tuple(permission.id for permission in behind),
        expires_on=min(ends, default=None),
        review_on=min(reviews, default=None),
        outputs=tuple(outputs.get((item.kind, item.id), ())),
    )


def _cells(row: Row) -> tuple[str, ...]:
    return tuple(_texts(row))


def _texts(row: Row) -> Iterator[str]:
    yield from (row.kind, row.id, row.title, row.decision, row.rule, row.reason)
    yield " ".join(row.references)
    yield from ("" if day is None else day.isoformat() for day in (row.expires_on, row.review_on))
    yield " ".join(row.outputs)
