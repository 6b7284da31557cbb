"""The next clip after a clip: of its technique, its tag or a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, zip_longest

from lessonbank.bank import Clip, Technique, Viewing, WatchList, Workshop, viewings_of
from lessonbank.site.library import Library
from lessonbank.site.player.reel import part_path, span_of
from lessonbank.site.urls import Link, clip_path, item_link
from lessonbank.site.views.tag import tag_path


@dataclass(frozen=True, slots=True)
class Onward:
    """The page of a list, and the clip after this one in it; None after the last."""

    list: Link
    next: Link | None


def onwards(library: Library) -> Mapping[str, tuple[Onward, ...]]:
    """Return the ways on from each clip, by id: its techniques first, then tags and lists.

    Techniques and tags begin again after their last clip. Each page occurs once for a clip.
    """
    found: dict[str, dict[str | None, Onward]] = {}
    for id_, onward in chain(_techniques(library), _tags(library), _lists(library)):
        found.setdefault(id_, {}).setdefault(onward.list.url, onward)
    return {id_: tuple(each.values()) for id_, each in found.items()}


def _techniques(library: Library) -> Iterator[tuple[str, Onward]]:
    techniques = library.bank.of(Technique)
    for id_, clips in library.by_technique.items():
        yield from _round(item_link(techniques[id_]), clips)


def _tags(library: Library) -> Iterator[tuple[str, Onward]]:
    found: dict[str, list[Clip]] = {}
    for clip in library.clips:
        for tag in dict.fromkeys(moment.tag for moment in clip.moments):
            found.setdefault(tag, []).append(clip)
    for tag, clips in found.items():
        yield from _round(Link(library.bank.tags[tag].label, tag_path(tag)), clips)


def _round(page: Link, clips: Iterable[Clip]) -> Iterator[tuple[str, Onward]]:
    """Yield the clip after each; the first after the last. A lone clip has none."""
    row = tuple(clips)
    for here, after in zip(row, row[1:] + row[:1], strict=True):
        if after is not here:
            yield here.id, Onward(page, Link(after.title, clip_path(after.id)))


def _lists(library: Library) -> Iterator[tuple[str, Onward]]:
    bank = library.bank
    for item in chain(bank.of(WatchList).values(), bank.of(Workshop).values()):
        shown = [each for each in viewings_of(item) if each.clip in library.media]
        for here, after in zip_longest(shown, shown[1:]):
            yield here.clip, Onward(item_link(item), _viewing(library, after) if after else None)


def _viewing(library: Library, viewing: Viewing) -> Link:
    clip = library.bank.clip(viewing.clip)
    return Link(clip.title, part_path(clip, span_of(clip, viewing)))
