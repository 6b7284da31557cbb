"""Tag sets: versioned vocabularies for tagging moments."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonbank.bank.colour import Colour
from lessonbank.bank.item import ClipId, Item, Slug, Text, Value
from lessonbank.bank.licence import LicenceId
from lessonbank.bank.thesaurus import OtherName

Points = Annotated[tuple[Text, ...], Field(min_length=1)]


class TagGroup(Value):
    """A group of tags. Spans of an exclusive group may not overlap within a clip."""

    id: Slug
    label: Text
    exclusive: bool = False


class Tag(Value):
    """A tag: its definition, what it looks like and what it is not."""

    id: Slug
    label: Text
    also: tuple[OtherName, ...] = ()
    """Other names, for search."""
    group: Slug | None = None
    kind: Literal["instant", "span"] = "instant"
    lead: float = Field(default=3, ge=0, le=60)
    """Seconds shown before an instant."""
    lag: float = Field(default=7, ge=0, le=120)
    """Seconds shown after an instant."""
    colour: Colour | None = None
    pattern: Literal["solid", "stripes", "dots", "grid", "waves", "cross"] = "solid"
    """The pattern that distinguishes the tag without colour."""
    definition: Text
    looks_like: Points
    not_this: Points
    prompts: tuple[Text, ...] = ()
    exemplars: tuple[ClipId, ...] = ()
    aliases: tuple[Slug, ...] = ()
    """Former ids of the tag, renamed without a change of meaning."""


class TagSet(Item):
    """A version of a set of tags. A changed meaning needs a new id or a new version."""

    kind: ClassVar[str] = "tagset"
    folder: ClassVar[str] = "tagsets"

    title: Text
    version: Text
    licence: LicenceId = LicenceId.CC_BY
    about: Text | None = None
    groups: tuple[TagGroup, ...] = ()
    tags: tuple[Tag, ...] = Field(min_length=1)
