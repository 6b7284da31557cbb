"""Choose the clips that lose their best rendition, so that a pack fits a size."""

from __future__ import annotations

from collections.abc import Mapping


def lightened(saved: Mapping[str, int], excess: int) -> frozenset[str] | None:
    """Return the clips that go without their best rendition; None if that is not enough.

    `saved` are the bytes that each clip would save, `excess` those that are too many. The clip
    that saves most goes first, so as few clips as possible lose quality.
    """
    chosen: set[str] = set()
    for clip in sorted(saved, key=lambda id_: (-saved[id_], id_)):
        if excess <= 0:
            break
        chosen.add(clip)
        excess -= saved[clip]
    return frozenset(chosen) if excess <= 0 else None
