"""What files tell besides what they show: where, with what device, by whom."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import Bank, Person, Recording, School
from lessonbank.content.checks.context import Context
from lessonbank.content.disclosed import READERS, Disclosed, UnreadableFileError, read_picture
from lessonbank.content.layout import CONTENT
from lessonbank.diagnostics import Code, Diagnostic

MAX_PICTURE = 200_000_000
"""Bytes of a picture or a document that are looked at."""
_RESOURCES = f"{CONTENT}/resources/"
_CLEAN = "Export the file again without its metadata, and put it in the place of this one."


def metadata(context: Context) -> Iterator[Diagnostic]:
    yield from _published(context)
    for recording in context.bank.of(Recording).values():
        for field, path in recording.films.items():
            known = context.known_media.get(path)
            if known and known.footage and known.footage.discloses:
                message = f"the metadata of the film tells {_listed(known.footage.discloses)}"
                code = Code.FOOTAGE_METADATA
                yield context.report(recording, (field,), code, message, _CLEAN)


def _published(context: Context) -> Iterator[Diagnostic]:
    agreed = _agreed(context.bank)
    for path in _readable(context):
        try:
            found = _read(context, path)
        except UnreadableFileError as error:
            message = f"nobody can say what the metadata of the file tells: {error}"
            yield Diagnostic(Code.METADATA, message, path, "Export the file again.")
            continue
        if kinds := found.kinds(agreed):
            message = f"the metadata of the file tells {_listed(kinds)}"
            yield Diagnostic(Code.METADATA, message, path, _CLEAN)


def published_metadata(context: Context) -> Iterator[tuple[str, Disclosed]]:
    """The metadata of each file that is published as it is and can be read."""
    for path in _readable(context):
        try:
            yield path, _read(context, path)
        except UnreadableFileError:
            continue


def _readable(context: Context) -> Iterator[str]:
    """Pictures, and the documents that can be downloaded."""
    for path in context.reading.files:
        reader = READERS.get(_ending(path))
        if reader is read_picture or (reader and path.startswith(_RESOURCES)):
            yield path


def _ending(path: str) -> str:
    return f".{path.rpartition('.')[2].lower()}"


def _read(context: Context, path: str) -> Disclosed:
    try:
        return READERS[_ending(path)](context.tree.read(path, MAX_PICTURE))
    except OSError as error:
        raise UnreadableFileError(error.strerror or "it is not there") from error


def _listed(kinds: tuple[str, ...]) -> str:
    return " and ".join(f"a {kind}" for kind in kinds)


def _agreed(bank: Bank) -> frozenset[str]:
    """Who is named on pages anyway: the trust, its schools, and staff who are credited by name."""
    trust = bank.trust
    staff = (person for person in bank.of(Person).values() if person.credit == "name")
    schools = (school.name for school in bank.of(School).values())
    named = (person.name for person in staff)
    every = (trust.name, trust.controller, trust.licence.holder, *schools, *named)
    return frozenset(name.casefold() for name in every)
