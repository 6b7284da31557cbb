"""Watch lists: clips and moments in order, with questions, for a team or a film club."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from lessonbank.bank.item import ClipId, Item, Page, Text, Value
from lessonbank.bank.timecode import Timecode


class Viewing(Value):
    """A clip to watch, or the part of it between two times of the recording's clock."""

    clip: ClipId
    """The clip to watch."""
    start: Timecode | None = Field(default=None, alias="from")
    """When to start watching, in the recording's time; without it, at the clip's start."""
    end: Timecode | None = Field(default=None, alias="to")
    """When to stop watching, in the recording's time; without it, at the clip's end."""
    question: Text | None = None
    """What to look for."""


class AgendaItem(Value):
    """A part of a meeting."""

    minutes: int = Field(ge=1, le=240)
    """How long it takes."""
    what: Text
    """What happens in it."""


class WatchList(Page):
    """Clips to watch together, in order."""

    kind: ClassVar[str] = "watchlist"
    folder: ClassVar[str] = "watchlists"

    title: Text
    """The title of the list."""
    summary: Text
    """One line about the list."""
    audience: Text | None = None
    """Who it is for, in words."""
    clips: Annotated[tuple[Viewing, ...], Field(min_length=1)]
    """The clips, in the order to watch them."""
    agenda: tuple[AgendaItem, ...] = ()
    """The parts of the meeting, in order."""

    @property
    def minutes(self) -> int:
        """Length of the agenda in minutes."""
        return sum(item.minutes for item in self.agenda)


def viewings_of(item: Item) -> tuple[Viewing, ...]:
    """Return the item's clips to watch; empty for a type without them."""
    clips: tuple[object, ...] = getattr(item, "clips", ())
    return tuple(each for each in clips if isinstance(each, Viewing))
