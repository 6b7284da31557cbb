"""The base of workshops, programmes and communities: their audience."""

from __future__ import annotations

from lessonbank.bank.item import RoleId, Text
from lessonbank.bank.topic import Topic


class Offer(Topic):
    """Something that staff can take part in. Without an audience it is for everyone."""

    audience: Text | None = None
    """The audience, in words."""
    roles: tuple[RoleId, ...] = ()
    """The roles that it is for; empty for everyone."""
