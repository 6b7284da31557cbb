"""`lessonbank add clip`: an excerpt of a recording, with its chapters."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from lessonbank.bank import Item, Recording
from lessonbank.cli.add_options import body_of, desk_of, fields_by, given_by
from lessonbank.cli.adding import Desk, Words, command_again, refuse, say
from lessonbank.cli.options import failures_in_words
from lessonbank.content import Folder
from lessonbank.content.footage import MEDIA
from lessonbank.content.lock import read_lock
from lessonbank.ffmpeg.footage import Footage
from lessonbank.scaffold.items import (
    LARGEST_LIST,
    ChapterList,
    Proposed,
    Question,
    clip_addition,
    clip_proposals,
    clock,
    open_film,
    proposed_clip,
    read_chapter_bytes,
    the_next_recording,
)


def add_clip(model: type[Item], asked: Sequence[Question], values: dict[str, Any]) -> None:
    """Add a clip of a recording."""
    desk = desk_of(values)
    given = given_by(asked, values)
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
    data = fields_by(desk, model, asked, gathered)
    final: Words = {("from",): (str(data["from"]),), ("to",): (str(data["to"]),)}
    chapters = _propose(desk, recording, listed, final, values)
    _say_left_out(chapters)
    id_ = desk.id(model, values["id"], data)
    with failures_in_words():
        addition = clip_addition(desk.root, id_, data, chapters.chapters, body_of(values))
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
    mine = [question for question in asked if question.path == ("recording",)]
    found = desk.gathered(
        model, mine, given, {("recording",): the_next_recording(desk.reading.bank)}
    )
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
    click.echo("Paste your own, one a line, as `00:42 The question`.")
    click.echo("Then press Enter until the next question comes.")
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
