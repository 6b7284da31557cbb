"""Tag sets: the versioned words with which moments are tagged."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonbank.bank.colour import Colour
from lessonbank.bank.item import ClipId, Item, Slug, Text, Value
from lessonbank.bank.licence import LicenceId

Points = Annotated[tuple[Text, ...], Field(min_length=1)]


class TagGroup(Value):
    """Tags that belong together. In an exclusive group spans of a clip may not overlap."""

    id: Slug
    label: Text
    exclusive: bool = False


class Tag(Value):
    """A word for what can be seen, with what it looks like and what it is not."""

    id: Slug
    label: Text
    group: Slug | None = None
    kind: Literal["instant", "span"] = "instant"
    lead: float = Field(default=3, ge=0, le=60)
    """Seconds before the moment at which an instant starts to be shown."""
    lag: float = Field(default=7, ge=0, le=120)
    """Seconds after the moment at which an instant stops being shown."""
    colour: Colour | None = None
    pattern: Literal["solid", "stripes", "dots", "grid", "waves", "cross"] = "solid"
    """Tells tags apart without colour."""
    definition: Text
    looks_like: Points
    not_this: Points
    prompts: tuple[Text, ...] = ()
    exemplars: tuple[ClipId, ...] = ()
    aliases: tuple[Slug, ...] = ()
    """Former ids of the tag, where it was given a better one without a change of meaning."""


class TagSet(Item):
    """Tags under a version: a changed meaning is a new id or a new version."""

    kind: ClassVar[str] = "tagset"
    folder: ClassVar[str] = "tagsets"

    title: Text
    version: Text
    licence: LicenceId = LicenceId.CC_BY
    about: Text | None = None
    groups: tuple[TagGroup, ...] = ()
    tags: tuple[Tag, ...] = Field(min_length=1)
