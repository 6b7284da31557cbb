"""The audit: one row per item of the whole bank, shown or not, with the reason.

It names withheld items, so it lies beside a site and never in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined

from lessonbank.bank import Bank, Item, Override, Permission
from lessonbank.bank.governing import governing
from lessonbank.bank.permission import DoNotFilmCheck, Transition
from lessonbank.editions import Admission, Decision
from lessonbank.sheets import csv_bytes

Outputs = Mapping[tuple[str, str], Sequence[str]]
"""Addresses of the files of each item, by kind and id."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the permissions behind an item rest on: one text for each, without repeats."""

    bases: tuple[str, ...] = ()
    controllers: tuple[str, ...] = ()
    """Numbers of the register of schools."""
    impact_assessments: tuple[str, ...] = ()
    privacy_notices: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    """Who checked the do-not-film list, by role."""
    approvals: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    """The last change of each state, and the role that made it."""


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
    grounds: Grounds
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
    "lawful basis",
    "controller",
    "DPIA",
    "privacy notice",
    "do-not-film check",
    "approved by",
    "last decision",
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
        title=item.label,
        shown=decision.admitted,
        rule=refusal.rule if refusal else "",
        reason=refusal.reason if refusal else "",
        references=tuple(permission.id for permission in behind),
        expires_on=min(ends, default=None),
        review_on=min(reviews, default=None),
        grounds=_grounds(behind, item),
        outputs=tuple(outputs.get((item.kind, item.id), ())),
    )


def _grounds(behind: Sequence[Permission], item: Item) -> Grounds:
    approvals = [approval for permission in behind for approval in permission.approvals]
    approvals += item.approvals if isinstance(item, Override) else ()
    return Grounds(
        bases=_each(f"pupils {p.basis.pupils}, staff {p.basis.staff}" for p in behind),
        controllers=_each(p.controller_urn for p in behind),
        impact_assessments=_each(p.dpia_ref for p in behind),
        privacy_notices=_each(p.privacy_notice_version for p in behind),
        checks=_each(_checked(p.do_not_film_check) for p in behind),
        approvals=_each(f"{approval.role} {approval.on}" for approval in approvals),
        decisions=_each(_decided(p.history[-1]) for p in behind if p.history),
    )


def _checked(check: DoNotFilmCheck) -> str:
    if not check.done:
        return "not done"
    return " ".join(filter(None, (check.by_role or "done", str(check.on or ""))))


def _decided(step: Transition) -> str:
    return f"{step.before} to {step.after} by {step.by_role} {step.on}"


def _each(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))


def _cells(row: Row) -> tuple[str, ...]:
    return tuple(_texts(row))


def _texts(row: Row) -> Iterator[str]:
    yield from (row.kind, row.id, row.title, row.decision, row.rule, row.reason)
    yield " ".join(row.references)
    yield from ("" if day is None else day.isoformat() for day in (row.expires_on, row.review_on))
    grounds = row.grounds
    yield from map("; ".join, (grounds.bases, grounds.controllers, grounds.impact_assessments))
    yield from map("; ".join, (grounds.privacy_notices, grounds.checks, grounds.approvals))
    yield "; ".join(grounds.decisions)
    yield " ".join(row.outputs)
