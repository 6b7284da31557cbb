"""Add a recording: its film, the captions beside it, its record and, if wanted, its permission."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from lessonbank.bank import Bank, Permission, Person, Recording
from lessonbank.content import shapes
from lessonbank.content.footage import MEDIA
from lessonbank.files.new_files import Brought
from lessonbank.scaffold.items.addition import Addition, item_file
from lessonbank.scaffold.items.films import Beside, Film, ending_of, month_of_film, title_of
from lessonbank.scaffold.items.permissions import requested, to_grant
from lessonbank.scaffold.items.proposals import Proposals, the_only_school

Way = Literal["copy", "link", "move"]
A_TEACHER = "A teacher"
"""The credit for somebody who is not named."""


def recording_proposals(bank: Bank, film: Film, today: date) -> Proposals:
    """Return the answers that the film and the bank suggest. A month is never guessed."""
    title, dated = title_of(film.path), month_of_film(film, today)
    return {
        ("title",): (title,) if title else (),
        ("month",): (dated.month,) if dated else (),
        ("school",): the_only_school(bank),
    }


def credit_of(bank: Bank, teacher: str) -> Mapping[str, str]:
    """Return the credit of a teacher: a person of the bank by id or name, or else a name."""
    wanted = teacher.strip().casefold()
    people = bank.of(Person).values()
    found = [each.id for each in people if wanted in {each.id, each.name.casefold()}]
    if len(found) == 1:
        return {"role": "teacher", "person": found[0]}
    return {"role": "teacher", "name": teacher}


@dataclass(frozen=True, slots=True)
class NewRecording:
    """Everything that is known about a new recording.

    `data` are the fields that were asked for. `asks_permission` makes the permission's record.
    `translations` are captions in further languages.
    """

    id: str
    data: Mapping[str, Any]
    film: Film
    captions: Beside | None
    teacher: str
    asks_permission: bool
    way: Way = "copy"
    translations: tuple[Beside, ...] = ()


def recording_addition(
    root: Path, bank: Bank, new: NewRecording, media: Collection[str], today: date
) -> Addition:
    """Return what to add. `media` are the paths below `media/` that are taken."""
    film = _placed(root, new.film.path, new.id, ending_of(new.film), media)
    words = new.captions.path if new.captions else None
    captions = _placed(root, words, new.id, words.suffix.lower(), media) if words else None
    found: dict[str, Any] = {
        **new.data,
        "media": film,
        "credits": [dict(credit_of(bank, new.teacher))],
    }
    if captions:
        found["captions"] = captions
    further = _further(root, new, media)
    if further:
        found["translations"] = [
            {"language": each.language, "captions": path} for path, each in further.items()
        ]
    order = [*shapes.fields(Recording)]
    data = {name: found[name] for name in sorted(found, key=order.index)}
    files = [item_file(root, Recording, new.id, data)]
    reference = str(data["permission"])
    if new.asks_permission:
        record = requested(bank, new.id, today)
        files.insert(0, item_file(root, Permission, reference, record))
    beside = ((path, each.path) for path, each in further.items())
    sources = ((film, new.film.path), (captions, words), *beside)
    brought = [
        Brought(f"{MEDIA}/{path}", source, new.way)
        for path, source in sources
        if path and source and not _is_in_media(root, source)
    ]
    return Addition(
        files=tuple(files),
        brought=tuple(brought),
        facts={film: new.film.facts},
        notes=tuple(_notes(new, film)),
        following=(
            *(to_grant(bank, reference) if new.asks_permission else ()),
            *_captions_to_write(new),
            "Run `lessonbank media --lock` and commit media.lock.",
            f"Choose what to show: `lessonbank add clip {new.id}`.",
        ),
    )


def _further(root: Path, new: NewRecording, media: Collection[str]) -> Mapping[str, Beside]:
    """Return the captions in further languages, by their paths below `media/`."""
    return {
        _placed(root, each.path, f"{new.id}.{each.language}", each.path.suffix.lower(), media): each
        for each in new.translations
    }


def _placed(root: Path, source: Path | None, id_: str, ending: str, media: Collection[str]) -> str:
    """Return the path below `media/` of a file: where it is, or one named after the recording."""
    if source is not None and _is_in_media(root, source):
        return source.resolve().relative_to((root / MEDIA).resolve()).as_posix()
    taken = {path.casefold() for path in media}
    names = (f"{id_}{number}{ending}" for number in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(name for name in names if name.casefold() not in taken)


def _is_in_media(root: Path, path: Path) -> bool:
    return path.resolve().is_relative_to((root / MEDIA).resolve())


def media_path(root: Path, film: Path) -> str | None:
    """Return the path below `media/` of a film that is there already, or None."""
    return _placed(root, film, "", "", ()) if _is_in_media(root, film) else None


_ARTICLES = {"location": "a place", "device": "a device", "person": "a person"}


def _notes(new: NewRecording, film: str) -> list[str]:
    notes = []
    if told := [_ARTICLES[kind] for kind in new.film.facts.discloses]:
        notes.append(
            f"The film's metadata tells {' and '.join(told)}. None of it was written into content,"
            f" and films on the site leave it out. {MEDIA}/{film} still has it: keep that file"
            " where only staff can open it, or export the film again without metadata."
        )
    if not new.film.facts.has_audio:
        notes.append("The film has no sound.")
    if PurePosixPath(film).name != new.film.path.name:
        notes.append(f"The film is called {film} here, because file names can name people.")
    return notes


def _captions_to_write(new: NewRecording) -> tuple[str, ...]:
    if new.captions or not new.film.facts.has_audio:
        return ()
    return (
        (
            f"Write captions, save them as {MEDIA}/{new.id}.vtt, and add the line"
            f" `captions: {new.id}.vtt` to content/{Recording.folder}/{new.id}.yml."
        ),
    )
