"""Document control: who answers for the handbook, and when they look at it again."""

from __future__ import annotations

from datetime import date

from lessonbank.bank.item import Text, Value


class DocumentControl(Value):
    """The document control of the handbook."""

    owner: Text | None = None
    """The role or group that answers for the handbook."""
    version: Text | None = None
    """The version that is printed; without it, that of git."""
    review_on: date | None = None
    """The day on which the owner reviews it."""
