"""The news feeds of an edition, and their entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from lessonbank.bank import Clip, School, Session
from lessonbank.site.dates.calendars import title_of
from lessonbank.site.dates.feeds import Feed, role_feeds, school_feeds
from lessonbank.site.dates.schedule import CALENDAR, EVERY, Schedule, SessionLine, entry_url
from lessonbank.site.feed_paths import clip_feed, session_feed
from lessonbank.site.library import Library
from lessonbank.site.urls import HANDBOOK, INDEX, clip_path, school_path
from lessonbank.site.views.browse import BROWSE
from lessonbank.site.views.place import subject_path
from lessonbank.texts import gettext as _

_MOST = 100
"""The most entries of a feed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed: `guid` never changes, `day` is that of publication if it is known."""

    guid: str
    title: str
    url: str
    summary: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed at `url`. `page` has the same content; the heads of pages in `on` name the feed."""

    url: str
    title: str
    about: str
    page: str
    entries: tuple[Entry, ...]
    on: tuple[str, ...]


def channels(library: Library) -> tuple[Channel, ...]:
    """Return all feeds; none for a site without a published address."""
    if not library.site_url:
        return ()
    return (*_of_clips(library), *_of_sessions(Schedule(library.bank, library.today)))


def channels_by_page(library: Library) -> Mapping[str, tuple[Channel, ...]]:
    """Return the feeds that the head of each page names, by the page's path."""
    found: dict[str, list[Channel]] = {}
    for channel in channels(library):
        for path in channel.on:
            found.setdefault(path, []).append(channel)
    return {path: tuple(feeds) for path, feeds in found.items()}


def _of_clips(library: Library) -> Iterator[Channel]:
    bank, clips = library.bank, library.clips
    if clips:
        yield _clips(library, bank.trust.name, clip_feed(), clips, (BROWSE, INDEX))
    for school in bank.of(School).values():
        own = [clip for clip in clips if bank.recording_of(clip).school == school.id]
        path = school_path(school.id)
        yield _clips(library, school.name, clip_feed(School.kind, school.id), own, (path,))
    for subject in dict.fromkeys(clip.subject for clip in clips):
        own = [clip for clip in clips if clip.subject == subject]
        name, path = bank.label("subject", subject), subject_path(subject)
        yield _clips(library, name, clip_feed("subject", subject), own, (path,))


def _clips(
    library: Library, name: str, url: str, clips: Sequence[Clip], on: tuple[str, ...]
) -> Channel:
    month = {clip.id: library.bank.recording_of(clip).month for clip in clips}
    newest = sorted(clips, key=lambda c: (c.published or date.min, month[c.id]), reverse=True)
    return Channel(
        url=url,
        title=_("New clips: %(name)s", name=name),
        about=_("New clips of %(trust)s.", trust=library.bank.trust.name),
        page=on[0],
        entries=tuple(_clip(library, clip) for clip in newest[:_MOST]),
        on=on,
    )


def _clip(library: Library, clip: Clip) -> Entry:
    guid = f"clip-{clip.id}@{library.bank.trust.uid_domain}"
    return Entry(guid, clip.title, clip_path(clip.id), clip.summary, clip.published)


def _of_sessions(schedule: Schedule) -> Iterator[Channel]:
    if not schedule.sessions:
        return
    name = schedule.bank.trust.name
    yield _dates(schedule, Feed(EVERY, name, schedule.sessions), (CALENDAR, HANDBOOK, INDEX))
    schools = zip(schedule.bank.of(School), school_feeds(schedule), strict=True)
    for school, feed in schools:
        if feed.sessions:
            yield _dates(schedule, feed, (school_path(school),))
    yield from (_dates(schedule, feed, ()) for feed in role_feeds(schedule) if feed.sessions)


def _dates(schedule: Schedule, feed: Feed, on: tuple[str, ...]) -> Channel:
    coming = (session for session in feed.sessions if not schedule.over(session))
    return Channel(
        url=session_feed(feed.url),
        title=_("Coming dates: %(name)s", name=feed.name),
        about=_("Coming sessions of %(trust)s.", trust=schedule.bank.trust.name),
        page=CALENDAR,
        entries=tuple(_session(schedule, each) for each in islice(coming, _MOST)),
        on=on,
    )


def _session(schedule: Schedule, session: Session) -> Entry:
    bank, line = schedule.bank, schedule.line(session)
    return Entry(
        guid=f"session-{session.id}@{bank.trust.uid_domain}",
        title=f"{line.day}: {title_of(bank, session)}",
        url=entry_url(session),
        summary=", ".join(_when_and_where(line)),
    )


def _when_and_where(line: SessionLine) -> Iterator[str]:
    yield from (line.day, line.hours)
    yield from (place.label for place in line.where)
    yield from line.chips
