"""Words, links and cards that several pages share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from lessonbank.bank import (
    AgendaItem,
    Bank,
    Clip,
    Item,
    Person,
    Resource,
    School,
    Term,
    format_timecode,
)
from lessonbank.site.library import Library
from lessonbank.site.pictures import Still, poster
from lessonbank.site.player import Source

INDEX = "index.html"
HANDBOOK = "handbook/index.html"
"""The page below which all stand that are about staff's own learning."""
RESOURCES = "resources/"
"""The folder of the site that holds what can be downloaded."""


@dataclass(frozen=True, slots=True)
class Link:
    """A label, and the address it leads to from the site's root, if any."""

    label: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the facts beside a clip: subject, school, techniques ..."""

    name: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A clip in a list: enough to choose it by, and to find it by what people read out."""

    id: str
    code: str
    title: str
    url: str
    summary: str
    duration: str
    subject: str
    phase: str
    years: str
    school: str
    poster: Still


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away; `kind` is its ending in capitals, such as `PDF`.

    It is saved under its own name unless a `name` is given.
    """

    title: str
    url: str
    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A part of the meeting: from minute `start` on, for `minutes`."""

    start: int
    minutes: int
    what: str


def agenda_lines(agenda: tuple[AgendaItem, ...]) -> tuple[AgendaLine, ...]:
    """The parts of a meeting, one after the other."""
    starts = (0, *accumulate(item.minutes for item in agenda))
    return tuple(
        AgendaLine(start, item.minutes, item.what)
        for start, item in zip(starts, agenda, strict=False)
    )


def duration(minutes: int) -> str:
    """`45 minutes`, `1 hour`, `2 hours 30 minutes`."""
    hours, rest = divmod(minutes, 60)
    parts = ((hours, "hour"), (rest, "minute"))
    return " ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in parts if n)


def downloads(resources: tuple[Resource, ...]) -> tuple[Download, ...]:
    """Resources as they are offered on a page."""
    return tuple(
        Download(each.title, RESOURCES + each.file, each.file.rpartition(".")[2].upper())
        for each in resources
    )


def films(clip: Clip, sources: tuple[Source, ...]) -> tuple[Download, ...]:
    """A clip's renditions, where the clip is for download."""
    if not clip.downloads:
        return ()
    return tuple(
        Download(
            f"The film, {source.height}p, {source.bytes / 1_000_000:.1f} MB",
            source.url,
            "MP4",
            f"{code_of(clip)}-{source.height}p.mp4",
        )
        for source in sources
    )


def index_above(path: str) -> str:
    """The index of the folder that a page lies in."""
    return f"{path.rpartition('/')[0]}/{INDEX}"


def clip_path(clip_id: str) -> str:
    return f"clips/{clip_id}.html"


def technique_path(technique_id: str) -> str:
    return f"techniques/{technique_id}.html"


def item_link(item: Item) -> Link:
    """To an item that has a page of its own, by its title."""
    return Link(getattr(item, "title", item.id), f"{item.folder}/{item.id}.html")


def person_path(person: Person) -> str | None:
    """Only who is credited by name has a page: an id tells a name."""
    return f"people/{person.id}.html" if person.credit == "name" else None


def school_path(school: str) -> str:
    return f"schools/{school}.html"


def people(bank: Bank, ids: Iterable[str]) -> tuple[Link, ...]:
    """Members of staff as they have agreed to be shown, each form of words once."""
    found = (bank.of(Person)[id_] for id_ in ids)
    return tuple(dict.fromkeys(Link(each.credited, person_path(each)) for each in found))


def card(library: Library, clip: Clip) -> Card:
    bank = library.bank
    return Card(
        id=clip.id,
        code=code_of(clip),
        title=clip.title,
        url=clip_path(clip.id),
        summary=clip.summary,
        duration=format_timecode(clip.duration),
        subject=bank.label("subject", clip.subject),
        phase=bank.label("phase", clip.phase),
        years=years_label(bank, clip),
        school=school_name(bank, clip),
        poster=poster(library, clip),
    )


def code_of(clip: Clip) -> str:
    """What people read out: the clip's code, else its id."""
    return clip.code or clip.id


Groups = tuple[tuple[str, tuple[Card, ...]], ...]
"""Cards under headings."""


def grouped(library: Library, clips: Iterable[Clip], kind: Literal["phase", "subject"]) -> Groups:
    """Clips as cards, by phase or by subject, in the order of the vocabulary."""
    found: dict[str, list[Card]] = {term: [] for term in library.bank.terms[kind]}
    for clip in clips:
        found[getattr(clip, kind)].append(card(library, clip))
    label = library.bank.label
    return tuple((label(kind, term), tuple(cards)) for term, cards in found.items() if cards)


def school_name(bank: Bank, clip: Clip) -> str:
    return bank.of(School)[bank.recording_of(clip).school].name


def years_label(bank: Bank, clip: Clip) -> str:
    """`Year 4`, `Years 7 to 9`, `Reception, Year 1`; empty where no year is given."""
    order = list(bank.terms["year"])
    years = [bank.terms["year"][year] for year in sorted(clip.years, key=order.index)]
    if len(years) > 1 and _consecutive(order, years) and all(_numbered(year) for year in years):
        return f"Years {_number(years[0])} to {_number(years[-1])}"
    return ", ".join(year.label for year in years)


def _consecutive(order: list[str], years: list[Term]) -> bool:
    places = [order.index(year.id) for year in years]
    return places == list(range(places[0], places[0] + len(places)))


def _numbered(year: Term) -> bool:
    return year.id.startswith("year-")


def _number(year: Term) -> str:
    return year.id.removeprefix("year-")
