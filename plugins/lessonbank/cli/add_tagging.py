"""`lessonbank add tagging`: a clip with its moments, from a session of the workbench."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from lessonbank.bank import Clip, Permission, Recording, TaggingSession, parse_timecode
from lessonbank.cli.add_options import body_of, desk_of, fields_by, given_by, option_of
from lessonbank.cli.adding import Desk, Words, command_again, refuse, say
from lessonbank.cli.asking import ask_text
from lessonbank.cli.findings import show
from lessonbank.cli.options import failures_in_words
from lessonbank.content import Folder
from lessonbank.content.footage import MEDIA
from lessonbank.content.lock import read_lock
from lessonbank.exchange import TaggingError, read_taggings
from lessonbank.files.regular import list_folder
from lessonbank.scaffold.items import (
    A_TEACHER,
    Gathered,
    Parts,
    Proposal,
    Question,
    named_in,
    parts_of,
    proposed_id,
    questions,
    tagging_addition,
    tagging_proposals,
    taken_ids,
)

TAGGING = "tagging"
ENDING = ".json"
_OF_RECORDING = (("month",), ("school",))
_FLAGS = frozenset({"--yes", "--dry-run"})
_SHOWN = 5


def tagging_command() -> click.Command:
    """Return the command, with an option for each field of a clip."""
    asked = _asked()
    params: list[click.Parameter] = [
        click.Argument(["file"], metavar="FILE", type=click.Path(path_type=Path)),
        click.Option(["--session"], metavar="ID", help="A session of the file; else the last."),
        click.Option(
            ["--chapters"], metavar="TAG", multiple=True, help="A tag whose marks are chapters."
        ),
        click.Option(["--teacher"], metavar="PERSON", help="An id or a name to credit."),
        click.Option(["--permission-ref"], metavar="REF", help="The permission's reference."),
        *(option_of(question) for question in asked),
        click.Option(["--body"], help="The text below the fields."),
        click.Option(["--id"], help="The name of its file, which becomes its address."),
        click.Option(["--yes"], is_flag=True, help="Take what is proposed, and ask nothing."),
        click.Option(["--dry-run"], is_flag=True, help="Only show what would be written."),
        click.Option(["--today"], metavar="DATE", help="The day it is, such as 2026-11-21."),
    ]
    summary = "Add a clip with its moments from a session of the workbench (.lessonbank.json)."
    return click.Command(TAGGING, callback=_run, params=params, help=summary)


def with_command(args: list[str], is_command: Callable[[str], bool]) -> list[str]:
    """Return the words after `add` with the name of this command, where a session file is given.

    People write `add FILE` and `add session FILE` too.
    """
    if not any(map(_is_file, args, ("", *args))):
        return args
    if args[0] in {"session", "sessions"}:
        return [TAGGING, *args[1:]]
    return args if is_command(args[0]) else [TAGGING, *args]


def _is_file(word: str, before: str) -> bool:
    """Return whether a word names a session file and is no value of the option before it."""
    is_value = before.startswith("--") and before not in _FLAGS
    return word.lower().endswith(ENDING) and not is_value


def _asked() -> tuple[Question, ...]:
    """Return the questions about the clip, then those about its recording."""
    clip = [each for each in questions(Clip) if each.path != ("recording",)]
    recording = [each for each in questions(Recording) if each.path in _OF_RECORDING]
    return (*clip, *recording)


def _run(**values: Any) -> None:
    desk = desk_of(values)
    session = _session(values["file"], values["session"])
    chapters = _chapters(session, values["chapters"])
    asked = _asked()
    found = _gathered(desk, session, asked, given_by(asked, values))
    refuse(found)
    data = _fields(desk, Clip, asked, found)
    bounds = parse_timecode(str(data["from"])), parse_timecode(str(data["to"]))
    parts = parts_of(desk.reading.bank, session, bounds, chapters)
    _warn_of_names(desk, session, parts, data)
    new = _proposal(desk, data, parts, _fields(desk, Recording, asked, found), values)
    with failures_in_words():
        addition = tagging_addition(
            desk.root, desk.reading.bank, session, new, _media(desk), desk.today
        )
    again = command_again(TAGGING, asked, found.answers, str(values["file"]), *_own(values))
    desk.finish(addition, again)


def _own(values: Mapping[str, Any]) -> list[str]:
    """Return the options that are no answers, for the command that is shown again."""
    given = [("--session", values["session"]), *(("--chapters", t) for t in values["chapters"])]
    return [word for option, value in given if value for word in (option, value)]


def _session(file: Path, wanted: str | None) -> TaggingSession:
    """Return the session that is meant: the last one, if none is named. Raise ClickException."""
    try:
        sessions = read_taggings(file).sessions
    except TaggingError as error:
        show(error.diagnostics)
        raise click.ClickException("Nothing was written.") from error
    if wanted is None:
        if len(sessions) > 1:
            last = _told(sessions[-1])
            say(f"{file.name} has {len(sessions)} sessions. This is the last: {last}.")
        return sessions[-1]
    chosen = next((each for each in sessions if each.id == wanted), None)
    if chosen is None:
        known = ", ".join(_told(each) for each in sessions[:_SHOWN])
        raise click.ClickException(f"--session: {file.name} has no such session. It has {known}.")
    return chosen


def _told(session: TaggingSession) -> str:
    about = " ".join(filter(None, (session.title, session.on)))
    return f"{session.id} ({about})" if about else session.id


def _chapters(session: TaggingSession, wanted: Sequence[str]) -> frozenset[str]:
    """Return the ids of the tags that are named by id or by name. Raise ClickException."""
    named = {tag.label.casefold(): tag.id for tag in session.tags}
    named |= {tag.id.casefold(): tag.id for tag in session.tags}
    unknown = [each for each in wanted if each.casefold() not in named]
    if unknown:
        used = {mark.tag for mark in session.marks}
        some = ", ".join(tag.label for tag in session.tags if tag.id in used)
        raise click.ClickException(
            f"--chapters: the session has no tag `{unknown[0]}`."
            f" Tags with marks: {some or 'none'}. Nothing was written."
        )
    return frozenset(named[each.casefold()] for each in wanted)


def _gathered(
    desk: Desk, session: TaggingSession, asked: Sequence[Question], given: Words
) -> Gathered:
    school = given.get(("school",), (None,))[0]
    proposed = dict(tagging_proposals(desk.reading.bank, session, school))
    if proposed["month",] and ("month",) not in given:
        say(f"Month: {proposed['month',][0]}, from the date of the session.")
    return desk.gathered(Clip, asked, given, proposed)


def _fields(
    desk: Desk, model: type[Clip | Recording], asked: Sequence[Question], found: Gathered
) -> dict[str, Any]:
    mine = [question for question in asked if question.model is model]
    fields: dict[str, Any] = fields_by(desk, model, mine, found)
    return fields


def _warn_of_names(
    desk: Desk, session: TaggingSession, parts: Parts, data: Mapping[str, Any]
) -> None:
    """Say which words may name people; the list of names is searched later, as an error."""
    film = session.film.name if session.film else ""
    own = (str(data.get(name) or "") for name in ("title", "summary"))
    for name in named_in(desk.reading.bank, (*parts.texts, *own, film)):
        say(f"“{name}” looks like a name. If it is a pupil's, write a role instead.")


def _proposal(
    desk: Desk,
    data: Mapping[str, Any],
    parts: Parts,
    about: Mapping[str, Any],
    values: Mapping[str, Any],
) -> Proposal:
    id_ = desk.id(Clip, values["id"], data)
    taken = taken_ids(desk.reading, Permission)
    given = values["permission_ref"]
    is_new = given is None or given.casefold() not in taken
    reference = desk.id(Permission, given, {}) if is_new else given
    return Proposal(
        id=id_,
        recording=proposed_id(Recording, id_, taken_ids(desk.reading, Recording)),
        clip=data,
        parts=parts,
        about={**about, "permission": reference},
        teacher=values["teacher"] or _teacher(desk),
        asks_permission=is_new,
        body=body_of(dict(values)),
    )


def _teacher(desk: Desk) -> str:
    words = "Teacher: an id or a name, as it may be shown"
    return ask_text(words, A_TEACHER) if desk.asker else A_TEACHER


def _media(desk: Desk) -> frozenset[str]:
    """Return the paths below `media/` that are taken: by files, the lock or recordings."""
    lock, _ = read_lock(Folder(desk.root))
    files = (path.removeprefix(f"{MEDIA}/") for path in list_folder(desk.root, MEDIA).files)
    films = (each.media for each in desk.reading.bank.of(Recording).values())
    return frozenset({*files, *(lock or {}), *films})
