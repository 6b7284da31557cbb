"""The media files of a clip, as paths in the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lessonbank.media.grid import Grid, grid
from lessonbank.media.planning import ClipPlan, Step
from lessonbank.media.recipe import LOW, RENDITIONS, STD
from lessonbank.media.store import Store, Stored


@dataclass(frozen=True)
class Picture:
    """A WebP image in the store; `published` is its file name in a site."""

    digest: str
    path: Path
    published: str
    bytes: int
    width: int
    height: int


@dataclass(frozen=True)
class Rendition(Picture):
    """A video in the store; `duration` in seconds."""

    duration: float


@dataclass(frozen=True)
class Still:
    """A frame in two sizes."""

    large: Picture
    small: Picture


@dataclass(frozen=True)
class Storyboard(Grid):
    """A sheet of small frames and its grid."""

    picture: Picture


@dataclass(frozen=True)
class ClipMedia:
    """All files of a clip; `stills` by second of the clip's clock.

    `offered` names the renditions that a site offers, best first.
    """

    std: Rendition
    low: Rendition
    poster: Still
    stills: Mapping[float, Still]
    storyboard: Storyboard
    offered: tuple[str, ...] = tuple(recipe.name for recipe in RENDITIONS)

    @property
    def renditions(self) -> tuple[Rendition, ...]:
        """Return the renditions that a site offers, best first."""
        made = {STD.name: self.std, LOW.name: self.low}
        return tuple(made[name] for name in self.offered)

    @property
    def files(self) -> tuple[Picture, ...]:
        """Return every file once."""
        stills = (self.poster, *self.stills.values())
        pictures = (picture for still in stills for picture in (still.large, still.small))
        return tuple(dict.fromkeys((self.std, self.low, *pictures, self.storyboard.picture)))


def media_of(plan: ClipPlan, store: Store) -> ClipMedia:
    """Return the files of a clip. Raises ValueError if a step is not done."""
    done = {step.name: step for step in plan.steps}
    return ClipMedia(
        std=_rendition(done["std"], store),
        low=_rendition(done["low"], store),
        poster=_still(done["poster"], store),
        stills={
            step.second: _still(step, store)
            for step in plan.steps
            if step.second is not None and step.name != "poster"
        },
        storyboard=_storyboard(done["storyboard"], done["low"], store),
    )


def _outputs(step: Step) -> tuple[Stored, ...]:
    if step.found is None or step.must_run:
        raise ValueError(f"{step.name} is not made: {step.reason}")
    return step.found.outputs


def _rendition(step: Step, store: Store) -> Rendition:
    (stored,) = _outputs(step)
    return Rendition(
        stored.sha256,
        store.path(stored),
        stored.published,
        stored.bytes,
        stored.width,
        stored.height,
        stored.duration or 0.0,
    )


def _still(step: Step, store: Store) -> Still:
    large, small = _outputs(step)
    return Still(_picture(large, store), _picture(small, store))


def _storyboard(step: Step, low: Step, store: Store) -> Storyboard:
    (stored,), (video,) = _outputs(step), _outputs(low)
    return Storyboard(**vars(grid(video)), picture=_picture(stored, store))


def _picture(stored: Stored, store: Store) -> Picture:
    return Picture(
        stored.sha256,
        store.path(stored),
        stored.published,
        stored.bytes,
        stored.width,
        stored.height,
    )
