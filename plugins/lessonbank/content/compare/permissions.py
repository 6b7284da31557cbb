"""Check that a permission's history is only extended, and that an ended one stays ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Location, Permission
from lessonbank.bank.permission import TRANSITIONS, Transition
from lessonbank.content.load import Loaded
from lessonbank.content.read import Reading
from lessonbank.diagnostics import Code, Diagnostic


def changed_permissions(old: Reading, new: Loaded) -> Iterator[Diagnostic]:
    """Yield diagnostics for permissions that are in both banks."""
    now = new.bank.of(Permission)
    for before in old.bank.of(Permission).values():
        if after := now.get(before.id):
            yield from _mistakes(_Change(before, after, new))


@dataclass(frozen=True, slots=True)
class _Change:
    """One permission, old and new."""

    old: Permission
    new: Permission
    loaded: Loaded

    @property
    def keeps_history(self) -> bool:
        return self.new.history[: len(self.old.history)] == self.old.history

    @property
    def added(self) -> tuple[Transition, ...]:
        """The new lines of the history."""
        return self.new.history[len(self.old.history) :]

    def report(self, where: Location, code: Code, message: str, fix: str) -> Diagnostic:
        document = self.loaded.reading.documents[self.new.kind, self.new.id]
        return document.diagnostic(code, message, fix, document.span_of(where))


def _mistakes(change: _Change) -> Iterator[Diagnostic]:
    if not change.keeps_history:
        yield _rewritten(change)
    if change.new.state != change.old.state:
        yield from _state(change)
    if change.new.scope_max.reach > change.old.scope_max.reach:
        yield from _scope(change)


def _rewritten(change: _Change) -> Diagnostic:
    old, new = change.old.history, change.new.history
    kept = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(new))
    lost = old[kept]
    message = f"the history has lost the change of {lost.on} from {lost.before} to {lost.after}"
    fix = f"Restore line {kept + 1} of the history, and write new lines below the old ones."
    return change.report(("history", kept), Code.HISTORY_REWRITTEN, message, fix)


def _state(change: _Change) -> Iterator[Diagnostic]:
    before, after = change.old.state, change.new.state
    if change.old.is_final:
        message = f"the permission was {before}, which is final, and now is {after}"
        fix = f"Write `state: {before}`, and ask for a new permission under a new reference."
        yield change.report(("state",), Code.REFERENCE_REINSTATED, message, fix)
        return
    if change.keeps_history and not change.added:
        message = f"the permission was {before} and now is {after}, but its history does not say so"
        fix = f"Add `- {{on: ..., from: {before}, to: {after}, by_role: ...}}` to `history`."
        yield change.report(("state",), Code.STATE_UNRECORDED, message, fix)
        if after not in TRANSITIONS[before]:
            yield _forbidden(change)
    elif change.added and before not in {line.before for line in change.added}:
        yield _forbidden(change)


def _forbidden(change: _Change) -> Diagnostic:
    before, after = change.old.state, change.new.state
    message = f"a permission cannot change from {before} to {after} directly"
    ways = " or ".join(sorted(TRANSITIONS[before]))
    fix = f"From {before} it can change to {ways}; write a line for each step in `history`."
    return change.report(("state",), Code.PERMISSION_TRANSITION, message, fix)


def _scope(change: _Change) -> Iterator[Diagnostic]:
    """Report a wider scope without a new approval; a permission without approvals may change."""
    approvals = change.new.approvals
    if approvals and not set(approvals) - set(change.old.approvals):
        before, after = change.old.scope_max, change.new.scope_max
        message = f"the permission was for {before} and now is for {after}, without a new approval"
        fix = f"Write `scope_max: {before}`, or ask for approval again and add it to `approvals`."
        yield change.report(("scope_max",), Code.SCOPE_WIDENED, message, fix)
