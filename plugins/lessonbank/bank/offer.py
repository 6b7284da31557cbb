"""What workshops, programmes and communities have in common: whom they are for."""

from __future__ import annotations

from lessonbank.bank.item import RoleId, Text
from lessonbank.bank.topic import Topic


class Offer(Topic):
    """Something that staff can take part in. Where nobody is named, it is for everybody."""

    audience: Text | None = None
    """Whom it is for, in the offer's own words."""
    roles: tuple[RoleId, ...] = ()
