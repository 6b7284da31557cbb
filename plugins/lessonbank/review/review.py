"""The values of a review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lessonbank.diagnostics import Diagnostic
from lessonbank.review.side import Side


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that the edition shows, and its size in pixels."""

    media_type: str
    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes in changed files of one part of the project."""

    part: str
    files: int
    before: int
    after: int

    @property
    def added(self) -> int:
        """Bytes more than before; below zero if there are fewer."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Review:
    """Everything that the page is made from.

    `edition` is the audience of the page: it names nothing else, unless `whole` is true.
    `before` is None if the revision `against` cannot be read; `trouble` says why. `pictures` are
    those of clips that the edition shows, by the clip's id, and `films` the bytes of their media.
    """

    edition: str
    against: str
    today: date
    before: Side | None
    after: Side
    editions: Sequence[str]
    found: Sequence[Diagnostic]
    trouble: str = ""
    whole: bool = False
    is_built: bool = True
    """Whether the content has no errors that stop a build."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    films: Mapping[str, int] = field(default_factory=dict)
    weights: Sequence[Weight] = ()
