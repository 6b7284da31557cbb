"""Colours for tags that name none of their own."""

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
"""Each stands out from white and from near-black by 3:1 and more."""


def colour_of(bank: Bank, tag: Tag) -> str:
    """The tag's own colour, else one by its place among all tags."""
    return tag.colour or _COLOURS[list(bank.tags).index(tag.id) % len(_COLOURS)]
