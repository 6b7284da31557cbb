"""What pydantic refuses, in the words of whoever wrote the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from lessonbank.bank import Licence, Location, Prose, Tag, Trust, Value
from lessonbank.content import shapes, suggest, synonyms, yaml
from lessonbank.content.directory import Directory
from lessonbank.content.document import Document
from lessonbank.diagnostics import Code, Diagnostic

_OWN_CODES: Mapping[tuple[type[Value], str], Code] = {
    (Tag, "definition"): Code.UNDEFINED_TAG,
    (Tag, "looks_like"): Code.UNDEFINED_TAG,
    (Tag, "not_this"): Code.UNDEFINED_TAG,
    (Trust, "licence"): Code.LICENCE_MISSING,
    (Licence, "video"): Code.LICENCE_MISSING,
    (Licence, "text"): Code.LICENCE_MISSING,
    (Licence, "holder"): Code.HOLDER_MISSING,
}
"""Fields whose absence is a mistake with a name of its own."""

_LONGEST_SHOWN = 60


def validate(model: type[Value], data: dict[str, Any], given: dict[str, str]) -> Value:
    """What `data` describes; an empty field counts as one not given. Raises ValidationError."""
    try:
        return model.model_validate({**data, **given}, by_alias=True, by_name=False)
    except ValidationError as error:
        blank = {e["loc"] for e in error.errors() if e["input"] is None and e["type"] not in _KEPT}
        if not blank:
            raise
        filled = _without_fields(data, blank, ())
        return model.model_validate({**filled, **given}, by_alias=True, by_name=False)


_KEPT = ("missing", "extra_forbidden")
"""Errors that stay when a field is empty: a misspelt name says nothing of the field it was for."""


def _without_fields(data: Any, blank: set[Location], location: Location) -> Any:
    """`data` without its fields at `blank`. Entries of lists stay, so that counting stays true."""
    if isinstance(data, dict):
        return {
            key: _without_fields(value, blank, (*location, key))
            for key, value in data.items()
            if (*location, key) not in blank
        }
    if isinstance(data, list):
        return [_without_fields(v, blank, (*location, i)) for i, v in enumerate(data)]
    return data


def not_fields(model: type[Value], data: Any, document: Document) -> Iterator[Diagnostic]:
    """What keeps `data` from being the fields of `model` at all."""
    if not isinstance(data, dict):
        message = f"the file must hold fields, not {_shown(data)}"
        fields = shapes.fields(model)
        first = next((n for n, field in fields.items() if field.is_required()), min(fields))
        fix = f"Write `name: value` on each line, starting with `{first}`."
        if model is Prose:
            fix += " If the first --- is meant as a line across the page, leave a blank line above."
        yield document.diagnostic(Code.WRONG_TYPE, message, fix, document.span_of(()))
        return
    for name in sorted(model.given & data.keys()):
        message = f"`{name}` is not written in the file: {_GIVEN[name]}"
        offsets = document.span_of((name,), key=True)
        yield document.diagnostic(Code.UNKNOWN_KEY, message, "Delete it.", offsets)


_GIVEN = {
    "id": "the name of the file is the id",
    "body": "the text below the front matter is the body",
}


@dataclass(frozen=True)
class Refusal:
    """What pydantic refused of one file. It is explained once all ids of the bank are known."""

    model: type[Value]
    error: ValidationError
    document: Document


def explained(refusal: Refusal, directory: Directory) -> tuple[Diagnostic, ...]:
    """The mistakes behind pydantic's errors, where they stand, each said once."""
    model, document = refusal.model, refusal.document
    errors = [e for e in refusal.error.errors() if not model.given & set(e["loc"][:1])]
    kept = [e for e in errors if not _is_consequence(e, errors)]
    found = [_Mistake(model, e, document, directory) for e in kept]
    meant = {(*mistake.location[:-1], mistake.nearest) for mistake in found if mistake.is_unknown}
    return tuple(_explained(mistake) for mistake in found if mistake.location not in meant)


def _is_consequence(error: ErrorDetails, errors: Sequence[ErrorDetails]) -> bool:
    """Whether a list is too short only because its entries have mistakes."""
    inside = (e["loc"][: len(error["loc"])] == error["loc"] for e in errors if e is not error)
    return error["type"] == "too_short" and any(inside)


def _explained(mistake: _Mistake) -> Diagnostic:
    match mistake.error["type"]:
        case "missing" | "too_short" | "string_too_short":
            return _missing(mistake)
        case "extra_forbidden":
            return _unknown(mistake)
        case _ if mistake.error["input"] is None:
            return _missing(mistake)
        case _:
            return _not_taken(mistake)


