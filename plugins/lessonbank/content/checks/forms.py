"""Forms can be filled in, grade nobody, and ask for no pupil's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessonbank.bank import Form, FormField, Location
from lessonbank.content.checks.context import Context
from lessonbank.diagnostics import Code, Diagnostic

_OF_OPTIONS = ("choice", "checks")
_LEVEL = re.compile(r"(?:level |grade )?(?:[0-9]{1,3}|[a-f][*+-]?)(?:\s*[-–:].*)?", re.IGNORECASE)  # noqa: RUF001 - as typed
_JUDGEMENTS = """
outstanding, excellent, very good, good, satisfactory, adequate, strong, effective, exceeded, met
requires improvement, needs improvement, weak, poor, inadequate, unsatisfactory, ineffective
not met
"""
_JUDGED = frozenset(re.split(r",\s|\n", _JUDGEMENTS.strip()))
_FEW = 2
"""Judgements among the options of a question that make a scale of it."""
_ASKS = re.compile(
    r"\b(?:pupil|child|student|learner)(?:ren|s)?['’]?s?['’]?\s+(?:full |first |last )?names?\b"  # noqa: RUF001 - as typed
    r"|\bnames?\s+of\s+(?:the |each |a |any |target )*(?:pupil|child|student|learner)",
    re.IGNORECASE,
)

_FORBIDS = re.compile(r"\b(?:no|not|never|without)\b", re.IGNORECASE)


def forms(context: Context) -> Iterator[Diagnostic]:
    for form in context.bank.of(Form).values():
        owners: dict[str, str] = {}
        for where, field in _fields(form):
            yield from _repeated(context, form, where, field, owners)
            yield from _options(context, form, where, field)
            yield from _graded(context, form, where, field)
            yield from _naming(context, form, where, field)


def _fields(form: Form) -> Iterator[tuple[Location, FormField]]:
    for part, section in enumerate(form.sections):
        for number, field in enumerate(section.fields):
            yield ("sections", part, "fields", number), field


def _repeated(
    context: Context, form: Form, where: Location, field: FormField, owners: dict[str, str]
) -> Iterator[Diagnostic]:
    """Answers are kept by the id of their question."""
    if field.id in owners:
        message = f"the question “{owners[field.id]}” already has the id `{field.id}`"
        fix = "Give this one another id, or one of the two answers would be lost."
        yield context.report(form, (*where, "id"), Code.DUPLICATE_ID, message, fix)
    owners.setdefault(field.id, field.label)


def _options(
    context: Context, form: Form, where: Location, field: FormField
) -> Iterator[Diagnostic]:
    if field.kind in _OF_OPTIONS and not field.options:
        message = "there is nothing to choose from: `options` is missing"
        fix = "Write `options:` and what can be chosen; or `kind: text`."
        yield context.report(form, (*where, "kind"), Code.MISSING_FIELD, message, fix)
    elif field.options and field.kind not in _OF_OPTIONS:
        message = f"a field of the kind `{field.kind}` has no options"
        fix = "Write `kind: choice`, or `kind: checks` for several; or delete `options`."
        yield context.report(form, (*where, "options"), Code.UNKNOWN_KEY, message, fix)


def _graded(
    context: Context, form: Form, where: Location, field: FormField
) -> Iterator[Diagnostic]:
    if _is_scale(field.options):
        message = "the options are grades"
        fix = "Ask for what was seen: `kind: long-text`; or let people choose what they looked at."
        yield context.report(form, (*where, "options"), Code.GRADED_FORM, message, fix)


def _is_scale(options: tuple[str, ...]) -> bool:
    if len(options) < _FEW:
        return False
    judgements = sum(option.casefold() in _JUDGED for option in options)
    if judgements >= _FEW:
        return True
    return all(_LEVEL.fullmatch(option) for option in options) and not _counts(options)


def _counts(options: tuple[str, ...]) -> bool:
    """Whether they are numbers of something, as ages or minutes are; levels begin at the first."""
    numbers = sorted(int(option) for option in options if option.isdecimal())
    many = len(options)
    return len(numbers) == many and numbers not in (list(range(many)), list(range(1, many + 1)))


def _naming(
    context: Context, form: Form, where: Location, field: FormField
) -> Iterator[Diagnostic]:
    for name in ("label", "hint"):
        text = getattr(field, name) or ""
        if _ASKS.search(text) and not _FORBIDS.search(text):
            message = "the form asks for the names of pupils"
            fix = "Ask what pupils did, or where they sat. Nothing that is learned needs a name."
            yield context.report(form, (*where, name), Code.ASKS_FOR_NAMES, message, fix)
