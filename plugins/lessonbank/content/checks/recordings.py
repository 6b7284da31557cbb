"""Check the footage and captions of recordings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from lessonbank.bank import Item, Location, Recording, format_timecode, slug
from lessonbank.captions import Problem, lint
from lessonbank.content.checks.context import Context
from lessonbank.content.footage import MEDIA, State
from lessonbank.content.lock import within
from lessonbank.content.suggest import closest_of
from lessonbank.diagnostics import Code, Diagnostic, Span
from lessonbank.files.pointers import FETCH


def recordings(context: Context) -> Iterator[Diagnostic]:
    for recording in context.bank.of(Recording).values():
        for field, path in recording.films.items():
            yield from outside(context, recording, (field,), path)
            yield from _film(context, recording, field, path)
        for place, path in recording.words.items():
            yield from outside(context, recording, place, path)
            if within(path) and path not in context.media:
                yield absent(context, recording, place, path, Code.CAPTIONS_MISSING)
        yield from _out_of_step(context, recording)


def outside(context: Context, item: Item, place: Location, path: str) -> Iterator[Diagnostic]:
    """Report a file named at `place` that is not below `media/`."""
    if not within(path):
        message = f"`{path}` is not inside `{MEDIA}/`"
        fix = f"Copy the file into `{MEDIA}/` and write its path from there."
        yield context.report(item, place, Code.MEDIA_OUTSIDE, message, fix)


_LOCK_IT = "Run `lessonbank media --lock`, and commit media.lock."


def _film(context: Context, recording: Recording, field: str, path: str) -> Iterator[Diagnostic]:
    known = context.known_media.get(path)
    match known.state if known else State.CURRENT:
        case State.NEW:
            message = f"media.lock has no entry for `{path}` yet"
            yield context.report(recording, (field,), Code.LOCK_OUTDATED, message, _LOCK_IT)
        case State.CHANGED:
            message = f"`{path}` has changed since media.lock was written"
            yield context.report(recording, (field,), Code.LOCK_OUTDATED, message, _LOCK_IT)
        case State.ABSENT if context.lock is not None:
            yield absent(context, recording, (field,), path, Code.MEDIA_MISSING)
        case State.POINTER:
            message = f"`{MEDIA}/{path}` is only a pointer of Git LFS"
            message += ", and media.lock does not describe its film"
            fix = f"{FETCH} Then run `lessonbank media --lock`, and commit media.lock."
            yield context.report(recording, (field,), Code.NOT_FETCHED, message, fix)
        case State.UNREADABLE if known and known.error:
            message, fix = known.error.message.rstrip("."), known.error.fix
            yield context.report(recording, (field,), Code.MEDIA_UNREADABLE, message, fix)


_IN_STEP = 0.5
"""Seconds by which exports of the same film may differ in length."""


def _out_of_step(context: Context, recording: Recording) -> Iterator[Diagnostic]:
    """Report an audio-described version whose length differs from the recording's."""
    footage = context.footage.get(recording.id)
    known = context.known_media.get(recording.described or "")
    if footage is None or known is None or known.footage is None:
        return
    if abs(known.footage.duration - footage.duration) > _IN_STEP:
        lasts, other = clock(known.footage.duration), clock(footage.duration)
        message = f"the described version lasts {lasts}, but the recording {other}"
        fix = "Export it again without cutting or pausing the film, so that both run in step."
        yield context.report(recording, ("described",), Code.DESCRIBED_LENGTH, message, fix)


def clock(seconds: float) -> str:
    return format_timecode(seconds, decimals=True)


def absent(context: Context, item: Item, place: Location, path: str, code: Code) -> Diagnostic:
    """Return a diagnostic about a missing file named at `place`."""
    if _WEB.match(path):
        message = f"`{path}` is a web address, and `{place[-1]}` must be a file"
        fix = f"Download the file into `{MEDIA}/`, and write its name."
        return context.report(item, place, code, message, fix)
    near = closest_of(path, _alike(context, path)) or _of_one_name(path, _alike(context, path))
    message = f"there is no file `{MEDIA}/{path}`"
    if code is Code.MEDIA_MISSING:
        message += ", and media.lock has no entry for it"
    fix = f"Write `{near}`." if near else f"Put the file into `{MEDIA}/`, or correct its name."
    return context.report(item, place, code, message, fix, suggestion=near)


_WEB = re.compile(r"[a-z]{2,10}://|www\.", re.IGNORECASE)


def _of_one_name(path: str, files: Iterable[str]) -> str | None:
    """Return the only file that differs from `path` in nothing but folder and extension."""
    same = [file for file in files if slug(PurePosixPath(file).stem) == slug(_stem(path))]
    return same[0] if len(same) == 1 else None


def _stem(path: str) -> str:
    name = PurePosixPath(path)
    return name.stem if len(name.suffix) <= len(".webm") else name.name


_WORDS = (".vtt", ".srt", ".sbv", ".ttml", ".dfxp", ".txt", ".md")


def _alike(context: Context, path: str) -> Iterator[str]:
    """Yield known files of the same sort as `path`: timed text, or else films."""
    is_words = path.lower().endswith(_WORDS)
    for other in sorted({*context.media, *(context.lock or ())}):
        if other.lower().endswith(_WORDS) == is_words:
            yield other


def captions(context: Context) -> Iterator[Diagnostic]:
    """Report mistakes within each file of timed text."""
    recordings = context.bank.of(Recording).values()
    shown = {p for each in recordings for place, p in each.words.items() if place[-1] == "captions"}
    shortest: dict[str, float] = {}
    for recording in recordings:
        if footage := context.footage.get(recording.id):
            for path in recording.words.values():
                shortest[path] = min(footage.duration, shortest.get(path, footage.duration))
    for path, parsed in sorted(context.captions.items()):
        found = parsed.problems
        if path in shortest:
            found += lint(parsed, shortest[path], shown=path in shown)
        yield from (_problem(context, path, problem) for problem in found)


def _problem(context: Context, path: str, problem: Problem) -> Diagnostic:
    code = Code.CAPTIONS_BROKEN if problem.severity == "error" else Code.CAPTIONS_POOR
    source = context.media_line(path, problem.line)
    column = problem.column or 1
    span = Span(problem.line, column, max(column, len(source)) + 1)
    message = problem.message[:1].lower() + problem.message[1:].rstrip(".")
    return Diagnostic(code, message, f"{MEDIA}/{path}", problem.fix, span, source)
