"""Explain pydantic's errors in the author's terms."""

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
from lessonbank.content.former import TRUST, advice, former
from lessonbank.content.wording import listed, shown
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
"""Fields with a code of their own when missing."""


def validate(model: type[Value], data: dict[str, Any], given: dict[str, str]) -> Value:
    """Return the value that `data` describes; ignore empty fields. Raise ValidationError."""
    try:
        return model.model_validate({**data, **given}, by_alias=True, by_name=False)
    except ValidationError as error:
        blank = {e["loc"] for e in error.errors() if e["input"] is None and e["type"] not in _KEPT}
        if not blank:
            raise
        filled = _without_fields(data, blank, ())
        return model.model_validate({**filled, **given}, by_alias=True, by_name=False)


_KEPT = ("missing", "extra_forbidden")
"""Errors that stand even if the field is empty: the field's name may be misspelt."""


def _without_fields(data: Any, blank: set[Location], location: Location) -> Any:
    """Return `data` without the `blank` fields. Keep list entries, so that indexes stay valid."""
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
    """Yield diagnostics if `data` is not a map, or sets fields that come from elsewhere."""
    if not isinstance(data, dict):
        message = f"the file must contain fields, not {shown(data)}"
        fields = shapes.fields(model)
        first = next((n for n, field in fields.items() if field.is_required()), min(fields))
        fix = f"Write `name: value` on each line, starting with `{first}`."
        if model is Prose:
            fix += " If the first --- is meant as a horizontal line, leave a blank line above it."
        yield document.diagnostic(Code.WRONG_TYPE, message, fix, document.span_of(()))
        return
    for name in sorted(model.given & data.keys()):
        message = f"`{name}` must not be set in the file: {_GIVEN[name]}"
        offsets = document.span_of((name,), key=True)
        yield document.diagnostic(Code.UNKNOWN_KEY, message, "Delete it.", offsets)


_GIVEN = {
    "id": "the file's name is the id",
    "body": "the text below the front matter is the body",
}


@dataclass(frozen=True)
class Refusal:
    """Pydantic's errors for one file, to be explained when all ids of the bank are known."""

    model: type[Value]
    error: ValidationError
    document: Document


def explained(refusal: Refusal, directory: Directory) -> tuple[Diagnostic, ...]:
    """Return one diagnostic for each mistake behind pydantic's errors."""
    model, document = refusal.model, refusal.document
    errors = [e for e in refusal.error.errors() if not model.given & set(e["loc"][:1])]
    kept = [e for e in errors if not _is_consequence(e, errors)]
    found = [_Mistake(model, e, document, directory) for e in kept]
    meant = {(*mistake.location[:-1], mistake.nearest) for mistake in found if mistake.is_unknown}
    return tuple(_explained(mistake) for mistake in found if mistake.location not in meant)


def _is_consequence(error: ErrorDetails, errors: Sequence[ErrorDetails]) -> bool:
    """Return whether a list is too short only because its entries have mistakes."""
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
    """One pydantic error, with its model, file and the ids of the bank."""

    model: type[Value]
    error: ErrorDetails
    document: Document
    directory: Directory

    @property
    def location(self) -> Location:
        return self.error["loc"]

    @property
    def name(self) -> str:
        """The field's name in the file."""
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
        """The field probably meant by an unknown name: unused, and able to take the value."""
        names = (*synonyms.fields(self.name), self._alike)
        return next((name for name in names if name and self._takes(name)), None)

    @property
    def _alike(self) -> str | None:
        """The field with the nearest name, in files or in the program."""
        fields = self.place[0].model_fields.items()
        names = {name: field.alias or name for name, field in fields}
        return suggest.closest(self.name, {**names, **{n: n for n in shapes.fields(self.place[0])}})

    def _takes(self, name: str) -> bool:
        """Return whether the field is unused and takes the value or a respelling of it."""
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
        """Return the field or entry with `value`, as a line of YAML."""
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
    """Return a fix for a missing field."""
    name, shape = mistake.name, mistake.place[1]
    kind, model = shapes.reference(shape), shapes.nested(shape)
    example = mistake.example or next(iter(mistake.options), "")
    if example:
        return f"Write {mistake.field(example)}, for example."
    if shapes.is_list(shape):
        return f"Write `{name}:` and, below it, each entry on its own line after a dash."
    if model:
        return f"Write `{name}:` and, indented below it, {listed(sorted(shapes.fields(model)))}."
    if kind:
        return f"Write `{name}:` and the id of a {kind}."
    return f"Write `{name}:` and its text."


