"""What pages call people, schools, years and clips."""

from __future__ import annotations

from collections.abc import Iterable

from lessonbank.bank import Bank, Clip, Item, Person, School, Term
from lessonbank.site.urls import Link, person_path
from lessonbank.texts import gettext as _
from lessonbank.texts import listed


def people(bank: Bank, ids: Iterable[str]) -> tuple[Link, ...]:
    """Return members of staff as they agreed to be credited, each credit once."""
    found = (bank.of(Person)[id_] for id_ in ids)
    return tuple(dict.fromkeys(Link(each.credited, person_path(each)) for each in found))


def code_of(clip: Clip) -> str:
    """Return the code that people read out for a clip; its id if it has none."""
    return clip.code or clip.id


def name_of(item: Item | None, title: str) -> str:
    """Return a page's title, after the code of its clip if it has one."""
    return f"{code_of(item)}, {title}" if isinstance(item, Clip) else title


def school_name(bank: Bank, clip: Clip) -> str:
    """Return the name of the school where a clip was filmed."""
    return bank.of(School)[bank.recording_of(clip).school].name


def years_label(bank: Bank, clip: Clip) -> str:
    """Return `Year 4`, `Years 7 to 9` or `Reception, Year 1`; an empty text without years."""
    order = list(bank.terms["year"])
    years = [bank.terms["year"][year] for year in sorted(clip.years, key=order.index)]
    if len(years) > 1 and _consecutive(order, years) and all(_numbered(year) for year in years):
        return _("Years %(first)s to %(last)s", first=_number(years[0]), last=_number(years[-1]))
    return listed(year.label for year in years)


def _consecutive(order: list[str], years: list[Term]) -> bool:
    places = [order.index(year.id) for year in years]
    return places == list(range(places[0], places[0] + len(places)))


def _numbered(year: Term) -> bool:
    return year.id.startswith("year-")


def _number(year: Term) -> str:
    return year.id.removeprefix("year-")
