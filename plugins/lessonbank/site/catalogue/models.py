"""The models of the catalogue. Its JSON Schema is made from them.

A change that could break a reader needs a new `VERSION`; a new field does not.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

VERSION: Literal[1] = 1


class Part(BaseModel):
    """A part of the catalogue."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Reference(Part):
    """Another entry, by title and page."""

    title: str
    """The title or name."""
    path: str
    """The page, relative to the folder of the catalogue."""


class Term(Part):
    """A term of a vocabulary."""

    id: str
    """The id of the term, which never changes."""
    label: str
    """The term for readers."""


class Entry(Part):
    """What every entry has."""

    id: str
    """The id, which never changes."""
    title: str
    """The title or name."""
    path: str
    """The page, relative to the folder of the catalogue."""
    url: str | None = None
    """The whole address of the page, if the site has a published address."""


class Described(Entry):
    """An entry with a summary."""

    summary: str
    """One line about it."""


class Chapter(Part):
    """A part of a clip, in seconds of the clip's own time."""

    title: str
    """What happens in it."""
    start: float
    """Where it starts."""
    end: float
    """Where it ends."""
    path: str
    """The page at this second."""


class Moment(Part):
    """A tagged moment, in seconds of the clip's own time."""

    tag: Reference
    """The tag."""
    note: str | None = None
    """What to notice here."""
    start: float
    """Where it starts."""
    end: float
    """Where it ends."""
    path: str
    """The page at this second."""


class CreditLine(Part):
    """People credited for a part of the work, as they agreed to be named."""

    part: str
    """The part of the work."""
    names: tuple[str, ...]
    """Names, initials or roles."""


class Rights(Part):
    """The rights holder and the licences."""

    holder: str
    """The rights holder."""
    video: str
    """The licence of the film: an SPDX id, or `all-rights-reserved`."""
    text: str
    """The licence of the text about it."""


class ClipEntry(Described):
    """A clip."""

    code: str
    """The code that people read out."""
    published: date | None = None
    """The day on which it was first published, if it is known."""
    seconds: float
    """The length in seconds."""
    language: str
    """The language that is spoken."""
    subject: Term
    """The subject taught."""
    phase: Term
    """The phase taught."""
    years: tuple[Term, ...]
    """The year groups taught."""
    school: Reference
    """The school where it was filmed."""
    techniques: tuple[Reference, ...]
    """The techniques that it shows."""
    chapters: tuple[Chapter, ...]
    """Its parts, in order."""
    moments: tuple[Moment, ...]
    """Its tagged moments."""
    credits: tuple[CreditLine, ...]
    """The people credited."""
    rights: Rights
    """The rights to the film and to the text about it."""
    picture: str
    """The picture that stands for it, relative to the folder of the catalogue."""


class TechniqueEntry(Described):
    """A technique."""

    clips: tuple[Reference, ...]
    """The clips that show it."""


class TagEntry(Entry):
    """A tag of a tag set."""

    definition: str
    """What it means."""


class TagSetEntry(Part):
    """A version of a set of tags."""

    id: str
    """The id, which never changes."""
    title: str
    """The name of the set."""
    version: str
    """The version of the set."""
    licence: str
    """The licence under which others may use the tags: an SPDX id."""
    tags: tuple[TagEntry, ...]
    """The tags, in order."""


class OfferEntry(Described):
    """A programme or workshop."""

    roles: tuple[Term, ...]
    """The roles that it is for; empty for everyone."""
    minutes: int | None = None
    """The length in minutes, if it is known."""
    leads: tuple[str, ...]
    """The people who lead it, as they agreed to be named."""


class ProgrammeEntry(OfferEntry):
    """A programme."""

    workshops: tuple[Reference, ...]
    """Its workshops, in order."""


class WorkshopEntry(OfferEntry):
    """A workshop."""

    clips: tuple[Reference, ...]
    """The clips that are watched in it."""


class SessionEntry(Entry):
    """A session. `starts` and `ends` are days, or instants with their distance from UTC."""

    starts: str
    """When it starts, as ISO 8601 writes it."""
    ends: str
    """When it ends; the last day, if it lasts whole days."""
    calendar: str | None = None
    """Its calendar file, relative to the folder of the catalogue, if it is not over."""
    cancelled: bool
    """Whether it is cancelled."""
    mode: Literal["in-person", "online", "hybrid"]
    """Whether people meet in person, online, or either way."""
    places: tuple[str, ...]
    """The venue and the room."""
    offer: Reference | None = None
    """The workshop or community that meets."""
    programmes: tuple[Reference, ...]
    """The programmes that include it."""
    schools: tuple[Reference, ...]
    """The schools whose staff it is for; empty for all."""
    roles: tuple[Term, ...]
    """The roles that it is for; empty for everyone."""
    leads: tuple[str, ...]
    """The people who lead it, as they agreed to be named."""


class SchoolEntry(Entry):
    """A school."""

    phase: Term
    """The phase that it teaches."""


class PersonEntry(Entry):
    """A member of staff who agreed to be named."""

    role: str
    """The job."""
    school: Reference | None = None
    """The school where the person works."""


class Catalogue(Part):
    """Everything that the pages of one edition show, for other programs."""

    version: Literal[1] = VERSION
    """The version of the format."""
    edition: str
    """The edition: `public`, `trust`, or that of a school or partner."""
    built: date
    """The day of the build."""
    name: str
    """The name of the group of schools."""
    language: str
    """The language of the site."""
    url: str | None = None
    """The whole address of the site, if it has one."""
    clips: tuple[ClipEntry, ...]
    """The clips."""
    techniques: tuple[TechniqueEntry, ...]
    """The techniques."""
    tag_sets: tuple[TagSetEntry, ...]
    """The tag sets."""
    programmes: tuple[ProgrammeEntry, ...]
    """The programmes."""
    workshops: tuple[WorkshopEntry, ...]
    """The workshops."""
    sessions: tuple[SessionEntry, ...]
    """The sessions, in the order of time."""
    schools: tuple[SchoolEntry, ...]
    """The schools."""
    people: tuple[PersonEntry, ...]
    """The staff who agreed to be named."""
