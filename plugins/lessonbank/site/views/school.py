"""Pages of schools: each with its looks, contacts, people, dates, clips and versions of pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from lessonbank.bank import Bank, Person, School, Session
from lessonbank.site.dates.schedule import CALENDAR, Dates, Schedule, feed_path
from lessonbank.site.feed_paths import clip_feed, session_feed
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import INDEX, SCHOOLS, Link, person_path, school_path
from lessonbank.site.versions import Version, notes_of, versions
from lessonbank.site.views.common import Fact, Groups, grouped
from lessonbank.site.views.news import news_fact
from lessonbank.site.views.topic import uses
from lessonbank.texts import gettext as _
from lessonbank.texts import listed, ngettext


@dataclass(frozen=True, slots=True)
class SchoolSign:
    """What a school is known by: its name, its page, its logo and its colours, if it has any."""

    name: str
    url: str
    logo: str
    colour: str
    dark: str


@dataclass(frozen=True, slots=True)
class SchoolView:
    """Everything `school.html` shows. `people` are credits with roles.

    `versions` are the pages that differ, each with a line about what does.
    """

    sign: SchoolSign
    lead: str | None
    facts: tuple[Fact, ...]
    contacts: tuple[Fact, ...]
    elsewhere: str
    """Where staff find contacts that this edition withholds."""
    people: tuple[tuple[Link, str], ...]
    dates: Dates
    calendar: Link
    groups: Groups
    versions: tuple[tuple[Link, str], ...]
    uses: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class SchoolsView:
    """Everything `schools.html` shows: each school with its phase and a few words."""

    schools: tuple[tuple[SchoolSign, str, str], ...]


@dataclass(frozen=True, slots=True)
class VersionView:
    """Everything `version.html` shows beside the prose. `whole` leads to the trust's page."""

    sign: SchoolSign
    title: str
    whole: Link


def pages(library: Library) -> Iterator[SitePage]:
    schools = _in_order(library)
    if not schools:
        return
    yield _index(library, schools)
    schedule, own = Schedule(library.bank, library.today), versions(library)
    for school in schools:
        view = _view(library, school, schedule, own)
        trust = library.bank.trust.name
        about = school.about or _("%(title)s: clips of %(trust)s.", title=school.name, trust=trust)
        path = school_path(school.id)
        yield SitePage(path, school.name, about, "school.html", view, parent=SCHOOLS, item=school)


def version_pages(library: Library) -> Iterator[SitePage]:
    """Yield the versions of pages. In a school's own edition, they are the pages themselves."""
    for version in () if library.leading else versions(library):
        named = {"page": version.title, "school": version.school.name}
        whole = Link(version.title, version.page)
        yield SitePage(
            path=version.url,
            title=_("%(page)s at %(school)s", **named),
            description=_("How %(school)s changes the page “%(page)s”.", **named),
            template="version.html",
            view=VersionView(sign(library, version.school), version.title, whole),
            parent=school_path(version.school.id),
            item=version.overlay,
            prose=version.text.markdown,
            notes=notes_of(version),
            written_at=version.page,
        )


def sign(library: Library, school: School) -> SchoolSign:
    """Return what a school is known by."""
    logo = library.logos.get(school.id)
    return SchoolSign(
        name=school.name,
        url=school_path(school.id),
        logo=logo.url if logo else "",
        colour=school.colour or "",
        dark=school.dark_colour or school.colour or "",
    )


def _in_order(library: Library) -> tuple[School, ...]:
    """Return the schools by name, after the one that leads the edition."""
    schools = library.bank.of(School).values()
    leading = library.leading.id if library.leading else ""
    return tuple(sorted(schools, key=lambda each: (each.id != leading, each.name.casefold())))