@dataclass(frozen=True)
class _Mistake:
    """One error of one model, and what can be known about it."""

    model: type[Value]
    error: ErrorDetails
    document: Document
    directory: Directory

    @property
    def location(self) -> Location:
        return self.error["loc"]

    @property
    def name(self) -> str:
        """The field, as it is called in the file."""
        return next((step for step in reversed(self.location) if isinstance(step, str)), "")

    @property
    def is_entry(self) -> bool:
        return isinstance(self.location[-1], int)

    @cached_property
    def place(self) -> tuple[type[Value], shapes.Shape | None]:
        return shapes.at(self.model, self.location)

    @property
    def is_unknown(self) -> bool:
        return self.error["type"] == "extra_forbidden"

    @cached_property
    def nearest(self) -> str | None:
        """The field that an unknown one stands for: one that is free and takes what is written."""
        names = (*synonyms.fields(self.name), self._alike)
        return next((name for name in names if name and self._takes(name)), None)

    @property
    def _alike(self) -> str | None:
        """The field with the nearest name, also by its name in the program."""
        fields = self.place[0].model_fields.items()
        names = {name: field.alias or name for name, field in fields}
        return suggest.closest(self.name, {**names, **{n: n for n in shapes.fields(self.place[0])}})

    def _takes(self, name: str) -> bool:
        """Whether what is written could stand in the field, perhaps in another spelling."""
        around = self.location[:-1]
        if name not in shapes.fields(self.place[0]) or self.document.holds((*around, name)):
            return False
        written, shape = self.error["input"], shapes.at(self.model, (*around, name))[1]
        if written is None or shapes.nested(shape):
            return True
        spellings = (written, *suggest.rewrites(written, shapes.moment(shape)))
        return any(map(shapes.acceptor(shape), spellings)) or shapes.reference(shape) is not None

    @property
    def options(self) -> tuple[str, ...]:
        return shapes.options(self.place[1])

    @property
    def example(self) -> str:
        form = shapes.described(self.place[1])
        return str(form.examples[0]) if form and form.examples else ""

    def field(self, value: object) -> str:
        """The field or entry as a line of YAML that holds `value`."""
        text = yaml.written(value)
        return f"`{text}`" if self.is_entry else f"`{self.name}: {text}`"

    def diagnostic(
        self, code: Code, message: str, fix: str, suggestion: str = "", *, key: bool = False
    ) -> Diagnostic:
        offsets = self.document.span_of(self.location, key=key)
        return self.document.diagnostic(code, message, fix, offsets, suggestion or None)


def _missing(mistake: _Mistake) -> Diagnostic:
    code = _OWN_CODES.get((mistake.place[0], mistake.name), Code.MISSING_FIELD)
    if mistake.is_entry:
        message = f"an entry of `{mistake.name}` is empty"
        return mistake.diagnostic(code, message, "Write something after its dash, or delete it.")
    state = "is empty" if mistake.document.holds(mistake.location) else "is missing"
    return mistake.diagnostic(code, f"`{mistake.name}` {state}", _filling(mistake), key=True)


def _filling(mistake: _Mistake) -> str:
    """How to fill in a field."""
    name, shape = mistake.name, mistake.place[1]
    kind, model = shapes.reference(shape), shapes.nested(shape)
    example = mistake.example or next(iter(mistake.options), "")
    if example:
        return f"Write {mistake.field(example)}, for example."
    if shapes.is_list(shape):
        return f"Write `{name}:` and below it each entry on a line of its own, after a dash."
    if model:
        return f"Write `{name}:` and below it, further in, {_listed(sorted(shapes.fields(model)))}."
    if kind:
        return f"Write `{name}:` and the id of a {kind}."
    return f"Write `{name}:` and its text."


def _unknown(mistake: _Mistake) -> Diagnostic:
    if mistake.nearest:
        fix = f"Rename it to `{mistake.nearest}`, or delete it."
    else:
        around = mistake.location[:-1]
        known = sorted(shapes.fields(mistake.place[0]))
        free = [name for name in known if not mistake.document.holds((*around, name))]
        fix = f"Delete it. What could stand here is {_listed(free)}." if free else "Delete it."
    message = f"there is no field `{mistake.name}` here"
    return mistake.diagnostic(Code.UNKNOWN_KEY, message, fix, mistake.nearest or "", key=True)


