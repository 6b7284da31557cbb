"""Pages of staff credited by name, and the directory of experts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lessonbank.bank import (
    Bank,
    CaseStudy,
    Clip,
    Coaching,
    Community,
    Person,
    Programme,
    Project,
    School,
    Workshop,
)
from lessonbank.site.dates.schedule import Dates, Schedule
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import HANDBOOK, Link, item_link, person_path, school_path
from lessonbank.site.views.browse import BROWSE
from lessonbank.site.views.common import Fact, Groups, grouped
from lessonbank.texts import gettext as _

PEOPLE = "people/index.html"


@dataclass(frozen=True, slots=True)
class PersonView:
    """Everything `person.html` shows. `request` is how to ask for support, `contact` where."""

    name: str
    about: str | None
    facts: tuple[Fact, ...]
    request: str | None
    contact: Link | None
    elsewhere: str
    """Where staff find the contact address, if this edition withholds it."""
    leads: tuple[Fact, ...]
    """Programmes, workshops and other items that the person leads, by type."""
    dates: Dates
    groups: Groups


@dataclass(frozen=True, slots=True)
class Expert:
    """An entry of the directory."""

    link: Link
    role: str
    school: str
    about: str
    specialisms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DirectoryView:
    """The directory: experts, and indexes of them by heading and term."""

    experts: tuple[Expert, ...]
    ways: tuple[tuple[str, tuple[tuple[str, tuple[Link, ...]], ...]], ...]


def experts(bank: Bank) -> tuple[Person, ...]:
    """Return staff who say how to ask them and are credited by name, by name."""
    found = (each for each in bank.of(Person).values() if each.request and person_path(each))
    return tuple(sorted(found, key=lambda each: each.name.casefold()))


def expert(bank: Bank, person: Person) -> Expert:
    school = bank.of(School)[person.school].name if person.school else ""
    link = Link(person.credited, person_path(person))
    return Expert(link, person.role, school, person.about or "", person.specialisms)


def pages(library: Library) -> Iterator[SitePage]:
    bank = library.bank
    asked = experts(bank)
    if asked:
        yield _directory(bank, asked)
    schedule = Schedule(bank, library.today)
    clips = _clips(library)
    for person in bank.of(Person).values():
        if path := person_path(person):
            view = _view(library, person, clips.get(person.id, ()), schedule.of(person))
            yield SitePage(
                path=path,
                title=person.credited,
                description=person.about or f"{person.credited}, {person.role}.",
                template="person.html",
                view=view,
                parent=PEOPLE if asked else BROWSE,
                item=person,
            )


def _clips(library: Library) -> dict[str, list[Clip]]:
    """Return the clips that each person is credited for, by person id."""
    found: dict[str, list[Clip]] = {}
    for clip in library.clips:
        credited = (credit.person for credit in library.bank.credits_of(clip) if credit.person)
        for person in dict.fromkeys(credited):
            found.setdefault(person, []).append(clip)
    return found


def _view(library: Library, person: Person, clips: Iterable[Clip], dates: Dates) -> PersonView:
    bank = library.bank
    return PersonView(
        name=person.credited,
        about=person.about,
        facts=tuple(_facts(bank, person)),
        request=person.request,
        contact=Link(person.contact, f"mailto:{person.contact}") if person.contact else None,
        elsewhere=_elsewhere(bank, person),
        leads=tuple(_leads(bank, person)),
        dates=dates,
        groups=grouped(library, clips, "subject"),
    )


def _elsewhere(bank: Bank, person: Person) -> str:
    withheld = bank.withheld.get((person.kind, person.id), frozenset())
    return _("The trust's edition has the address.") if "contact" in withheld else ""


def _facts(bank: Bank, person: Person) -> Iterator[Fact]:
    yield Fact(_("Role"), (Link(person.role),))
    schools = bank.of(School)
    if person.school is not None:
        yield Fact(_("School"), (_school(schools[person.school]),))
    if person.serves:
        yield Fact(_("Works in"), tuple(_school(schools[id_]) for id_ in person.serves))
    if person.specialisms:
        yield Fact(_("Specialisms"), tuple(Link(each) for each in person.specialisms))
    for name, kind, ids in (
        (_("Phase"), "phase", person.phases),
        (_("Subject"), "subject", person.subjects),
    ):
        if ids:
            yield Fact(name, tuple(Link(bank.label(kind, id_)) for id_ in ids))


def _school(school: School) -> Link:
    return Link(school.name, school_path(school.id))


def _leads(bank: Bank, person: Person) -> Iterator[Fact]:
    """Programmes, workshops and other items that the person leads, by type."""
    led = (
        (_("Programmes"), [p for p in bank.of(Programme).values() if person.id in p.leads]),
        (_("Workshops"), [w for w in bank.of(Workshop).values() if person.id in w.facilitators]),
        (_("Communities"), [c for c in bank.of(Community).values() if person.id in c.leads]),
        (_("Coaching"), [c for c in bank.of(Coaching).values() if person.id in c.leads]),
        (_("Research"), [p for p in bank.of(Project).values() if person.id in p.people]),
        (_("Case studies"), [c for c in bank.of(CaseStudy).values() if person.id in c.people]),
    )
    for name, offers in led:
        if offers:
            yield Fact(name, tuple(item_link(offer) for offer in offers))


def _directory(bank: Bank, asked: tuple[Person, ...]) -> SitePage:
    schools = bank.of(School)
    ways = (
        (_("By specialism"), _by(asked, lambda each: each.specialisms)),
        (_("By phase"), _by(asked, lambda each: (bank.label("phase", id_) for id_ in each.phases))),
        (_("By school"), _by(asked, lambda each: (schools[id_].name for id_ in _schools(each)))),
    )
    return SitePage(
        path=PEOPLE,
        title=_("People to ask"),
        description=_(
            "Staff of %(trust)s who support others, and how to ask.", trust=bank.trust.name
        ),
        template="people.html",
        view=DirectoryView(
            tuple(expert(bank, each) for each in asked),
            tuple((heading, terms) for heading, terms in ways if terms),
        ),
        parent=HANDBOOK,
        prose=None,
    )


def _schools(person: Person) -> tuple[str, ...]:
    """Return the ids of schools that the person serves; else of their own school."""
    return person.serves or ((person.school,) if person.school else ())


def _by(
    asked: Iterable[Person], terms: Callable[[Person], Iterable[str]]
) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    found: dict[str, list[Link]] = {}
    for person in asked:
        for term in terms(person):
            found.setdefault(term, []).append(Link(person.credited, person_path(person)))
    return tuple((term, tuple(found[term])) for term in sorted(found, key=str.casefold))
