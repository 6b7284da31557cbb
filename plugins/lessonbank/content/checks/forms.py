"""Check forms: questions can be answered, nobody is graded, no pupil's name is asked for."""

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
"""Number of judgements among a question's options that makes it a rating scale."""
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
    """Report a repeated id: answers are stored by the id of their question."""
    if field.id in owners:
        message = f"the question “{owners[field.id]}” already has the id `{field.id}`"
        fix = "Give this question another id; otherwise one of the two answers would be lost."
        yield context.report(form, (*where, "id"), Code.DUPLICATE_ID, message, fix)
    owners.setdefault(field.id, field.label)


def _options(
    context: Context, form: Form, where: Location, field: FormField
) -> Iterator[Diagnostic]:
    if field.kind in _OF_OPTIONS and not field.options:
        message = "the question has no answers to choose from: `options` is missing"
        fix = "Write `options:` and the answers; or `kind: text`."
        yield context.report(form, (*where, "kind"), Code.MISSING_FIELD, message, fix)
    elif field.options and field.kind not in _OF_OPTIONS:
        message = f"a question of the kind `{field.kind}` cannot have options"
        fix = "Write `kind: choice`, or `kind: checks` for several; or delete `options`."
        yield context.report(form, (*where, "options"), Code.UNKNOWN_KEY, message, fix)


def _graded(
    context: Context, form: Form, where: Location, field: FormField
) -> Iterator[Diagnostic]:
    if _is_scale(field.options):
        message = "the options are grades"
        fix = "Ask what people saw (`kind: long-text`), or offer things that they looked at."
        yield context.report(form, (*where, "options"), Code.GRADED_FORM, message, fix)


def _is_scale(options: tuple[str, ...]) -> bool:
    if len(options) < _FEW:
        return False
    judgements = sum(option.casefold() in _JUDGED for option in options)
    if judgements >= _FEW:
        return True
    return all(_LEVEL.fullmatch(option) for option in options) and not _counts(options)


def _counts(options: tuple[str, ...]) -> bool:
    """Return whether options are amounts, such as ages or minutes; levels start at 0 or 1."""
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
            fix = "Ask what pupils did, or where they sat. No form needs a pupil's name."
            yield context.report(form, (*where, name), Code.ASKS_FOR_NAMES, message, fix)