def _not_taken(mistake: _Mistake) -> Diagnostic:
    kind, written = mistake.error["type"], mistake.error["input"]
    code = Code.WRONG_TYPE if kind.endswith("_type") else _VALUE_CODES.get(kind, Code.WRONG_VALUE)
    if isinstance(written, str) and (why := _unclear(mistake, written)):
        message, fix = f"{_subject(mistake)} is {_shown(written)}: {why[0]}", why[1]
        return mistake.diagnostic(code, message, fix)
    meant = _meant(mistake)
    message = f"{_subject(mistake)} must be {_wanted(mistake)}, not {_shown(written)}"
    fix = f"Write {mistake.field(meant)}." if meant is not None else _fix(mistake)
    suggestion = meant if isinstance(meant, str) else ""
    is_collection = isinstance(written, (list, dict))
    return mistake.diagnostic(code, message, fix, suggestion, key=is_collection)


def _unclear(mistake: _Mistake, written: str) -> tuple[str, str] | None:
    """Why a date or a time of day means nothing, or more than one thing, and what to do."""
    kind = shapes.moment(mistake.place[1])
    reason = suggest.reason(written, kind) if kind else ""
    return (reason, _LOOK_UP[kind]) if kind and reason else None


_LOOK_UP: Mapping[suggest.DateOrTime, str] = {
    date: "Look the day up, and write it as year, month and day: 2026-03-04.",
    time: "Write one time of day, as 15:45.",
}
_VALUE_CODES = {"timecode": Code.NOT_A_TIME}


def _subject(mistake: _Mistake) -> str:
    if not mistake.name:
        return "the file"
    return f"an entry of `{mistake.name}`" if mistake.is_entry else f"`{mistake.name}`"


def _meant(mistake: _Mistake) -> object | None:
    """What was probably meant and would be taken: an option, or the value in another spelling."""
    written, shape = mistake.error["input"], mistake.place[1]
    if shape is None:
        return None
    kind = shapes.reference(shape)
    if kind is not None:
        tries: Iterable[object] = _ids(kind, written, mistake.directory)
    elif mistake.options:
        tries = filter(None, [suggest.closest_of(str(written), mistake.options)])
    else:
        tries = suggest.rewrites(written, shapes.moment(shape))
    return next(filter(shapes.acceptor(shape), tries), None)


def _ids(kind: str, written: object, directory: Directory) -> Iterator[object]:
    """Ids that there are, in place of what names none: one, or those of a list."""
    if isinstance(written, str):
        yield directory.closest(kind, written)
        parts = suggest.split(written)
        meant = [directory.closest(kind, part) for part in parts]
        if len(parts) > 1 and None not in meant:
            yield meant


def _shown(written: object) -> str:
    match written:
        case list():
            return "a list"
        case dict():
            return "a block of fields"
        case _:
            text = str(written)
            return f"`{text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + '...'}`"


def _wanted(mistake: _Mistake) -> str:
    kind, limits = mistake.error["type"], mistake.error.get("ctx", {})
    form = shapes.described(mistake.place[1])
    if kind in _FORMS and form:
        return str(form.description)
    if mistake.options:
        return f"one of {_listed(mistake.options)}"
    return _WANTED.get(kind, "of another form").format_map(limits)


_FORMS = ("string_pattern_mismatch", "timecode", "clock", "zone")
"""Errors about text that is not of the form that its field describes."""

_WANTED = {
    "string_type": "text",
    "string_unicode": "text",
    "string_too_long": "at most {max_length} characters long",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "date_type": "a date such as 2026-03-04",
    "date_parsing": "a date such as 2026-03-04",
    "date_from_datetime_parsing": "a date such as 2026-03-04",
    "date_from_datetime_inexact": "a date such as 2026-03-04",
    "tuple_type": "a list",
    "list_type": "a list",
    "model_type": "a block of fields",
    "greater_than": "more than {gt:g}",
    "greater_than_equal": "at least {ge:g}",
    "less_than_equal": "at most {le:g}",
}


def _fix(mistake: _Mistake) -> str:
    model = shapes.nested(mistake.place[1])
    if mistake.error["type"] == "model_type" and model:
        names = _listed(sorted(shapes.fields(model)))
        return f"Write its fields on lines of their own, further in: {names}."
    if mistake.error["type"] in ("tuple_type", "list_type"):
        return "Start each entry on a line of its own, with two spaces and a dash before it."
    kind = shapes.reference(mistake.place[1])
    if kind is not None:
        return mistake.directory.where(kind)
    if mistake.example:
        return f"Write it like {mistake.field(mistake.example)}."
    return f"Write {_wanted(mistake)}."


def _listed(words: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
