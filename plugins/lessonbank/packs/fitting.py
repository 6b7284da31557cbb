"""Choose the clips that lose their best rendition, so that a pack fits a size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

Films = Mapping[str, int]
"""Bytes of films by file name."""


def lightened(lost: Mapping[str, Films], excess: int) -> frozenset[str] | None:
    """Return the clips that go without their best rendition; None if that is not enough.

    `lost` are the films that each clip would lose, `excess` the bytes that are too many. Clips that
    share a film go together. Those that save most go first, so as few as possible lose quality.
    """
    chosen: set[str] = set()
    groups = ((sum(films.values()), sorted(clips)) for clips, films in _groups(lost))
    for saved, clips in sorted(groups, key=lambda group: (-group[0], group[1])):
        if excess <= 0 or not saved:
            break
        chosen |= {*clips}
        excess -= saved
    return frozenset(chosen) if excess <= 0 else None


def _groups(lost: Mapping[str, Films]) -> Iterator[tuple[set[str], dict[str, int]]]:
    """Yield clips that share films, with each of their films once."""
    left = {clip: dict(films) for clip, films in lost.items()}
    while left:
        clip, films = left.popitem()
        clips = {clip}
        while more := {each for each, own in left.items() if not own.keys().isdisjoint(films)}:
            clips |= more
            for each in more:
                films |= left.pop(each)
        yield clips, films
