"""The layout of a storyboard's sheet."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from lessonbank.media.recipe import STORYBOARD, StoryboardRecipe
from lessonbank.media.store import Stored


@dataclass(frozen=True)
class Grid:
    """The layout of a sheet: `count` tiles in rows of `columns`, sizes in pixels.

    Tile `k`, counted from 0, is the frame on show at `k * interval` seconds of the clip's clock.
    """

    interval: float
    tile_width: int
    tile_height: int
    columns: int
    count: int

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the sheet."""
        rows = ceil(self.count / self.columns)
        return self.columns * self.tile_width, rows * self.tile_height


def grid(low: Stored, recipe: StoryboardRecipe = STORYBOARD) -> Grid:
    """Return the layout of a low rendition's sheet."""
    duration = low.duration or 0.0
    interval = recipe.interval * max(1, ceil(duration / (recipe.interval * recipe.most_tiles)))
    count = max(1, ceil(duration / interval))
    scale = min(1.0, recipe.tile / max(low.width, low.height))
    width, height = (max(1, round(length * scale)) for length in (low.width, low.height))
    return Grid(float(interval), width, height, min(recipe.columns, count), count)
