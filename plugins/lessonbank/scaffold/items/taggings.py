"""Make a clip, its recording and a permission that is asked for from a session of the workbench.

The goal, the step, the answers and the person who tagged stay in the session file: they are nobody
else's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from pathlib import Path, PurePosixPath
from typing import Any

from lessonbank.bank import (
    Bank,
    Clip,
    Mark,
    Permission,
    Recording,
    School,
    SessionTag,
    TaggingSession,
    one_line,
)
from lessonbank.captions import named_in_notes
from lessonbank.content import shapes
from lessonbank.content.checks.privacy import known_words
from lessonbank.content.known_names import known_names
from lessonbank.scaffold.items.addition import Addition, item_file
from lessonbank.scaffold.items.clips import clock
from lessonbank.scaffold.items.films import FILM_ENDINGS
from lessonbank.scaffold.items.permissions import requested, to_grant
from lessonbank.scaffold.items.proposals import Proposals, the_only_school
from lessonbank.scaffold.items.recordings import credit_of

_MONTH = len("2026-03")
_LONGEST_FILM = 100
_PLAIN = re.compile(r"[^\W_][\w .()+-]*")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\b", re.IGNORECASE)


def tagging_proposals(bank: Bank, session: TaggingSession, school: str | None) -> Proposals:
    """Return the answers that a session suggests; `school` is the one that was given."""
    schools = (school,) if school else the_only_school(bank)
    taught = bank.of(School).get(schools[0]) if schools else None
    start, end = session.extent or (0.0, session.length)
    title = plain(session.title)
    return {
        ("title",): (title,) if title else (),
        ("from",): (clock(int(start)),),
        ("to",): (clock(_end(session, end)),) if end else (),
        ("month",): (session.on[:_MONTH],) if session.on else (),
        ("school",): schools,
        ("phase",): (taught.phase,) if taught else (),
    }


def _end(session: TaggingSession, end: float) -> float:
    """Return the next whole second, but no time after the film."""
    return min(ceil(end), session.length) if session.length >= end else ceil(end)


def plain(text: str) -> str:
    """Return text on one line, without signs that nobody sees."""
    seen = (sign if sign.isprintable() else " " for sign in one_line(text))
    return " ".join("".join(seen).split())


@dataclass(frozen=True, slots=True)
class Parts:
    """The chapters and moments of a clip, as fields of its file, and the notes about the rest.

    `texts` are the words in them that somebody typed.
    """

    chapters: tuple[dict[str, str], ...]
    moments: tuple[dict[str, str], ...]
    texts: tuple[str, ...]
    notes: tuple[str, ...]


def parts_of(
    bank: Bank, session: TaggingSession, bounds: tuple[float, float], chapters: Collection[str]
) -> Parts:
    """Return the parts of a clip with these bounds. `chapters` are the ids of tags for chapters."""
    start, end = bounds
    marks = sorted(session.marks, key=lambda mark: (mark.at, mark.to or mark.at))
    inside = [mark for mark in marks if start <= mark.at <= end and (mark.to or 0) <= end]
    tags = {tag.id: tag for tag in session.tags}
    known = tags_of(bank, session)
    titled = [mark for mark in inside if mark.tag in chapters and mark.at < end]
    tagged = [mark for mark in inside if mark.tag not in chapters]
    first = {mark.at: mark for mark in reversed(titled)}
    lost = [tags[each].label for each in dict.fromkeys(m.tag for m in tagged) if each not in known]
    return Parts(
        chapters=tuple(_chapter(first[at], tags[first[at].tag]) for at in sorted(first)),
        moments=tuple(_moment(m, known[m.tag]) for m in tagged if m.tag in known),
        texts=tuple(plain(text) for mark in inside for text in (mark.who, mark.note)),
        notes=(
            *_left("outside the clip", len(marks) - len(inside)),
            *_left("at the time of another chapter", len(titled) - len(first)),
            *(
                f"Left out: the marks of “{plain(label)}”. No tag of the bank has this id or name."
                for label in lost
            ),
        ),
    )


def _left(why: str, number: int) -> tuple[str, ...]:
    return (f"Left out: {number} {'mark' if number == 1 else 'marks'} {why}.",) if number else ()


def tags_of(bank: Bank, session: TaggingSession) -> Mapping[str, str]:
    """Return the bank's tag for tags of a session: that of the same id, or of the same name."""
    named: dict[str, set[str]] = {}
    for kind, name, id_ in known_names(bank):
        if kind == "tag":
            named.setdefault(name.casefold(), set()).add(id_)
    found = {tag.id: _tag(bank, tag, named) for tag in session.tags}
    return {own: id_ for own, id_ in found.items() if id_ is not None}


