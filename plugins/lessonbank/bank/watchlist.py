"""Watch lists: clips and moments in order, with questions, for a team or a film club."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from lessonbank.bank.item import ClipId, Item, Page, Text, Value
from lessonbank.bank.timecode import Timecode


class Viewing(Value):
    """A clip to watch, or the part of it between two times of the recording's clock."""

    clip: ClipId
    start: Timecode | None = Field(default=None, alias="from")
    end: Timecode | None = Field(default=None, alias="to")
    question: Text | None = None
    """What to look for."""


class AgendaItem(Value):
    """A part of a meeting."""

    minutes: int = Field(ge=1, le=240)
    what: Text


class WatchList(Page):
    """Clips to watch together, in order."""

    kind: ClassVar[str] = "watchlist"
    folder: ClassVar[str] = "watchlists"

    title: Text
    summary: Text
    audience: Text | None = None
    clips: Annotated[tuple[Viewing, ...], Field(min_length=1)]
    agenda: tuple[AgendaItem, ...] = ()

    @property
    def minutes(self) -> int:
        """Length of the agenda in minutes."""
        return sum(item.minutes for item in self.agenda)


def viewings_of(item: Item) -> tuple[Viewing, ...]:
    """Return the item's clips to watch; empty for a type without them."""
    clips: tuple[object, ...] = getattr(item, "clips", ())
    return tuple(each for each in clips if isinstance(each, Viewing))
