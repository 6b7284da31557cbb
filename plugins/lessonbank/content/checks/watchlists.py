"""Check that viewings lie within their clips."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import Bank, Clip, Item, Location, Viewing, viewings_of
from lessonbank.content.checks.context import Context
from lessonbank.content.checks.recordings import clock
from lessonbank.diagnostics import Code, Diagnostic


def viewings(context: Context) -> Iterator[Diagnostic]:
    clips = context.bank.of(Clip)
    for item, number, viewing in _viewings(context.bank):
        clip = clips.get(viewing.clip)
        if clip is not None and clip.start < clip.end:
            yield from _viewing(context, item, ("clips", number), clip, viewing)


def _viewings(bank: Bank) -> Iterator[tuple[Item, int, Viewing]]:
    for item in bank:
        for number, viewing in enumerate(viewings_of(item)):
            yield item, number, viewing


def _viewing(
    context: Context, item: Item, where: Location, clip: Clip, viewing: Viewing
) -> Iterator[Diagnostic]:
    """Report at most one mistake: a wrong start often makes the end wrong too."""
    start, end = viewing.start, viewing.end
    if start is not None and not clip.start <= start < clip.end:
        yield _outside(context, item, (*where, "from"), clip, start)
    elif start is not None and end is not None and end <= start:
        message = f"the viewing ends at {clock(end)}, which is not after its start"
        fix = f"Write a time after {clock(start)}, or delete `to` to watch until the clip ends."
        code = Code.VIEWING_ENDS_BEFORE_START
        yield context.report(item, (*where, "to"), code, message, fix)
    elif end is not None and not clip.start < end <= clip.end:
        yield _outside(context, item, (*where, "to"), clip, end)


def _outside(context: Context, item: Item, where: Location, clip: Clip, at: float) -> Diagnostic:
    bounds = f"{clock(clip.start)} to {clock(clip.end)}"
    verb = "starts" if where[-1] == "from" else "ends"
    message = f"the viewing {verb} at {clock(at)}, outside `{clip.id}`, which runs from {bounds}"
    meant = clip.start + at
    suggestion = clock(meant) if meant < clip.end else None
    fix = f"Write a time from {bounds}, in the recording's clock."
    code = Code.VIEWING_OUTSIDE_CLIP
    return context.report(item, where, code, message, fix, suggestion=suggestion)
