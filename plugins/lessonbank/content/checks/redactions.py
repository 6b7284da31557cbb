"""Check that redactions lie within recordings, and that transcripts cannot reveal them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from lessonbank.bank import Box, Clip, Location, Recording, Sound, format_timecode
from lessonbank.content.checks.context import Context
from lessonbank.content.checks.recordings import clock
from lessonbank.diagnostics import Code, Diagnostic


def redactions(context: Context) -> Iterator[Diagnostic]:
    for recording in context.bank.of(Recording).values():
        for where, redaction in _redactions(recording):
            yield from _span(context, recording, where, redaction)
            if isinstance(redaction, Box):
                yield from _area(context, recording, where, redaction)


def _redactions(recording: Recording) -> Iterator[tuple[Location, Box | Sound]]:
    for number, box in enumerate(recording.redactions.boxes):
        yield ("redactions", "boxes", number), box
    for number, sound in enumerate(recording.redactions.sounds):
        yield ("redactions", "sounds", number), sound


def _span(
    context: Context, recording: Recording, where: Location, redaction: Box | Sound
) -> Iterator[Diagnostic]:
    footage = context.footage.get(recording.id)
    if redaction.end <= redaction.start:
        message = f"the redaction ends at {clock(redaction.end)}, which is not after its start"
        fix = f"Write a time after {clock(redaction.start)}, or swap `from` and `to`."
        code = Code.REDACTION_ENDS_BEFORE_START
        yield context.report(recording, (*where, "to"), code, message, fix)
    elif footage is not None and redaction.end > footage.duration:
        field, message, fix = _beyond(redaction, footage.duration)
        code = Code.REDACTION_BEYOND_RECORDING
        yield context.report(recording, (*where, field), code, message, fix)


def _beyond(redaction: Box | Sound, duration: float) -> tuple[str, str, str]:
    """Return field, message and fix for a redaction that goes past the recording's end."""
    last, ending = format_timecode(int(duration)), f"but its recording ends at {clock(duration)}"
    if redaction.start < duration:
        message = f"the redaction ends at {clock(redaction.end)}, {ending}"
        return "to", message, f"Write `to: {last}` or earlier."
    message = f"the redaction starts at {clock(redaction.start)}, {ending}"
    return (
        "from",
        message,
        f"Write times up to {last}, or move the redaction to the right recording.",
    )


_WHOLE = 100.0
_SIDES = (("left", "width", "right"), ("top", "height", "lower"))


def _area(
    context: Context, recording: Recording, where: Location, box: Box
) -> Iterator[Diagnostic]:
    for start, length, edge in _SIDES:
        begins, extent = getattr(box, start), getattr(box, length)
        reach = round(begins + extent, 3)
        if reach > _WHOLE:
            field, other = (length, begins) if begins < _WHOLE else (start, extent)
            message = f"the box reaches {reach:g}%, beyond the picture's {edge} edge at 100%"
            fix = f"Write `{field}: {max(0.0, _WHOLE - other):g}%` or less."
            code = Code.BOX_OUTSIDE_PICTURE
            yield context.report(recording, (*where, field), code, message, fix)


def transcripts(context: Context) -> Iterator[Diagnostic]:
    """Report prose transcripts of clips with silenced sound: prose has no times."""
    for clip in context.bank.of(Clip).values():
        recording = context.bank.of(Recording).get(clip.recording)
        if recording is None:
            continue
        sounds = recording.redactions.within(clip.start, clip.end).sounds[:1]
        for place, sound in product(clip.transcripts, sounds):
            at = clock(clip.start + sound.start)
            message = f"sound is taken out of this clip at {at}, but a transcript without times "
            message += "cannot follow"
            fix = "Delete `transcript`, and give the recording timed `captions` instead."
            code = Code.TRANSCRIPT_NOT_REDACTED
            yield context.report(clip, place, code, message, fix)
