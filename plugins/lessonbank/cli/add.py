"""`lessonbank add`: new recordings, clips, people and every other item of a bank."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from lessonbank.bank import Clip, Item, Permission, Recording
from lessonbank.cli.adding import Desk, Words, command_again, refuse, say
from lessonbank.cli.asking import ask_text, sentence
from lessonbank.cli.options import failures_in_words
from lessonbank.compiler.types import installed_types
from lessonbank.content import Folder
from lessonbank.content.footage import MEDIA
from lessonbank.content.lock import read_lock
from lessonbank.ffmpeg.footage import Footage
from lessonbank.files.regular import list_folder
from lessonbank.scaffold.items import (
    A_TEACHER,
    LARGEST_LIST,
    Addition,
    Beside,
    ChapterList,
    Film,
    Gathered,
    NewRecording,
    Proposed,
    Question,
    RefusedError,
    Way,
    captions_beside,
    clip_addition,
    clip_proposals,
    clock,
    fields_of,
    form_of,
    item_file,
    judged,
    label,
    media_path,
    month_of_film,
    open_film,
    proposals,
    proposed_clip,
    proposed_reference,
    questions,
    read_chapter_bytes,
    recording_addition,
    recording_proposals,
    same_film,
    taken_ids,
    to_grant,
    with_history,
)

_OURS = frozenset({"--id", "--yes", "--dry-run", "--today", "--body", "--help"})
_NOT_ASKED = frozenset({("media",), ("captions",), ("permission",)})
"""Fields of a recording that do not come from a question of their own."""


_Run = Callable[[type[Item], Sequence[Question], dict[str, Any]], None]
"""Add an item of a type, given its questions and the options."""


class _Types(click.Group):
    """A command for each type of item that the bank may have."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click hands it over
        return sorted(model.kind for model in installed_types().types.models)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click hands it over
        cmd_name: str,
    ) -> click.Command | None:
        types = installed_types().types
        models = types.models
        model = models.by_kind.get(cmd_name) or models.by_folder.get(cmd_name)
        return _command(model, models.noun(model.kind).one) if model else None


@click.group(cls=_Types)
def add() -> None:
    """Add a recording, a clip, a person or another item to the bank.

    Without --yes you are asked for what is needed. Files are only added: none is changed.
    """


def _command(model: type[Item], noun: str) -> click.Command:
    asked = questions(model)
    no_more: tuple[_Run, tuple[click.Parameter, ...]] = (_add_item, ())
    callback, params = _OWN.get(model, no_more)
    texts = [click.Option(["--body"], help="The text below the fields.")]
    own = [
        *params,
        *(_option(q) for q in asked if not (model is Recording and q.path in _NOT_ASKED)),
        *(texts if model.format == "md" else ()),
        click.Option(["--id"], help="The name of its file, which becomes its address."),
        click.Option(["--yes"], is_flag=True, help="Take what is proposed, and ask nothing."),
        click.Option(["--dry-run"], is_flag=True, help="Only show what would be written."),
        click.Option(["--today"], metavar="DATE", help="The day it is, such as 2026-11-21."),
    ]

    def run(**values: Any) -> None:
        callback(model, asked, values)

    article = "an" if noun[:1].lower() in "aeiou" else "a"
    summary = f"Add {article} {noun[:1].lower()}{noun[1:]}."
    return click.Command(model.kind, callback=run, params=own, help=summary)


def _name(question: Question) -> str:
    return "field_" + "__".join(question.path).replace("-", "_")


def _option(question: Question) -> click.Option:
    """Return the option that answers a question."""
    name = question.option if question.option not in _OURS else f"--field-{question.option[2:]}"
    needed = "" if not question.is_needed else "; needed, or asked for"
    words = f"{label(question)}{needed}{'; repeatable' if question.is_many else ''}."
    if question.is_yes_or_no and not question.is_many:
        switch = f"{name}/--no-{name[2:]}"
        return click.Option([switch, _name(question)], default=None, help=words)
    return click.Option(
        [name, _name(question)],
        multiple=question.is_many,
        metavar=form_of(question),
        help=words,
    )


def _given(asked: Sequence[Question], values: dict[str, Any]) -> Words:
    """Return the answers that options give, as text."""
    found: Words = {}
    for question in asked:
        value = values.get(_name(question))
        if isinstance(value, bool):
            found[question.path] = ("yes" if value else "no",)
        elif isinstance(value, str):
            found[question.path] = (value,)
        elif value:
            found[question.path] = tuple(value)
    return found


def _desk(values: dict[str, Any]) -> Desk:
    return Desk.here(values["today"], is_yes=values["yes"], is_dry=values["dry_run"])