def _unknown(mistake: _Mistake) -> Diagnostic:
    gone = former(_place_of(mistake.model), mistake.location)
    if gone is not None:
        message = f"there is no field `{mistake.name}` here since version {gone.until}"
        return mistake.diagnostic(Code.UNKNOWN_KEY, message, advice(gone), key=True)
    if mistake.nearest:
        fix = f"Rename it to `{mistake.nearest}`, or delete it."
    else:
        around = mistake.location[:-1]
        known = sorted(shapes.fields(mistake.place[0]))
        free = [name for name in known if not mistake.document.holds((*around, name))]
        fix = f"Delete it. The fields allowed here are {listed(free)}." if free else "Delete it."
    message = f"there is no field `{mistake.name}` here"
    return mistake.diagnostic(Code.UNKNOWN_KEY, message, fix, mistake.nearest or "", key=True)


def _place_of(model: type[Value]) -> str:
    return TRUST if model is Trust else getattr(model, "kind", "")


def _not_taken(mistake: _Mistake) -> Diagnostic:
    kind, written = mistake.error["type"], mistake.error["input"]
    code = Code.WRONG_TYPE if kind.endswith("_type") else _VALUE_CODES.get(kind, Code.WRONG_VALUE)
    if isinstance(written, str) and (why := _unclear(mistake, written)):
        message, fix = f"{_subject(mistake)} is {shown(written)}: {why[0]}", why[1]
        return mistake.diagnostic(code, message, fix)
    meant = _meant(mistake)
    message = f"{_subject(mistake)} must be {_wanted(mistake)}, not {shown(written)}"
    fix = f"Write {mistake.field(meant)}." if meant is not None else _fix(mistake)
    suggestion = meant if isinstance(meant, str) else ""
    is_collection = isinstance(written, (list, dict))
    return mistake.diagnostic(code, message, fix, suggestion, key=is_collection)


def _unclear(mistake: _Mistake, written: str) -> tuple[str, str] | None:
    """Return reason and fix for an invalid or ambiguous date or time of day, or None."""
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
    """Return the nearest valid value: an option, or the value respelt; None without one."""
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
    """Yield existing ids near an unknown one: a single id, or a list of them."""
    if isinstance(written, str):
        yield directory.closest(kind, written)
        parts = suggest.split(written)
        meant = [directory.closest(kind, part) for part in parts]
        if len(parts) > 1 and None not in meant:
            yield meant


def _wanted(mistake: _Mistake) -> str:
    kind, limits = mistake.error["type"], mistake.error.get("ctx", {})
    form = shapes.described(mistake.place[1])
    if kind in _FORMS and form:
        return str(form.description)
    if mistake.options:
        return f"one of {listed(mistake.options)}"
    return _WANTED.get(kind, "in another format").format_map(limits)


_FORMS = ("string_pattern_mismatch", "timecode", "clock", "zone")
"""Errors about text in the wrong format for its field."""

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
        names = listed(sorted(shapes.fields(model)))
        return f"Write its fields on separate, indented lines: {names}."
    if mistake.error["type"] in ("tuple_type", "list_type"):
        return "Start each entry on its own line, with two spaces and a dash before it."
    kind = shapes.reference(mistake.place[1])
    if kind is not None:
        return mistake.directory.where(kind)
    if mistake.example:
        return f"Write it like {mistake.field(mistake.example)}."
    return f"Write {_wanted(mistake)}."
