"""Resources to download: slides, worksheets, links."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from lessonbank.bank.item import Item, Text, Value

ResourcePath = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*$",
        description="a path below content/resources/ of letters, digits, dots and hyphens",
        examples=["ratio-bars.pdf"],
    ),
]


class Resource(Value):
    """A file below `content/resources/`; only files that an edition's items name are published."""

    title: Text
    file: ResourcePath


def resources_of(item: Item) -> tuple[Resource, ...]:
    """What an item offers, whatever its type."""
    found: tuple[Resource, ...] = getattr(item, "resources", ())
    return found
