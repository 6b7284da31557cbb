"""Parts of structured data that several kinds of pages share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from lessonbank.bank import Bank, Person
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import INDEX, person_path

Node = dict[str, object]
"""A thing with a `@type` and properties, as schema.org names them."""
SCHEMA = "https://schema.org"


def node(type_: str, **properties: object) -> Node:
    """Return a thing without its empty properties. `id_` is its address."""
    id_ = properties.pop("id_", None)
    named = {"@type": type_, **({"@id": id_} if id_ else {})}
    return {**named, **{name: value for name, value in properties.items() if value or value == 0}}


def reference(address: str) -> Node:
    """Return a reference to a thing that is told elsewhere."""
    return {"@id": address}


def trust_id(library: Library) -> str:
    """Return the id of the trust in every page's data."""
    return library.absolute(f"{INDEX}#trust")


def trust(library: Library) -> Node:
    """Return the group of schools that publishes the bank."""
    return node(
        "Organization",
        id_=trust_id(library),
        name=library.bank.trust.name,
        url=library.absolute(INDEX),
        description=library.bank.trust.about,
    )


def named_people(library: Library, bank: Bank, ids: Iterable[str]) -> list[Node]:
    """Return members of staff who are credited by name; no others."""
    staff = (bank.of(Person)[id_] for id_ in dict.fromkeys(ids))
    return [_person(library, each) for each in staff if each.credit == "name"]


def _person(library: Library, person: Person) -> Node:
    path = person_path(person)
    url = library.absolute(path) if path else None
    return node("Person", name=person.name, jobTitle=person.role, url=url)


def breadcrumbs(library: Library, page: SitePage, pages: Mapping[str, SitePage]) -> Node:
    """Return the way from the home page to a page."""
    steps = [*_lineage(page, pages)][::-1]
    return node(
        "BreadcrumbList",
        itemListElement=[
            node("ListItem", position=at, name=step.title, item=library.absolute(step.path))
            for at, step in enumerate(steps, 1)
        ],
    )


def _lineage(page: SitePage, pages: Mapping[str, SitePage]) -> Iterator[SitePage]:
    seen: set[str] = set()
    here: SitePage | None = page
    while here is not None and here.path not in seen:
        seen.add(here.path)
        yield here
        here = pages.get(here.parent or "")


def duration(seconds: float) -> str:
    """Return a length as ISO 8601 writes it: `PT1H2M3.5S`."""
    minutes, rest = divmod(round(seconds, 3), 60)
    hours, minutes = divmod(int(minutes), 60)
    parts = (f"{hours}H" if hours else "", f"{minutes}M" if minutes else "")
    return f"PT{''.join(parts)}{f'{round(rest, 3):g}S' if rest or not any(parts) else ''}"


def midnight(day: date, zone: ZoneInfo) -> str:
    """Return the first moment of a day with its distance from UTC."""
    return datetime.combine(day, time(), zone).isoformat()