def _tag(bank: Bank, tag: SessionTag, named: Mapping[str, set[str]]) -> str | None:
    if tag.id in bank.tags:
        return tag.id
    alike = named.get(tag.id.casefold()) or named.get(plain(tag.label).casefold()) or set()
    return next(iter(alike)) if len(alike) == 1 else None


def _chapter(mark: Mark, tag: SessionTag) -> dict[str, str]:
    return {"at": clock(mark.at), "title": plain(mark.note) or plain(tag.label) or tag.id}


def _moment(mark: Mark, tag: str) -> dict[str, str]:
    """Return a moment; those who act stand before its note."""
    found = {"at": clock(mark.at)}
    if mark.to is not None and mark.to > mark.at:
        found["to"] = clock(mark.to)
    note = ": ".join(filter(None, (plain(mark.who), plain(mark.note))))
    return {**found, "tag": tag, **({"note": note} if note else {})}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything that is known about a clip from a session. `clip` are its fields as answered.

    `asks_permission` makes the permission's record.
    """

    id: str
    recording: str
    clip: Mapping[str, Any]
    parts: Parts
    about: Mapping[str, Any]
    """The month, the school and the permission of the recording."""
    teacher: str
    asks_permission: bool
    body: str = ""


def tagging_addition(  # noqa: PLR0917 - each is a value of its own
    root: Path,
    bank: Bank,
    session: TaggingSession,
    new: Proposal,
    media: Collection[str],
    today: date,
) -> Addition:
    """Return what to add. `media` are the paths below `media/` that are taken."""
    film = film_of(session, new.recording, media)
    recording = {
        "title": new.clip["title"],
        "media": film,
        **new.about,
        "credits": [dict(credit_of(bank, new.teacher))],
    }
    parts = {"chapters": [*new.parts.chapters], "moments": [*new.parts.moments]}
    clip = {**new.clip, "recording": new.recording, **{n: p for n, p in parts.items() if p}}
    reference = str(new.about["permission"])
    files = [
        item_file(root, Recording, new.recording, _ordered(Recording, recording)),
        item_file(root, Clip, new.id, _ordered(Clip, clip), new.body),
    ]
    if new.asks_permission:
        record = requested(bank, new.recording, today)
        files.insert(0, item_file(root, Permission, reference, record))
    return Addition(
        files=tuple(files),
        is_without_film=True,
        notes=(*new.parts.notes, *_renamed(session, film)),
        following=(
            *(to_grant(bank, reference) if new.asks_permission else ()),
            f"Put the film into `media/` as {film}. Until then `lessonbank check` says LB401.",
            "Then run `lessonbank media --lock` and commit media.lock.",
        ),
    )


def _ordered(model: type[Clip | Recording], found: Mapping[str, Any]) -> dict[str, Any]:
    order = [*shapes.fields(model)]
    return {name: found[name] for name in sorted(found, key=order.index)}


def film_of(session: TaggingSession, id_: str, media: Collection[str]) -> str:
    """Return the path below `media/` where the film goes: its own name if that is safe and free."""
    taken = {path.casefold() for path in media}
    name = session.film.name if session.film else ""
    ending = PurePosixPath(name).suffix.lower()
    if ending in FILM_ENDINGS and _is_plain(name) and name.casefold() not in taken:
        return name
    last = ending if ending in FILM_ENDINGS else ".mp4"
    names = (f"{id_}{number}{last}" for number in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(name for name in names if name.casefold() not in taken)


def _is_plain(name: str) -> bool:
    """Return whether every system can store the name of a film."""
    is_short = len(name.encode("utf-8")) <= _LONGEST_FILM
    return is_short and bool(_PLAIN.fullmatch(name)) and not _DEVICE.match(name)


def _renamed(session: TaggingSession, film: str) -> tuple[str, ...]:
    if session.film is None or session.film.name == film:
        return ()
    return (f"The film is called {film} here: its own name is not free, or no name for a film.",)


def named_in(bank: Bank, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the words of texts that look like names of people, apart from those of the bank."""
    known = known_words(bank)
    found = (name for text in texts for name in named_in_notes(text, known))
    return tuple(dict.fromkeys(found))
