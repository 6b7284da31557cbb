"""Report metadata and hidden parts of files: places, devices, authors and hidden text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lessonbank.bank import Bank, Person, Recording, School
from lessonbank.content.checks.context import Context
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.sanitise import PICTURES, Kind, Trace, ending_of

_FILM = "Export the file again without its metadata, and replace this one."
_CODES: Mapping[Kind, Code] = {
    Kind.TELLS: Code.METADATA,
    Kind.HIDDEN: Code.HIDDEN_CONTENT,
    Kind.NOTES: Code.SPEAKER_NOTES,
    Kind.ACTIVE: Code.ACTIVE_CONTENT,
    Kind.UNREADABLE: Code.FILE_UNREADABLE,
    Kind.UNKNOWN: Code.FILE_UNKNOWN,
}
_VERBS: Mapping[Kind, tuple[str, str]] = {
    Kind.TELLS: ("tells", "tell"),
    **dict.fromkeys((Kind.HIDDEN, Kind.NOTES, Kind.ACTIVE), ("has", "have")),
    Kind.UNREADABLE: ("cannot be checked:", "cannot be checked:"),
    Kind.UNKNOWN: ("cannot be checked:", "cannot be checked:"),
}
_SHOWN = 3
"""Number of a file's parts to list."""


def metadata(context: Context) -> Iterator[Diagnostic]:
    yield from _published(context)
    for recording in context.bank.of(Recording).values():
        for field, path in recording.films.items():
            known = context.known_media.get(path)
            if known and known.footage and known.footage.discloses:
                kinds = [f"a {what}" for what in known.footage.discloses]
                message = f"the metadata of the film reveals {_listed(kinds)}"
                code = Code.FOOTAGE_METADATA
                yield context.report(recording, (field,), code, message, _FILM)


def _published(context: Context) -> Iterator[Diagnostic]:
    agreed = _agreed(context.bank)
    for path, found in context.carried.items():
        traces = [each for each in found if isinstance(each, Trace)]
        for (kind, whats), parts in _by_what(traces, agreed).items():
            if kind is Kind.UNREADABLE and ending_of(path) in PICTURES:
                continue  # The check of pictures reports it.
            message = f"{_subject(kind, parts)} {_listed(whats)}"
            yield Diagnostic(_CODES[kind], message, path, _fix(kind, path))


def _by_what(
    traces: Sequence[Trace], agreed: frozenset[str]
) -> Mapping[tuple[Kind, tuple[str, ...]], Sequence[str]]:
    """Group the parts by the data they carry, to report each cause once."""
    by_part: dict[tuple[Kind, str], list[str]] = {}
    for trace in traces:
        if not _is_agreed(trace, agreed):
            by_part.setdefault((trace.kind, trace.inner), []).append(trace.what)
    parts: dict[tuple[Kind, tuple[str, ...]], list[str]] = {}
    for (kind, part), whats in by_part.items():
        parts.setdefault((kind, tuple(dict.fromkeys(whats))), []).append(part)
    return parts


def _subject(kind: Kind, parts: Sequence[str]) -> str:
    one, several = _VERBS[kind]
    if parts == [""]:
        return f"the metadata of the file {one}" if kind is Kind.TELLS else f"the file {one}"
    named = [f"`{part}`" if part else "the file itself" for part in parts]
    if len(named) > _SHOWN + 1:
        named = [*named[:_SHOWN], f"{len(named) - _SHOWN} other parts"]
    return f"{_listed(named)} in the file {one if len(named) == 1 else several}"


_FIXES: Mapping[Kind, str] = {
    Kind.HIDDEN: "Open the file in the program that made it, and delete it or show it.",
    Kind.NOTES: "Read them, and delete them unless everyone may see them.",
    Kind.ACTIVE: "Remove it, or export the file as a PDF.",
    Kind.UNREADABLE: "Export the file again, whole and without a password.",
    Kind.UNKNOWN: "Check it yourself, and offer it as a PDF if you can.",
}


def _fix(kind: Kind, path: str) -> str:
    if kind is Kind.TELLS or (kind in {Kind.HIDDEN, Kind.ACTIVE} and path.endswith(".pdf")):
        asked = f'"{path}"' if " " in path else path
        return f"Run `lessonbank clean {asked} --overwrite`, or export the file without it."
    return _FIXES[kind]


def _is_agreed(trace: Trace, agreed: frozenset[str]) -> bool:
    """Return whether the trace reveals only names that pages show anyway."""
    names = [value.strip().casefold() for value in trace.values if value.strip()]
    return trace.what in {"a person", "an organisation"} and agreed.issuperset(names)


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _agreed(bank: Bank) -> frozenset[str]:
    """Return the names shown on pages anyway: trust, schools, and staff credited by name."""
    trust = bank.trust
    staff = (person for person in bank.of(Person).values() if person.credit == "name")
    schools = (school.name for school in bank.of(School).values())
    named = (person.name for person in staff)
    every = (trust.name, trust.controller, trust.licence.holder, *schools, *named)
    return frozenset(name.casefold() for name in every)
