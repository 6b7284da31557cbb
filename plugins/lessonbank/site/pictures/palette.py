"""Colours for subjects, and for tags without a colour of their own."""

from __future__ import annotations

from lessonbank.bank import Bank, Tag

_COLOURS = (
    "#1b6ca8",
    "#b5402a",
    "#2e7d4f",
    "#7a4fa3",
    "#8a6100",
    "#0f7c84",
    "#a8326f",
    "#4d6b1f",
    "#5a5fc0",
    "#8c4a1f",
    "#3d6479",
    "#9a3d3d",
)
"""Each has a contrast of at least 3:1 with white and with near-black."""


def colour_of(bank: Bank, tag: Tag) -> str:
    """Return the tag's own colour, or one by its place among all tags."""
    return tag.colour or colour_at(list(bank.tags).index(tag.id))


def colour_at(place: int) -> str:
    """Return the colour of the term at that place of a vocabulary."""
    return _COLOURS[place % len(_COLOURS)]
