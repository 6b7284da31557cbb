"""The page: one HTML file without scripts, for a browser, a folder or a printer."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from lessonbank.bank import Permission
from lessonbank.diagnostics import Diagnostic, Severity
from lessonbank.editions import Refusal, Rule
from lessonbank.review.changes import Change, PageChange, What, changed_items, changed_pages
from lessonbank.review.naming import Name, Naming
from lessonbank.review.review import Picture, Review
from lessonbank.review.side import Standing, State

_REASONS = {
    Rule.STATE: "its permission is not granted",
    Rule.RECORD: "its permission has mistakes",
    Rule.NOT_YET: "its permission has not begun",
    Rule.EXPIRED: "its permission has expired",
    Rule.APPROVALS: "an approval is missing",
    Rule.DO_NOT_FILM: "the do-not-film check is not done",
    Rule.NAMED: "pupils are named",
    Rule.IDENTIFIABLE: "pupils can be recognised",
    Rule.SCOPE: "its permission is for fewer people",
    Rule.AUDIENCE: "its permission is for others",
    Rule.NEEDS: "something that it needs is missing",
    Rule.GONE: "it is gone",
    Rule.REDACTED: "its film was redacted since",
    Rule.CREDIT: "a credit has changed",
    Rule.MEDIA: "its film cannot be made",
}
"""Reasons without names; those of decisions may quote ids."""
_OF_PERMISSIONS = {State.SHOWN: "allows", State.WITHHELD: "does not allow"}
"""States of permissions, which no site shows."""


@dataclass(frozen=True, slots=True)
class _Row:
    """What some editions showed before, and show after."""

    editions: str
    before: str
    after: str
    effect: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """A changed item as the page shows it."""

    name: Name
    kind: str
    what: str
    fields: str
    picture: str
    size: tuple[int, int]
    film: int
    rows: Sequence[_Row]


@dataclass(frozen=True, slots=True)
class _Count:
    """How many items an edition shows; None where that is not known."""

    edition: str
    before: int | None
    after: int | None
    appear: int | None
    disappear: int | None


@dataclass(frozen=True, slots=True)
class _Message:
    """A finding of the check."""

    severity: str
    code: str
    place: str
    text: str
    fix: str


def review_html(review: Review) -> str:
    """Return the whole page."""
    changes, pages = _changes(review)
    naming = Naming(review, changes)
    entries = [_entry(change, naming) for change in changes]
    own = [e for e, c in zip(entries, changes, strict=True) if c.what is not What.AFFECTED]
    affected = [e for e, c in zip(entries, changes, strict=True) if c.what is What.AFFECTED]
    return (
        _environment()
        .get_template("review.html")
        .render(
            review=review,
            edition=naming.audience(review.edition),
            counts=[_count(review, naming, name) for name in review.editions],
            own=own,
            affected=affected,
            pages=tuple(filter(naming.may_list, pages)),
            unnamed=any(not entry.name.is_named for entry in entries),
            messages=[_message(found, naming) for found in review.found],
            errors=sum(found.severity is Severity.ERROR for found in review.found),
            unfilmed=_unfilmed(review, changes),
        )
    )


def _changes(review: Review) -> tuple[tuple[Change, ...], tuple[PageChange, ...]]:
    if review.before is None:
        return (), ()
    changes = changed_items(review.before, review.after, review.editions)
    changes = tuple(sorted(changes, key=lambda change: change.what is What.AFFECTED))
    return changes, changed_pages(review.before, review.after)


def _entry(change: Change, naming: Naming) -> _Entry:
    review, id_ = naming.review, change.key[1]
    name = naming.names[change.key]
    is_clip = change.key[0] == "clip" and change.standings[review.edition][1].is_shown
    picture = review.pictures.get(id_) if is_clip and name.is_named else None
    return _Entry(
        name,
        change.key[0],
        change.what.value,
        ", ".join(change.fields),
        _data_url(picture),
        (picture.width, picture.height) if picture else (0, 0),
        review.films.get(id_, 0) if is_clip else 0,
        tuple(_rows(change, naming)),
    )


def _rows(change: Change, naming: Naming) -> Iterator[_Row]:
    """Yield one row for all editions that do the same."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for edition, (before, after) in change.standings.items():
        whole = naming.review.whole
        kind = change.key[0]
        said = _said(before, kind, whole=whole), _said(after, kind, whole=whole)
        key = (*said, _effect(before, after))
        alike.setdefault(key, []).append(naming.audience(edition))
    for (was, is_, effect), editions in alike.items():
        names = ", ".join(dict.fromkeys(editions)) if len(alike) > 1 else "every edition"
        yield _Row(names, was, is_, effect)


def _said(standing: Standing, kind: str, *, whole: bool) -> str:
    said = standing.state.value
    if kind == Permission.kind:
        said = _OF_PERMISSIONS.get(standing.state, said)
    if standing.refusal is None:
        return said
    return f"{said}: {_reason(standing.refusal, whole=whole)}"


def _reason(refusal: Refusal, *, whole: bool) -> str:
    return refusal.reason if whole else _REASONS[refusal.rule]


def _effect(before: Standing, after: Standing) -> str:
    if State.UNKNOWN in {before.state, after.state} or before.is_shown == after.is_shown:
        return ""
    return "appears" if after.is_shown else "disappears"


def _count(review: Review, naming: Naming, edition: str) -> _Count:
    after, before = review.after, review.before
    new = after.shown(edition) if after.is_decided else None
    old = before.shown(edition) if before and before.is_decided else None
    both = new is not None and old is not None
    return _Count(
        naming.audience(edition),
        None if old is None else len(old),
        None if new is None else len(new),
        len(new - old) if both and new is not None and old is not None else None,
        len(old - new) if both and new is not None and old is not None else None,
    )


def _unfilmed(review: Review, changes: Sequence[Change]) -> int:
    """Count the shown clips among the changes whose film is not made here."""
    shown = (
        change.key[1]
        for change in changes
        if change.key[0] == "clip" and change.standings[review.edition][1].is_shown
    )
    return sum(id_ not in review.films for id_ in shown)


def _message(found: Diagnostic, naming: Naming) -> _Message:
    line = f", line {found.span.line}" if found.span else ""
    whole = naming.review.whole
    return _Message(
        found.severity.value,
        f"{found.code.number} {found.code.title}",
        f"{found.path}{line}" if naming.may_show(found) else "",
        found.message if whole else found.code.cause,
        found.fix if whole else "",
    )


def _data_url(picture: Picture | None) -> str:
    if picture is None:
        return ""
    return f"data:{picture.media_type};base64,{b64encode(picture.data).decode('ascii')}"


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("lessonbank.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
