"""What a change adds, changes, renames and removes, and what changes with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lessonbank.bank import Item, Page, Recording
from lessonbank.editions import Key
from lessonbank.review.side import Side, Standing

_NAMES = frozenset({"id", "aliases"})


class What(StrEnum):
    """What happens to an item. AFFECTED: its file is the same, but an edition decides anew."""

    ADDED = "added"
    CHANGED = "changed"
    RENAMED = "renamed"
    REMOVED = "removed"
    UNREADABLE = "cannot be read"
    AFFECTED = "changes with others"


@dataclass(frozen=True, slots=True)
class Change:
    """A changed item. `key` is the new one, or that of a removed item; `old` the one before.

    `standings` are what each edition did with it before, and does after.
    """

    what: What
    key: Key
    old: Key | None
    fields: tuple[str, ...]
    standings: Mapping[str, tuple[Standing, Standing]]


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page without an item."""

    what: What
    path: str


def changed_items(before: Side, after: Side, editions: Sequence[str]) -> tuple[Change, ...]:
    """Return the changed items by kind and id, and the removed ones after them."""
    renamed = dict(_renamed(before, after))
    gone = before.keys - after.keys - {*renamed.values()}
    pairs = [(key, renamed.get(key, key)) for key in sorted(after.keys)]
    pairs += [(key, key) for key in sorted(gone)]
    changes = (_change(new, old, before, after, editions) for new, old in pairs)
    return tuple(change for change in changes if change is not None)


def changed_pages(before: Side, after: Side) -> tuple[PageChange, ...]:
    """Return the changed pages that are not items."""
    old, new = (
        {page.path: page.text for page in each.reading.prose if page.path in each.reading.pages}
        for each in (before, after)
    )
    return tuple(
        PageChange(_what(path, old, new), path)
        for path in sorted({*old, *new})
        if old.get(path) != new.get(path)
    )


def _what(path: str, old: Mapping[str, str], new: Mapping[str, str]) -> What:
    if path not in old:
        return What.ADDED
    return What.CHANGED if path in new else What.REMOVED


def _renamed(before: Side, after: Side) -> Iterator[tuple[Key, Key]]:
    """Yield each new item whose alias is the id of one that is gone, and that id."""
    gone = set(before.keys - after.keys)
    for key, item in after.items.items():
        former = [(item.kind, id_) for id_ in item.aliases if (item.kind, id_) in gone]
        if former and key not in before.keys:
            gone.discard(former[0])
            yield key, former[0]


def _change(
    new: Key, old: Key, before: Side, after: Side, editions: Sequence[str]
) -> Change | None:
    was, is_ = old in before.keys, new in after.keys
    standings = {name: (before.standing(old, name), after.standing(new, name)) for name in editions}
    fields = _fields(new, old, before, after)
    if not was or not is_:
        what = What.ADDED if is_ else What.REMOVED
    elif new != old:
        what = What.RENAMED
    elif before.text(old) != after.text(new) or fields:
        what = What.CHANGED
    elif any(now != then for then, now in standings.values()):
        what = What.AFFECTED
    else:
        return None
    if is_ and new in after.reading.broken:
        what = What.UNREADABLE
    return Change(what, new, old if was else None, fields, standings)


def _fields(new: Key, old: Key, before: Side, after: Side) -> tuple[str, ...]:
    """Return the names of the fields that differ, as written in files."""
    was, is_ = before.items.get(old), after.items.get(new)
    if was is None or is_ is None:
        return ()
    names = [name for name in type(is_).model_fields if name not in _NAMES]
    differ = [name for name in names if getattr(was, name, None) != getattr(is_, name)]
    films = before.films.get(old[1]), after.films.get(new[1])
    film = ["film"] if isinstance(is_, Recording) and films[0] != films[1] else []
    return (*(_written(is_, name) for name in differ), *film)


def _written(item: Item, name: str) -> str:
    if isinstance(item, Page) and name == "body":
        return "text"
    return type(item).model_fields[name].alias or name
