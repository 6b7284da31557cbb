"""Communities: networks and learning communities that meet again and again."""

from __future__ import annotations

from typing import ClassVar

from lessonbank.bank.item import ClipId, PersonId, Text
from lessonbank.bank.offer import Offer


class Community(Offer):
    """People who work on one thing between meetings. Its dates are sessions."""

    kind: ClassVar[str] = "community"
    folder: ClassVar[str] = "communities"

    focus: Text
    """What they work on this year."""
    leads: tuple[PersonId, ...] = ()
    meets: Text | None = None
    """How often, in words."""
    cycle: tuple[Text, ...] = ()
    """What happens between one meeting and the next, in order."""
    join: Text | None = None
    clips: tuple[ClipId, ...] = ()
    """Those that they work with."""
