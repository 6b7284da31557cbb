"""Resources to download: slides, worksheets, links."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from lessonbank.bank.item import Item, Text, Value

_ENDINGS = "pdf|docx|pptx|xlsx|odt|odp|ods|txt|csv|png|jpg|jpeg|webp|mp3|zip"
"""File types that a browser saves or shows but never runs."""

ResourcePath = Annotated[
    str,
    Field(
        pattern=rf"^(?:[A-Za-z0-9][A-Za-z0-9._-]*/)*[A-Za-z0-9][A-Za-z0-9._-]*\.(?:{_ENDINGS})$",
        description="a document, picture or archive below content/resources/, named plainly",
        examples=["ratio-bars.pdf"],
    ),
]


class Resource(Value):
    """A file below `content/resources/`. Editions publish only the files that their items name."""

    title: Text
    """What the file is, in a few words."""
    file: ResourcePath
    """The file below `content/resources/`."""


def resources_of(item: Item) -> tuple[Resource, ...]:
    """Return the item's resources; empty for a type without them."""
    found: tuple[Resource, ...] = getattr(item, "resources", ())
    return found
