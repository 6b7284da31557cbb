"""Scopes: how widely something may be shown."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal


class Scope(StrEnum):
    """Who may see an item, from nobody to everybody."""

    PRIVATE = "private"
    SCHOOL = "school"
    TRUST = "trust"
    NAMED = "named"
    PUBLIC = "public"

    @property
    def reach(self) -> int:
        """The rank of the scope, from 0 for nobody upwards."""
        return list(Scope).index(self)


BeyondTheTrust = Literal["named", "public"]
"""Scopes wider than the trust's staff."""
