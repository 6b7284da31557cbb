"""What the page may name: only what its edition shows after the change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lessonbank.bank import Form, Framework, Item, Page, Permission, School, Session, TagSet
from lessonbank.bank.governing import governing
from lessonbank.content import CONTENT
from lessonbank.diagnostics import Diagnostic, Severity
from lessonbank.editions import Edition, Key, hidden_prose
from lessonbank.review.changes import Change, PageChange, What
from lessonbank.review.review import Review

_NAMED = (Page, School, TagSet, Framework, Form, Session)
"""Items whose titles and addresses a site shows. It never shows those of records and films."""


@dataclass(frozen=True, slots=True)
class Name:
    """An item's title, and its file; both empty for one that may not be named."""

    title: str
    path: str
    former: str = ""
    is_named: bool = True


@dataclass(frozen=True)
class Naming:
    """Names of changed items. Others are numbered in the order of their files."""

    review: Review
    changes: tuple[Change, ...]

    @cached_property
    def names(self) -> Mapping[Key, Name]:
        """The name of each changed item."""
        numbers: Counter[str] = Counter()
        found: dict[Key, Name] = {}
        for change in self.changes:
            name = self._name(change)
            if name is None:
                kind = change.key[0]
                numbers[kind] += 1
                name = Name(f"{kind.capitalize()} {numbers[kind]}", "", is_named=False)
            found[change.key] = name
        return found

    def may_show(self, found: Diagnostic) -> bool:
        """Return whether the page may say which file a finding is about."""
        return self.review.whole or found.path in self._paths

    def may_list(self, page: PageChange) -> bool:
        """Return whether the page may name a changed page without an item."""
        return self.review.whole or page.path not in self._hidden

    def audience(self, edition: str) -> str:
        """Return the name of an edition, without the id of an audience that has no name here."""
        scope, _, id_ = edition.partition(":")
        bank = self.review.after.records.bank
        is_open = id_ in bank.items["school"] or edition == self.review.edition
        return edition if not id_ or is_open or self.review.whole else f"{scope} (a partner)"

    @cached_property
    def _faulty(self) -> frozenset[str]:
        errors = (each for each in self.review.found if each.severity is Severity.ERROR)
        return frozenset(each.path for each in errors)

    @cached_property
    def _paths(self) -> frozenset[str]:
        """Files of settings, pages, and items that the edition shows."""
        after = self.review.after
        items = (self._shown(key) for key in after.items)
        own = {_path(item) for item in items if item is not None}
        pages = after.reading.pages.keys() - self._hidden
        return frozenset({"mkdocs.yml", "media.lock", f"{CONTENT}/trust.yml", *pages, *own})

    @cached_property
    def _hidden(self) -> frozenset[str]:
        """Files of prose that the edition leaves out before or after the change."""
        scope = Edition.parse(self.review.edition).scope
        sides = (side for side in (self.review.before, self.review.after) if side)
        hidden = (hidden_prose(side.records.bank.trust, scope) for side in sides)
        return frozenset(f"{CONTENT}/{path}" for paths in hidden for path in paths)

    def _name(self, change: Change) -> Name | None:
        item = self._removed(change) if change.what is What.REMOVED else self._shown(change.key)
        if item is None and self.review.whole:
            return self._any(change)
        if item is None:
            return None
        former = change.old[1] if change.old and change.old != change.key else ""
        return Name(item.label, _path(item), former)

    def _any(self, change: Change) -> Name:
        """Return the name of any item, for readers who may see the whole bank."""
        sides = (self.review.after, self.review.before)
        item = next((s.items[change.key] for s in sides if s and change.key in s.items), None)
        former = change.old[1] if change.old and change.old != change.key else ""
        if item is None:
            return Name(change.key[1], "", former)
        return Name(item.label, _path(item), former)

    def _shown(self, key: Key) -> Item | None:
        """Return the item as the edition shows it; None if it may not be named."""
        admission = self.review.after.admissions.get(self.review.edition)
        item = admission.bank.items.get(key[0], {}).get(key[1]) if admission else None
        if not isinstance(item, _NAMED) or _path(item) in self._faulty:
            return None
        return item

    def _removed(self, change: Change) -> Item | None:
        """Return an item that the edition showed, unless its permission has ended or is gone."""
        before, edition = self.review.before, self.review.edition
        admission = before.admissions.get(edition) if before else None
        if before is None or admission is None:
            return None
        item = admission.bank.items.get(change.key[0], {}).get(change.key[1])
        if not isinstance(item, _NAMED):
            return None
        behind = governing(before.records.bank, before.items[change.key])
        after = self.review.after
        held = (after.standing((Permission.kind, each.id), edition) for each in behind)
        return item if after.is_decided and all(each.is_shown for each in held) else None


def _path(item: Item) -> str:
    return f"{CONTENT}/{item.folder}/{item.id}.{item.format}"