def _index(library: Library, schools: tuple[School, ...]) -> SitePage:
    label = library.bank.label
    rows = ((sign(library, s), label("phase", s.phase), s.about or "") for s in schools)
    return SitePage(
        path=SCHOOLS,
        title=_("Schools"),
        description=_("The schools of %(trust)s.", trust=library.bank.trust.name),
        template="schools.html",
        view=SchoolsView(tuple(rows)),
        parent=INDEX,
        prose=None,
    )


def _view(
    library: Library, school: School, schedule: Schedule, own: tuple[Version, ...]
) -> SchoolView:
    bank = library.bank
    clips = [each for each in library.clips if bank.recording_of(each).school == school.id]
    withheld = bank.withheld.get((school.kind, school.id), frozenset())
    return SchoolView(
        sign=sign(library, school),
        lead=school.about,
        facts=(*_facts(bank, school), *news_fact(library, *_feeds(schedule, school))),
        contacts=tuple(_contacts(school)),
        elsewhere=_("The trust's edition has more contacts.") if "contacts" in withheld else "",
        people=tuple(_people(bank, school)),
        dates=_dates(schedule, school),
        calendar=Link(_("Calendar of this school"), f"{CALENDAR}#school={school.id}"),
        groups=grouped(library, clips, "subject"),
        versions=tuple(_differing(each) for each in own if each.school.id == school.id),
        uses=uses(bank, school),
    )


def _facts(bank: Bank, school: School) -> Iterator[Fact]:
    yield Fact(_("Phase"), (Link(bank.label("phase", school.phase)),))
    if school.ages:
        youngest, oldest = school.ages.youngest, school.ages.oldest
        ages = _("%(youngest)s to %(oldest)s", youngest=youngest, oldest=oldest)
        yield Fact(_("Ages"), (Link(ages),))


def _feeds(schedule: Schedule, school: School) -> Iterator[str]:
    yield clip_feed(school.kind, school.id)
    if any(school.id in (each.schools or {school.id}) for each in schedule.sessions):
        yield session_feed(feed_path(school.kind, school.id))


def _contacts(school: School) -> Iterator[Fact]:
    own = school.contacts
    if own.website:
        yield Fact(_("Website"), (Link(urlsplit(own.website).netloc, own.website),))
    if own.email:
        address = f"mailto:{quote(own.email, safe='@')}"
        yield Fact(_("E-mail"), (Link(own.email, address),))
    if own.phone:
        yield Fact(_("Telephone"), (Link(own.phone, f"tel:{_dialled(own.phone)}"),))


def _dialled(phone: str) -> str:
    """Return a number as telephones take it."""
    return re.sub(r"\(0\)|[^\d+]", "", phone)


def _people(bank: Bank, school: School) -> Iterator[tuple[Link, str]]:
    """Yield staff of the school as they are credited, and their roles."""
    staff = (p for p in bank.of(Person).values() if school.id in (p.school, *p.serves))
    for person in sorted(staff, key=lambda each: each.credited.casefold()):
        if person.credit != "anonymous":
            role = "" if person.credit == "role" else person.role
            yield Link(person.credited, person_path(person)), role


def _dates(schedule: Schedule, school: School) -> Dates:
    """Return the sessions to come for the school's staff, those of all schools included."""
    mine = (s for s in schedule.sessions if school.id in (s.schools or {school.id}))
    to_come = tuple(schedule.line(each) for each in mine if not schedule.over(each))
    feed = feed_path(school.kind, school.id) if schedule.bank.of(Session) else ""
    return Dates(next=to_come, feed=feed)


def _differing(version: Version) -> tuple[Link, str]:
    numbers = {
        how: sum(each.how == how for each in version.text.changes)
        for how in ("changed", "added", "removed")
    }
    said = (
        ngettext("%(num)d section changed", "%(num)d sections changed", numbers["changed"]),
        ngettext("%(num)d section added", "%(num)d sections added", numbers["added"]),
        ngettext("%(num)d section left out", "%(num)d sections left out", numbers["removed"]),
    )
    counted = zip(said, numbers.values(), strict=True)
    line = listed(words for words, number in counted if number)
    return Link(version.title, version.url), line
