"""Permissions and overrides with errors: a record that cannot be trusted allows nothing.

An error elsewhere stops a build. An error in a record does not: everything under the record is
left out, and the rest is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any, cast, get_args

from lessonbank.bank import ITEM_TYPES, Bank, ItemTypes, Override, Permission, Scope
from lessonbank.bank.permission import DoNotFilmCheck, LawfulBasis, State
from lessonbank.content.checks.context import Context
from lessonbank.content.checks.overrides import overrides
from lessonbank.content.checks.permissions import permissions
from lessonbank.content.checks.references import references
from lessonbank.content.document import Document, UnreadableError
from lessonbank.content.layout import CONTENT, lay_out
from lessonbank.content.read import Reading, read_bank
from lessonbank.content.tree import Tree
from lessonbank.diagnostics import Diagnostic, Severity

_FOLDERS = tuple(f"{CONTENT}/{model.folder}/" for model in (Permission, Override))
_LINE = re.compile(r"^(state|granted_on)[ \t]*:[ \t]*[\"']?([\w-]+)", re.MULTILINE)


def is_of_record(found: Diagnostic) -> bool:
    """Return whether a diagnostic is about a permission or an override."""
    return found.path.startswith(_FOLDERS)


@dataclass(frozen=True, slots=True)
class Records:
    """The bank that decides visibility, and its permissions with errors.

    Overrides with errors are left out. An unreadable permission keeps only its state, if that
    is legible.
    """

    bank: Bank
    faulty: frozenset[str]


def records(reading: Reading, diagnostics: Iterable[Diagnostic]) -> Records:
    """Return the records to decide by, given these diagnostics."""
    errors = [d for d in diagnostics if d.severity is Severity.ERROR and is_of_record(d)]
    wrong = {_called(found.path) for found in errors}
    unread = {
        file.id: _unread(file.id, reading.documents.get((Permission.kind, file.id)))
        for file in lay_out(reading.files, reading.bank.types).items
        if file.model is Permission and file.id not in reading.bank.of(Permission)
    }
    decided = dict(sorted({**reading.bank.of(Permission), **unread}.items()))
    excepted = {
        id_: override
        for id_, override in reading.bank.of(Override).items()
        if (Override.folder, id_.casefold()) not in wrong
    }
    items = {**reading.bank.items, Permission.kind: decided, Override.kind: excepted}
    faulty = {id_ for id_ in decided if (Permission.folder, id_.casefold()) in wrong}
    return Records(replace(reading.bank, items=items), frozenset({*faulty, *unread}))


def read_records(tree: Tree, types: ItemTypes = ITEM_TYPES) -> tuple[Reading, Records]:
    """Read a project's content and return it with the records to decide by.

    Check only records, and ignore media.
    """
    reading = read_bank(tree, types)
    context = Context(tree, reading, frozenset(), None, {}, {}, {})
    checks = (permissions, overrides, references)
    found = [*reading.diagnostics, *(each for check in checks for each in check(context))]
    return reading, records(reading, found)


def _called(path: str) -> tuple[str, str]:
    """Return folder and case-folded id of a record, since two files may claim the same id."""
    return path.split("/")[1], PurePosixPath(path).stem.casefold()


def _unread(id_: str, document: Document | None) -> Permission:
    """Return the legible part of a broken record; unknown parts allow nothing.

    It never expires, so that a typing mistake erases nothing.
    """
    said = _said(document)
    return Permission.model_construct(
        id=id_,
        basis=LawfulBasis(pupils="consent", staff="consent"),
        pupils_visible="identifiable",
        pupils_audible="named",
        do_not_film_check=DoNotFilmCheck(done=False),
        scope_max=Scope.PRIVATE,
        state=_state(said.get("state")),
        granted_on=_day(said.get("granted_on")),
        expires_on=date.max,
    )


def _said(document: Document | None) -> Mapping[str, Any]:
    """Return the fields of the file, or else lines that look like `state` or `granted_on`."""
    if document is None:
        return {}
    try:
        data = document.data()
    except UnreadableError:
        return dict(_LINE.findall(document.text))
    return data if isinstance(data, dict) else {}


def _state(written: object) -> State:
    return cast("State", written) if written in get_args(State) else "draft"


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None