def _fields(desk: Desk, model: type[Item], asked: Sequence[Question], found: Gathered) -> Any:
    """Return the fields of the file. Raise ClickException for answers that do not fit."""
    try:
        return fields_of(desk.reading.bank, model, asked, found.answers)
    except RefusedError as error:
        words = f"{sentence(error.message)} {sentence(error.fix)} Nothing was written."
        raise click.ClickException(words) from error


def _add_item(model: type[Item], asked: Sequence[Question], values: dict[str, Any]) -> None:
    """Add an item that needs no more than its fields."""
    desk = _desk(values)
    proposed = proposals(desk.reading.bank, model.kind, desk.today)
    found = desk.gathered(model, asked, _given(asked, values), proposed)
    refuse(found)
    data = _fields(desk, model, asked, found)
    id_ = desk.id(model, values["id"], data)
    following: tuple[str, ...] = ()
    if model is Permission:
        data = with_history(data, desk.today)
        following = to_grant(desk.reading.bank, id_)
    with failures_in_words():
        file = item_file(desk.root, model, id_, data, _body(values))
    if model.format == "md" and not values.get("body"):
        following = (f"Write what readers should know below the second --- of {file.path}.",)
    addition = Addition(files=(file,), following=following)
    desk.finish(addition, command_again(model.kind, asked, found.answers))


def _body(values: dict[str, Any]) -> str:
    body = values.get("body")
    return f"{body}\n" if body else ""


# Recordings


def _add_recording(model: type[Item], asked: Sequence[Question], values: dict[str, Any]) -> None:
    """Add a film and its record."""
    desk = _desk(values)
    if values["link"] and values["move"]:
        raise click.UsageError("Say --link or --move, not both.")
    with failures_in_words():
        film = open_film(Path(values["file"]))
    _refuse_known(desk, film)
    captions = _captions(desk, film, values)
    proposed = dict(recording_proposals(desk.reading.bank, film, desk.today))
    if captions and captions.language and captions.language != desk.reading.bank.trust.language:
        proposed["language",] = (captions.language,)
    _say_month(desk, film)
    named = {question.path: question for question in asked}
    mine = [question for question in asked if question.path not in _NOT_ASKED]
    found = desk.gathered(model, mine, _given(mine, values), proposed)
    reference, is_new, missing = _permission(desk, named["permission",], values)
    refuse(found, [missing] if missing else [])
    data = {**_fields(desk, model, mine, found), "permission": reference}
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


def _captions(desk: Desk, film: Film, values: dict[str, Any]) -> Beside | None:
    """Return the captions to use; say which were found and not used. Raise ClickException."""
    if values["no_captions"]:
        return None
    if given := values["captions"]:
        chosen = judged(Path(given), film.facts.duration)
        if chosen.why_not:
            raise click.ClickException(f"{given} cannot be used: {chosen.why_not}.")
        return chosen
    wanted = values.get("field_language") or desk.reading.bank.trust.language
    found = captions_beside(film.path, film.facts.duration, wanted)
    usable = [each for each in found if not each.why_not]
    for each in found:
        if each.why_not:
            say(f"{each.path.name} was found and not used: {each.why_not}.")
    if not usable:
        return None
    say(f"Captions: {usable[0].path.name}, found beside the film.")
    if others := [each.path.name for each in usable[1:]]:
        say(f"Not used: {', '.join(others)}. To use another, say --captions FILE.")
    return usable[0]


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


# Clips


def _add_clip(model: type[Item], asked: Sequence[Question], values: dict[str, Any]) -> None:
    """Add a clip of a recording."""
    desk = _desk(values)
    given = _given(asked, values)
    if values["of"] and ("recording",) not in given:
        given["recording",] = (values["of"],)
    recording = _recording(desk, model, asked, given)
    proposed: dict[Any, tuple[str, ...]] = {}
    listed = _listed(values)
    if recording:
        given["recording",] = (recording.id,)
        found = _propose(desk, recording, listed, given, values)
        if desk.asker and listed is None and not values["no_chapters"]:
            listed = _paste(found)
            if listed is not None:
                found = _propose(desk, recording, listed, given, values)
        proposed = dict(clip_proposals(desk.reading.bank, recording, found))
    gathered = desk.gathered(model, asked, given, proposed)
    refuse(gathered)
    if recording is None:
        raise click.ClickException("The recording's file has errors: put them right first.")
    data = _fields(desk, model, asked, gathered)
    final: Words = {("from",): (str(data["from"]),), ("to",): (str(data["to"]),)}
    chapters = _propose(desk, recording, listed, final, values)
    _say_left_out(chapters)
    id_ = desk.id(model, values["id"], data)
    with failures_in_words():
        addition = clip_addition(desk.root, id_, data, chapters.chapters, _body(values))
    steps = []
    if chapters.chapters and not (listed and listed.chapters):
        steps.append("Give the chapters titles of your own: these are the first words said.")
    if not values["body"]:
        steps.append(f"Write what colleagues should know below the --- of {addition.paths[0]}.")
    again = command_again("clip", asked, gathered.answers)
    desk.finish(replace(addition, following=tuple(steps)), again)


