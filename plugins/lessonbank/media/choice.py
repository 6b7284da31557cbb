"""Choose the renditions that a site offers of each clip."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from lessonbank.media.clip import ClipMedia
from lessonbank.media.recipe import LOW, RENDITIONS

NAMES = tuple(recipe.name for recipe in RENDITIONS)
"""The names of renditions, best first."""


@dataclass(frozen=True, slots=True)
class Renditions:
    """The renditions that a site offers by name; of the clips in `light` only the smallest."""

    names: tuple[str, ...] = NAMES
    light: frozenset[str] = frozenset()

    @classmethod
    def named(cls, names: Collection[str]) -> Renditions:
        """Return these renditions, best first. Raise ValueError for none or an unknown name."""
        unknown = sorted({*names} - {*NAMES})
        if unknown or not names:
            raise ValueError(f"there is no rendition '{', '.join(unknown)}': use low, std or both")
        return cls(tuple(name for name in NAMES if name in names))

    def offered(self, media: Mapping[str, ClipMedia]) -> Mapping[str, ClipMedia]:
        """Return the media by clip with the renditions that the site offers."""
        return {
            id_: replace(made, offered=(LOW.name,) if id_ in self.light else self.names)
            for id_, made in media.items()
        }
