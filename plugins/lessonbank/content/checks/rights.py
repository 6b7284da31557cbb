"""Check that recordings and clips credit people."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import Clip, Credit, Location, Recording
from lessonbank.content.checks.context import Context
from lessonbank.diagnostics import Code, Diagnostic

_CREDIT = "Write `person:` with an id from `content/people/`, or `name:` with a name."


def credited(context: Context) -> Iterator[Diagnostic]:
    for recording in context.bank.of(Recording).values():
        if not recording.credits:
            message = "the recording has no credits"
            fix = "Write `credits:` and, below it, `- person: ...` or `- name: ...`."
            yield context.report(recording, (), Code.CREDIT_MISSING, message, fix)
        for number, credit in enumerate(recording.credits):
            if _is_empty(credit):
                yield _nobody(context, recording, ("credits", number))
    for clip in context.bank.of(Clip).values():
        for number, credit in enumerate(clip.credits):
            if _is_empty(credit):
                yield _nobody(context, clip, ("credits", number))


def _is_empty(credit: Credit) -> bool:
    return credit.person is None and credit.name is None


def _nobody(context: Context, item: Recording | Clip, where: Location) -> Diagnostic:
    message = "the credit has neither `person` nor `name`"
    return context.report(item, where, Code.CREDIT_MISSING, message, _CREDIT)
