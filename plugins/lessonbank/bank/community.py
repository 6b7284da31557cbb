"""Communities: networks and learning communities that meet regularly."""

from __future__ import annotations

from typing import ClassVar

from lessonbank.bank.item import ClipId, PersonId, Text
from lessonbank.bank.offer import Offer


class Community(Offer):
    """A group that works on one focus between meetings. Its dates are sessions."""

    kind: ClassVar[str] = "community"
    folder: ClassVar[str] = "communities"

    focus: Text
    """The focus for this year."""
    leads: tuple[PersonId, ...] = ()
    """The people who lead it."""
    meets: Text | None = None
    """How often it meets, in words."""
    cycle: tuple[Text, ...] = ()
    """What happens between one meeting and the next, in order."""
    join: Text | None = None
    """How to join."""
    clips: tuple[ClipId, ...] = ()
    """Clips that the group works with."""
