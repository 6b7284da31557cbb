"""Check captions at the edges of clips, which may show words that nobody hears."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import Clip, Recording
from lessonbank.captions import Dropped, dropped, redact
from lessonbank.content.checks.context import Context
from lessonbank.content.checks.recordings import clock
from lessonbank.content.footage import MEDIA
from lessonbank.diagnostics import Code, Diagnostic

_WHY = {
    "outside": "more than half of it is spoken {outside}",
    "redacted": "a redaction touches it, and part of it is spoken {outside}",
    "name": "it may contain a name, and part of it is spoken {outside}",
}


def edges(context: Context) -> Iterator[Diagnostic]:
    """Report captions and descriptions left out because the clip's edge cuts them."""
    recordings = context.bank.of(Recording)
    for clip in context.bank.of(Clip).values():
        recording = recordings.get(clip.recording)
        if recording is None or clip.end <= clip.start:
            continue
        redactions = recording.redactions
        for path in dict.fromkeys(recording.words.values()):
            if path not in context.captions:
                continue
            spoken = redact(context.captions[path].cues, redactions.silences)
            for each in dropped(spoken, clip.start, clip.end, redactions.spans):
                yield _report(context, clip, path, each)


def _report(context: Context, clip: Clip, path: str, found: Dropped) -> Diagnostic:
    cue = found.cue
    is_first = cue.start < clip.start
    # If viewers must not read the words, do not suggest to include them in the sound.
    is_taken_in = found.why == "outside"
    field, outside = ("from", "before the clip") if is_first else ("to", "after the clip")
    at, edge = (cue.start, "begins") if is_first == is_taken_in else (cue.end, "ends")
    where = f"line {cue.source_line} of `{MEDIA}/{path}`"
    why = _WHY[found.why].format(outside=outside)
    message = f"the clip leaves out the caption at {where}: {why}"
    fix = f"Write `{field}: {clock(at)}`, where the caption {edge}; or put the time before each"
    fix += " word of the caption, as in `<00:01.500>`."
    return context.report(clip, (field,), Code.WORDS_CUT, message, fix)
