"""Recordings: the source footage of clips."""

from __future__ import annotations

import unicodedata
from functools import partial
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from lessonbank.bank.item import Item, Location, Reference, SchoolId, Slug, Text, Value
from lessonbank.bank.language import LanguageTag
from lessonbank.bank.licence import Licence
from lessonbank.bank.people import Credit
from lessonbank.bank.redaction import Redactions

Month = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{4}-(?:0[1-9]|1[0-2])$",
        description="a year and a month",
        examples=["2026-03"],
    ),
]
MediaPath = Annotated[
    str,
    AfterValidator(partial(unicodedata.normalize, "NFC")),
    Field(
        pattern=r"^[^\\\x00-\x1f\x7f-\x9f\u2028\u2029]+$",
        description="a path below media/ with forward slashes",
        examples=["bar-models.mp4"],
    ),
]
"""A file below `media/`, with forward slashes and composed accents (NFC)."""
PermissionRef = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$",
        max_length=60,
        description="letters, digits and single hyphens",
        examples=["NF-2026-014"],
    ),
]


class Translation(Value):
    """Captions and descriptions of a recording in a further language."""

    language: LanguageTag
    """The language, such as `cy` for Welsh."""
    captions: MediaPath
    """Captions in this language, in the recording's clock."""
    descriptions: MediaPath | None = None
    """Descriptions of the picture in this language."""


class Recording(Item):
    """A film of a lesson. All times in content are in its clock."""

    kind: ClassVar[str] = "recording"
    folder: ClassVar[str] = "recordings"

    title: Text
    """A name for the film, for colleagues who make clips."""
    media: MediaPath
    """The film's file below `media/`."""
    month: Month
    """The month of filming. Give no day: it could identify a lesson."""
    school: SchoolId
    """The school where it was filmed."""
    permission: Annotated[PermissionRef, Reference("permission", needed=True)]
    """The permission that covers the film."""
    credits: tuple[Credit, ...] = ()
    """Who made the film and who is in it, staff only."""
    licence: Licence | None = None
    """The film's licence, if not the trust's."""
    captions: MediaPath | None = None
    """WebVTT or SRT in the recording's clock."""
    described: MediaPath | None = None
    """The film with audio description, in the same clock."""
    descriptions: MediaPath | None = None
    """WebVTT that describes the picture in words; the transcript includes it."""
    translations: tuple[Translation, ...] = ()
    """Captions and descriptions in further languages."""
    language: LanguageTag | None = None
    """The language spoken, if not the trust's."""
    poster: Literal["card", "frame"] = "card"
    """The picture before a clip plays: a drawn title card, or a frame where that is allowed."""
    redactions: Redactions = Redactions()
    """What to cover or silence in all its films, before anything is derived from them."""

    @property
    def films(self) -> dict[str, str]:
        """Its videos below `media/`, by field name."""
        named = {"media": self.media, "described": self.described}
        return {field: path for field, path in named.items() if path is not None}

    @property
    def words(self) -> dict[Location, str]:
        """Its timed text files below `media/` in all languages, by place in its record."""
        named: dict[Location, str | None] = {
            ("captions",): self.captions,
            ("descriptions",): self.descriptions,
        }
        for number, each in enumerate(self.translations):
            named["translations", number, "captions"] = each.captions
            named["translations", number, "descriptions"] = each.descriptions
        return {place: path for place, path in named.items() if path is not None}


RecordingId = Annotated[Slug, Reference("recording", needed=True)]