def _recording(
    desk: Desk, model: type[Item], asked: Sequence[Question], given: Words
) -> Recording | None:
    """Return the recording that is meant, or None if it is not given or has errors."""
    recordings = desk.reading.bank.of(Recording)
    only = tuple(recordings) if len(recordings) == 1 else ()
    mine = [question for question in asked if question.path == ("recording",)]
    found = desk.gathered(model, mine, given, {("recording",): only})
    if not recordings:
        raise click.ClickException(
            "The bank has no recording yet. Add one first: lessonbank add recording FILE"
        )
    chosen = found.answers.get(("recording",))
    return recordings.get(str(chosen[0])) if chosen else None


def _propose(
    desk: Desk,
    recording: Recording,
    listed: ChapterList | None,
    given: Words,
    values: dict[str, Any],
) -> Proposed:
    bounds = tuple(given.get((name,), (None,))[0] for name in ("from", "to"))
    with failures_in_words():
        found = proposed_clip(
            Folder(desk.root), recording, _footage(desk, recording), listed, (bounds[0], bounds[1])
        )
    return replace(found, chapters=()) if values["no_chapters"] else found


def _footage(desk: Desk, recording: Recording) -> Footage | None:
    """Return the facts of a recording's film, from media.lock or else from the film."""
    lock, _ = read_lock(Folder(desk.root))
    known = (lock or {}).get(recording.media)
    path = desk.root / MEDIA / recording.media
    if known or not path.is_file():
        return known
    with failures_in_words():
        return open_film(path).facts


def _listed(values: dict[str, Any]) -> ChapterList | None:
    """Read the list of chapters that an option names. Raise ClickException."""
    name = values["chapters"]
    if name is None:
        return None
    try:
        if name == "-":
            data = sys.stdin.buffer.read(LARGEST_LIST + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(LARGEST_LIST + 1)
    except OSError as error:
        raise click.ClickException(f"{name} cannot be read: {error.strerror}.") from error
    if len(data) > LARGEST_LIST:
        raise click.ClickException(f"{name} is too large for a list of chapters.")
    found = read_chapter_bytes(data)
    if not found.chapters:
        _say_left_out(Proposed(None, None, listed=found))
        raise click.ClickException(
            f"{name} has no chapters. Write one a line, as `00:42 The question`."
            " Nothing was written."
        )
    return found


def _paste(found: Proposed) -> ChapterList | None:
    """Ask for a pasted list; None to take the chapters that are proposed."""
    if found.chapters:
        click.echo("Chapters from the pauses in the captions:")
        for at, title in found.chapters:
            click.echo(f"  {clock(at)} {title}")
    click.echo("Paste your own, one a line, as `00:42 The question`; then press Enter twice.")
    click.echo(f"Or press Enter{' to take these' if found.chapters else ' for none'}.")
    lines: list[str] = []
    for line in sys.stdin:
        if not line.strip() and (not lines or not lines[-1].strip()):
            break
        lines.append(line)
    text = "".join(lines)
    return read_chapter_bytes(text.encode("utf-8", "surrogatepass")) if text.strip() else None


def _say_left_out(found: Proposed) -> None:
    """Say which lines of a list are no chapters of the clip."""
    left = found.listed.not_read if found.listed else ()
    if left:
        say("Not used from the list of chapters:")
    for each in left:
        say(f"  line {each.line}: {each.text}  ({each.why})")


_FILE = click.Argument(["file"], metavar="FILE", type=click.Path(path_type=str))
_OF = click.Argument(["of"], metavar="[RECORDING]", required=False)
_OWN: dict[type[Item], tuple[_Run, tuple[click.Parameter, ...]]] = {
    Recording: (
        _add_recording,
        (
            _FILE,
            click.Option(["--link"], is_flag=True, help="Hard-link the film instead of copying."),
            click.Option(["--move"], is_flag=True, help="Move the film instead of copying."),
            click.Option(["--captions"], metavar="FILE", help="Captions that are not beside it."),
            click.Option(["--no-captions"], is_flag=True, help="Use no captions."),
            click.Option(["--teacher"], metavar="PERSON", help="An id or a name to credit."),
            click.Option(
                ["--permission"], is_flag=True, help="Make its permission's record, as requested."
            ),
            click.Option(["--permission-ref"], metavar="REF", help="The permission's reference."),
        ),
    ),
    Clip: (
        _add_clip,
        (
            _OF,
            click.Option(
                ["--chapters"], metavar="FILE", help="A list of chapters; - reads it from stdin."
            ),
            click.Option(["--no-chapters"], is_flag=True, help="Write no chapters."),
        ),
    ),
}
