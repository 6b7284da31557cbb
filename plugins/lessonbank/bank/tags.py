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
    """A short name that never changes."""
    label: Text
    """The group's name for readers."""
    exclusive: bool = False
    """Whether spans of this group must not overlap within a clip."""


class Tag(Value):
    """A tag: its definition, what it looks like and what it is not."""

    id: Slug
    """A short name that never changes."""
    label: Text
    """The tag's name for readers."""
    also: tuple[OtherName, ...] = ()
    """Other names, for search."""
    group: Slug | None = None
    """The id of the group that it belongs to."""
    kind: Literal["instant", "span"] = "instant"
    """Whether it marks an instant or a span."""
    lead: float = Field(default=3, ge=0, le=60)
    """Seconds shown before an instant."""
    lag: float = Field(default=7, ge=0, le=120)
    """Seconds shown after an instant."""
    colour: Colour | None = None
    """The colour of its marks."""
    pattern: Literal["solid", "stripes", "dots", "grid", "waves", "cross"] = "solid"
    """The pattern that distinguishes the tag without colour."""
    definition: Text
    """What the tag means."""
    looks_like: Points
    """What viewers see and hear when the tag applies."""
    not_this: Points
    """What is easily mistaken for it."""
    who: tuple[Text, ...] = ()
    """The roles that a mark may name as acting: `[Teacher, Pupils]`."""
    prompts: tuple[Text, ...] = ()
    """Questions for talking about it."""
    exemplars: tuple[ClipId, ...] = ()
    """Clips that show it well."""
    aliases: tuple[Slug, ...] = ()
    """Former ids of the tag, renamed without a change of meaning."""


class TagSet(Item):
    """A version of a set of tags. A changed meaning needs a new id or a new version."""

    kind: ClassVar[str] = "tagset"
    folder: ClassVar[str] = "tagsets"

    title: Text
    """The name of the tag set."""
    version: Text
    """The version of the tag set: `1.0`."""
    licence: LicenceId = LicenceId.CC_BY
    """The licence under which others may use the tags."""
    about: Text | None = None
    """What the tags are for."""
    groups: tuple[TagGroup, ...] = ()
    """Groups of tags, in order."""
    tags: tuple[Tag, ...] = Field(min_length=1)
    """The tags, in order."""
