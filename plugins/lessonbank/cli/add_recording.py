"""`lessonbank add recording`: a film, its captions and its permission."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from lessonbank.bank import Item, Permission, Recording
from lessonbank.cli.add_options import desk_of, fields_by, given_by
from lessonbank.cli.adding import Desk, command_again, refuse, say
from lessonbank.cli.asking import ask_text, sentence
from lessonbank.cli.options import failures_in_words
from lessonbank.content import Folder
from lessonbank.content.footage import MEDIA
from lessonbank.content.lock import read_lock
from lessonbank.files.regular import list_folder
from lessonbank.scaffold.items import (
    A_TEACHER,
    Beside,
    Film,
    NewRecording,
    Question,
    RefusedError,
    Way,
    captions_beside,
    judged,
    media_path,
    month_of_film,
    open_film,
    proposed_reference,
    recording_addition,
    recording_proposals,
    same_film,
    taken_ids,
    translations,
)

NOT_ASKED = frozenset({("media",), ("captions",), ("permission",)})
"""Fields of a recording that do not come from a question of their own."""


def add_recording(model: type[Item], asked: Sequence[Question], values: dict[str, Any]) -> None:
    """Add a film and its record."""
    desk = desk_of(values)
    if values["link"] and values["move"]:
        raise click.UsageError("Say --link or --move, not both.")
    with failures_in_words():
        film = open_film(Path(values["file"]))
    _refuse_known(desk, film)
    captions, further = _captions(desk, film, values)
    proposed = dict(recording_proposals(desk.reading.bank, film, desk.today))
    if captions and captions.language and captions.language != desk.reading.bank.trust.language:
        proposed["language",] = (captions.language,)
    _say_month(desk, film)
    named = {question.path: question for question in asked}
    mine = [question for question in asked if question.path not in NOT_ASKED]
    found = desk.gathered(model, mine, given_by(mine, values), proposed)
    reference, is_new, missing = _permission(desk, named["permission",], values)
    refuse(found, [missing] if missing else [])
    data = {**fields_by(desk, model, mine, found), "permission": reference}
    teacher = values["teacher"] or (
        ask_text("Teacher: an id or a name, as it may be shown", A_TEACHER)
        if desk.asker
        else A_TEACHER
    )
    new = NewRecording(
        id=desk.id(model, values["id"], data),
        data=data,
        film=film,
        captions=captions,
        teacher=teacher,
        asks_permission=is_new,
        way=_way(values),
        translations=further,
    )
    media = [path.removeprefix(f"{MEDIA}/") for path in list_folder(desk.root, MEDIA).files]
    with failures_in_words():
        addition = recording_addition(desk.root, desk.reading.bank, new, media, desk.today)
    again = command_again("recording", mine, found.answers, values["file"])
    desk.finish(addition, again)


def _way(values: dict[str, Any]) -> Way:
    return "link" if values["link"] else "move" if values["move"] else "copy"


def _refuse_known(desk: Desk, film: Film) -> None:
    """Raise ClickException for a film that the bank has already."""
    lock, _ = read_lock(Folder(desk.root))
    itself = media_path(desk.root, film.path)
    recordings = desk.reading.bank.of(Recording).values()
    same = same_film(desk.root, Folder(desk.root), lock or {}, film.facts, itself)
    for path in filter(None, (itself, same)):
        user = next((each.id for each in recordings if path in each.films.values()), None)
        if user:
            raise click.ClickException(
                f"{film.path.name} is the same film as that of the recording `{user}`"
                f" ({MEDIA}/{path}). Nothing was written. To show another part of it:"
                f" lessonbank add clip {user}"
            )
        if path == same:
            raise click.ClickException(
                f"{film.path.name} is the same film as {MEDIA}/{path}. Nothing was written."
                f" Add that one: lessonbank add recording {MEDIA}/{path}"
            )


def _captions(
    desk: Desk, film: Film, values: dict[str, Any]
) -> tuple[Beside | None, tuple[Beside, ...]]:
    """Return the captions to use, and those in further languages. Raise ClickException.

    Say which were found and not used.
    """
    if values["no_captions"]:
        return None, ()
    if given := values["captions"]:
        chosen = judged(Path(given), film.facts.duration)
        if chosen.why_not:
            raise click.ClickException(f"{given} cannot be used: {chosen.why_not}.")
        return chosen, ()
    wanted = values.get("field_language") or desk.reading.bank.trust.language
    found = captions_beside(film.path, film.facts.duration, wanted)
    usable = [each for each in found if not each.why_not]
    for each in found:
        if each.why_not:
            say(f"{each.path.name} was found and not used: {each.why_not}.")
    if not usable:
        return None, ()
    further = translations(usable[0], usable[1:], wanted)
    say(f"Captions: {usable[0].path.name}, found beside the film.")
    for each in further:
        say(f"Captions in a further language ({each.language}): {each.path.name}.")
    if others := [each.path.name for each in usable[1:] if each not in further]:
        say(f"Not used: {', '.join(others)}. To use another, say --captions FILE.")
    return usable[0], further


def _say_month(desk: Desk, film: Film) -> None:
    dated = month_of_film(film, desk.today)
    if dated:
        say(f"Month: {dated.month}, from {dated.source}.")


def _permission(desk: Desk, question: Question, values: dict[str, Any]) -> tuple[str, bool, str]:
    """Return the reference, whether its record is new, and what is missing."""
    given: str | None = values["permission_ref"]
    taken = taken_ids(desk.reading, Permission)
    if values["permission"] or (given is None and desk.asker and not _has(desk)):
        is_new = given is None or given.casefold() not in taken
        if given is None:
            return desk.id(Permission, None, {}), True, ""
        return desk.id(Permission, given, {}) if is_new else given, is_new, ""
    if given is not None:
        try:
            return str(desk.judge.value(question, given)), False, ""
        except RefusedError as error:
            raise click.ClickException(
                f"--permission-ref: {sentence(error.message)} {sentence(error.fix)}"
                " To make its record, say --permission too. Nothing was written."
            ) from error
    if desk.asker:
        return _ask_permission(desk, question, taken)
    return "", False, "--permission, which makes a record as requested; or --permission-ref REF"


def _has(desk: Desk) -> bool:
    return bool(desk.reading.bank.of(Permission))


def _ask_permission(desk: Desk, question: Question, taken: Iterable[str]) -> tuple[str, bool, str]:
    """Ask for a reference; one that there is not yet becomes a new record."""
    new = proposed_reference(desk.reading.bank, desk.today, frozenset(taken))
    click.echo("  Enter makes a new record, as requested. Or write the reference of a record.")
    while True:
        answer = ask_text("Permission", new)
        if answer == new:
            return new, True, ""
        try:
            return str(desk.judge.value(question, answer)), False, ""
        except RefusedError as error:
            click.echo(f"  {sentence(error.message)} {sentence(error.fix)}")
