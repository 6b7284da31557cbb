"""References, terms and credits of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypedDict

from lessonbank.bank import Bank, Clip, Item
from lessonbank.site.catalogue.models import CreditLine, Reference, Rights, Term
from lessonbank.site.labels import people
from lessonbank.site.library import Library
from lessonbank.site.urls import Link, clip_path, item_link
from lessonbank.site.views.clip import credit_facts


class Head(TypedDict):
    """The fields that every entry has."""

    id: str
    title: str
    path: str
    url: str | None


def head(library: Library, id_: str, link: Link) -> Head:
    """Return the fields that every entry has."""
    path = link.url or ""
    url = library.absolute(path) if library.site_url else None
    return Head(id=id_, title=link.label, path=path, url=url)


def item_head(library: Library, item: Item) -> Head:
    """Return the fields that every entry has, of an item with a page of its own."""
    return head(library, item.id, item_link(item))


def reference(link: Link) -> Reference:
    return Reference(title=link.label, path=link.url or "")


def references(items: Iterable[Item]) -> tuple[Reference, ...]:
    return tuple(reference(item_link(item)) for item in items)


def clip_references(library: Library, ids: Iterable[str]) -> tuple[Reference, ...]:
    """Return the clips that can be watched, each once."""
    shown = {clip.id: clip for clip in library.clips}
    found = (shown[id_] for id_ in dict.fromkeys(ids) if id_ in shown)
    return tuple(Reference(title=clip.title, path=clip_path(clip.id)) for clip in found)


def term(bank: Bank, kind: str, id_: str) -> Term:
    return Term(id=id_, label=bank.label(kind, id_))


def terms(bank: Bank, kind: str, ids: Iterable[str]) -> tuple[Term, ...]:
    return tuple(term(bank, kind, id_) for id_ in ids)


def names(bank: Bank, ids: Iterable[str]) -> tuple[str, ...]:
    """Return members of staff as they agreed to be named."""
    return tuple(link.label for link in people(bank, ids))


def credit_lines(bank: Bank, clip: Clip) -> Iterator[CreditLine]:
    """Yield the credits of a clip as its page has them."""
    for fact in credit_facts(bank, clip):
        yield CreditLine(part=fact.name, names=tuple(link.label for link in fact.values))


def rights(bank: Bank, clip: Clip) -> Rights:
    licence = bank.licence_of(clip)
    return Rights(holder=licence.holder, video=licence.video.value, text=licence.text.value)
