"""Explain pydantic's errors in the author's terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from lessonbank.bank import Licence, Location, Prose, Tag, Trust, Value
from lessonbank.content import kin, remedies, shapes, suggest
from lessonbank.content.directory import Directory
from lessonbank.content.document import Document
from lessonbank.content.former import TRUST, advice, former
from lessonbank.content.mistake import Mistake
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


def explained(
    refusal: Refusal, directory: Directory, within: Location = ()
) -> tuple[Diagnostic, ...]:
    """Return one diagnostic for each mistake behind pydantic's errors, or for a wrong folder.

    With `within` they are those at or below that place.
    """
    model, document = refusal.model, refusal.document
    moved = kin.elsewhere(document, model, directory.types)
    if moved is not None and not within:
        return (moved,)
    every = (e for e in refusal.error.errors() if e["loc"][: len(within)] == within)
    errors = [e for e in every if not model.given & set(e["loc"][:1])]
    kept = [e for e in errors if not _is_consequence(e, errors)]
    found = [Mistake(model, e, document, directory) for e in kept]
    meant = {(*mistake.location[:-1], mistake.nearest) for mistake in found if mistake.is_unknown}
    found = [mistake for mistake in found if mistake.location not in meant]
    split = {mistake.location: rest for mistake in found if (rest := _torn_off(mistake, found))}
    rests = {rest.location for rest in split.values()}
    kept_apart = (mistake for mistake in found if mistake.location not in rests)
    return tuple(
        _second_dash(mistake) if mistake.location in split else _explained(mistake)
        for mistake in kept_apart
    )


def _torn_off(mistake: Mistake, found: Sequence[Mistake]) -> Mistake | None:
    """Return the mistake in the next entry of a list if it holds what this one lacks, or None."""
    *around, number, name = mistake.location if len(mistake.location) > 1 else (0, 0)
    if mistake.error["type"] != "missing" or not isinstance(number, int):
        return None
    after = (*around, number + 1)
    if not mistake.document.holds((*after, name)):
        return None
    return next(
        (m for m in found if m.location[:-1] == after and m.error["type"] == "missing"), None
    )


def _second_dash(mistake: Mistake) -> Diagnostic:
    *around, number, name = mistake.location
    after = (*around, int(number) + 1, name)
    message = f"the dash before `{name}` starts another entry, so the one above has no `{name}`"
    fix = f"Write two spaces instead of the dash before `{name}`."
    offsets = mistake.document.span_of(after, key=True)
    return mistake.document.diagnostic(Code.MISSING_FIELD, message, fix, offsets)


def _is_consequence(error: ErrorDetails, errors: Sequence[ErrorDetails]) -> bool:
    """Return whether a list is too short only because its entries have mistakes."""
    inside = (e["loc"][: len(error["loc"])] == error["loc"] for e in errors if e is not error)
    return error["type"] == "too_short" and any(inside)


def _explained(mistake: Mistake) -> Diagnostic:
    match mistake.error["type"]:
        case "missing" | "too_short" | "string_too_short":
            return _missing(mistake)
        case "extra_forbidden":
            return _unknown(mistake)
        case _ if mistake.error["input"] is None:
            return _missing(mistake)
        case _:
            return _not_taken(mistake)


def _missing(mistake: Mistake) -> Diagnostic:
    code = _OWN_CODES.get((mistake.place[0], mistake.name), Code.MISSING_FIELD)
    if mistake.is_entry:
        message = f"an entry of `{mistake.name}` is empty"
        return mistake.diagnostic(code, message, "Write something after its dash, or delete it.")
    state = "is empty" if mistake.document.holds(mistake.location) else "is missing"
    message = f"`{mistake.name}` {state}"
    return mistake.diagnostic(code, message, remedies.filling(mistake), key=True)


def _unknown(mistake: Mistake) -> Diagnostic:
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


def _not_taken(mistake: Mistake) -> Diagnostic:
    kind, written = mistake.error["type"], mistake.error["input"]
    code = Code.WRONG_TYPE if kind.endswith("_type") else _VALUE_CODES.get(kind, Code.WRONG_VALUE)
    if isinstance(written, str) and (why := remedies.unclear(mistake, written)):
        message, fix = f"{_subject(mistake)} is {shown(written)}: {why[0]}", why[1]
        return mistake.diagnostic(code, message, fix)
    meant = remedies.meant(mistake)
    message = f"{_subject(mistake)} must be {remedies.wanted(mistake)}, not {_described(written)}"
    fix = f"Write {mistake.field(meant)}." if meant is not None else remedies.fix(mistake)
    suggestion = meant if isinstance(meant, str) else ""
    is_collection = isinstance(written, (list, dict))
    return mistake.diagnostic(code, message, fix, suggestion, key=is_collection)


def _described(written: object) -> str:
    """Return the value in words; say why text with a colon is a block of fields."""
    torn = suggest.torn_text(written) if isinstance(written, dict) else ""
    colon = f": the colon makes it one, in `{torn}`" if torn else ""
    return f"{shown(written)}{colon}"


_VALUE_CODES = {"timecode": Code.NOT_A_TIME}


def _subject(mistake: Mistake) -> str:
    if not mistake.name:
        return "the file"
    return f"an entry of `{mistake.name}`" if mistake.is_entry else f"`{mistake.name}`"
