"""Synonyms for search, in free text."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from lessonbank.bank.item import Text, Value

OtherName = Annotated[
    Text,
    Field(
        max_length=80,
        pattern=r"[\p{L}\p{N}]",
        description="a name of at most 80 characters, with a letter or a digit",
        examples=["no hands up"],
    ),
]
"""A name as people type it into a search."""


class Synonyms(Value):
    """Names for one thing. A search for one finds the others too."""

    same: Annotated[tuple[OtherName, ...], Field(min_length=1)]
    """Names for one thing."""
    related: tuple[OtherName, ...] = ()
    """Names of related things. Find offers them after few results."""
