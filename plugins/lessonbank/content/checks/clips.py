"""Check that clips lie within their recordings, and chapters and moments within their clips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lessonbank.bank import (
    Bank,
    Chapter,
    Clip,
    Location,
    Moment,
    Recording,
    TagSet,
    TimedQuestion,
    format_timecode,
)
from lessonbank.content.checks.context import Context
from lessonbank.content.checks.recordings import absent, clock, outside
from lessonbank.content.lock import within
from lessonbank.diagnostics import Code, Diagnostic

Part = Chapter | Moment | TimedQuestion
"""A chapter, moment or question of a clip, each with a time."""


def clips(context: Context) -> Iterator[Diagnostic]:
    groups = _exclusive_groups(context.bank)
    for clip in context.bank.of(Clip).values():
        if clip.end <= clip.start:
            yield _ends_before_start(context, clip)
            continue
        yield from _beyond_recording(context, clip)
        yield from _chapters(context, clip)
        yield from _moments(context, clip)
        yield from _questions(context, clip)
        yield from _overlaps(context, clip, groups)
        yield from _words(context, clip)


def _ends_before_start(context: Context, clip: Clip) -> Diagnostic:
    message = f"the clip ends at {clock(clip.end)}, which is not after its start"
    fix = f"Write a time after {clock(clip.start)}, or swap `from` and `to`."
    return context.report(clip, ("to",), Code.CLIP_ENDS_BEFORE_START, message, fix)


def _beyond_recording(context: Context, clip: Clip) -> Iterator[Diagnostic]:
    footage = context.footage.get(clip.recording)
    if footage is None or clip.end <= footage.duration:
        return
    last = format_timecode(int(footage.duration))
    if clip.start < footage.duration:
        name, message = "to", f"the clip ends at {clock(clip.end)}"
        fix = f"Write `to: {last}` or earlier."
    else:
        name, message = "from", f"the clip starts at {clock(clip.start)}"
        fix = f"Write times up to {last}, or the id of the right recording."
    message += f", but its recording ends at {clock(footage.duration)}"
    yield context.report(clip, (name,), Code.CLIP_BEYOND_RECORDING, message, fix)


def _chapters(context: Context, clip: Clip) -> Iterator[Diagnostic]:
    latest = clip.start
    for number, chapter in enumerate(clip.chapters):
        where = ("chapters", number, "at")
        if not clip.start <= chapter.at < clip.end:
            yield _outside(context, clip, where, chapter)
        elif number and chapter.at <= latest:
            yield _out_of_order(context, clip, where, chapter, latest)
        else:
            latest = chapter.at


def _out_of_order(
    context: Context, clip: Clip, where: Location, chapter: Chapter, latest: float
) -> Diagnostic:
    message = f"the chapter at {clock(chapter.at)} comes after one at {clock(latest)}"
    fix = f"Sort the chapters by time, or write a time after {clock(latest)}."
    return context.report(clip, where, Code.CHAPTERS_OUT_OF_ORDER, message, fix)


def _moments(context: Context, clip: Clip) -> Iterator[Diagnostic]:
    for number, moment in enumerate(clip.moments):
        where = ("moments", number)
        if not clip.start <= moment.at <= clip.end:
            yield _outside(context, clip, (*where, "at"), moment)
        elif moment.to is not None and moment.to <= moment.at:
            message = f"the moment ends at {clock(moment.to)}, which is not after its start"
            fix = f"Write a time after {clock(moment.at)}, or delete `to` for an instant."
            code = Code.MOMENT_ENDS_BEFORE_START
            yield context.report(clip, (*where, "to"), code, message, fix)
        elif moment.to is not None and moment.to > clip.end:
            message = f"the moment ends at {clock(moment.to)}, after its clip"
            fix = f"Write `to: {clock(clip.end)}` or earlier."
            code = Code.MOMENT_OUTSIDE_CLIP
            yield context.report(clip, (*where, "to"), code, message, fix)


def _questions(context: Context, clip: Clip) -> Iterator[Diagnostic]:
    for number, question in enumerate(clip.watch_for.timed):
        if not clip.start <= question.at < clip.end:
            yield _outside(context, clip, ("watch_for", "timed", number, "at"), question)


Group = tuple[str, str]
"""The ids of a tag set and of a group in it."""


def _exclusive_groups(bank: Bank) -> Mapping[str, Group]:
    """Return the exclusive group of each tag that has one."""
    return {
        tag.id: (tagset.id, group.id)
        for tagset in bank.of(TagSet).values()
        for group in tagset.groups
        for tag in tagset.tags
        if group.exclusive and tag.group == group.id
    }


def _overlaps(context: Context, clip: Clip, groups: Mapping[str, Group]) -> Iterator[Diagnostic]:
    """Report overlapping spans within an exclusive group."""
    latest: dict[Group, Moment] = {}
    for number, moment in sorted(enumerate(clip.moments), key=lambda pair: pair[1].at):
        group = groups.get(moment.tag)
        if group is None or moment.to is None or moment.to <= moment.at:
            continue
        before = latest.get(group)
        if before is not None and before.to is not None and moment.at < before.to:
            message = (
                f"`{moment.tag}` begins at {clock(moment.at)}, but `{before.tag}` lasts until "
                f"{clock(before.to)}: the group `{group[1]}` is exclusive"
            )
            fix = f"Write `to: {clock(moment.at)}` for the moment at {clock(before.at)}"
            fix += f", or `at: {clock(before.to)}` or later here."
            code = Code.MOMENTS_OVERLAP
            yield context.report(clip, ("moments", number, "at"), code, message, fix)
        if before is None or before.to is None or moment.to > before.to:
            latest[group] = moment


def _words(context: Context, clip: Clip) -> Iterator[Diagnostic]:
    """Check the prose transcripts; report a clip without transcript and captions.

    Only those in the main language count: others are for those who read these.
    """
    for place, path in clip.transcripts.items():
        yield from outside(context, clip, place, path)
        if within(path) and path not in context.media:
            yield absent(context, clip, place, path, Code.TRANSCRIPT_MISSING)
    recording = context.bank.of(Recording).get(clip.recording)
    if clip.transcript is None and recording is not None and recording.captions is None:
        message = f"the recording `{recording.id}` has no captions, and the clip has no transcript"
        fix = "Add `captions:` with a WebVTT or SRT file to the recording, or `transcript:` here."
        yield context.report(clip, ("recording",), Code.NO_CAPTIONS, message, fix)


_OUTSIDE: Mapping[type[Part], tuple[str, Code]] = {
    Chapter: ("chapter", Code.CHAPTER_OUTSIDE_CLIP),
    Moment: ("moment", Code.MOMENT_OUTSIDE_CLIP),
    TimedQuestion: ("question", Code.QUESTION_OUTSIDE_CLIP),
}


def _outside(context: Context, clip: Clip, where: Location, part: Part) -> Diagnostic:
    """Report a part that starts outside its clip."""
    name, code = _OUTSIDE[type(part)]
    bounds = f"{clock(clip.start)} to {clock(clip.end)}"
    message = f"the {name} at {clock(part.at)} is outside its clip, which runs from {bounds}"
    meant = clip.start + part.at
    suggestion = clock(meant) if clip.start <= meant < clip.end else None
    fix = f"Write a time from {bounds}, in the recording's clock."
    return context.report(clip, where, code, message, fix, suggestion=suggestion)
