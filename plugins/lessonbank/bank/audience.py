"""Fields with a narrower audience than their item, such as the link to a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic.fields import FieldInfo

from lessonbank.bank.item import Location, V, Value
from lessonbank.bank.scope import Scope


@dataclass(frozen=True, slots=True)
class Audience:
    """Marks a field that editions wider than `scope` leave out.

    `unless` names a neighbouring field that may override the scope. A marked field must have a
    default; wider editions show that.
    """

    scope: Scope
    unless: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """The value of a marked field, its location, and the widest scope that may see it."""

    location: Location
    value: object
    scope: Scope


def kept(value: Value) -> Iterator[Kept]:
    """Yield every marked field in `value` that is not empty, nested ones included."""
    for name, field, audience in _fields(type(value)):
        location = (field.alias or name,)
        found = getattr(value, name)
        if audience is not None:
            if found != field.get_default(call_default_factory=True):
                yield Kept(location, found, _scope(value, audience))
        else:
            yield from _nested(found, location)


def _nested(found: object, location: Location) -> Iterator[Kept]:
    if isinstance(found, tuple):
        for index, part in enumerate(found):
            yield from _nested(part, (*location, index))
    elif isinstance(found, Value):
        for each in kept(found):
            yield Kept((*location, *each.location), each.value, each.scope)


def seen_by(value: V, scope: Scope) -> V:
    """Return `value` as an edition of `scope` may see it: narrower fields have their default."""
    changes: dict[str, object] = {}
    for name, field, audience in _fields(type(value)):
        before = getattr(value, name)
        if audience is None:
            after = _seen(before, scope)
        elif _scope(value, audience).reach < scope.reach:
            after = field.get_default(call_default_factory=True)
        else:
            continue
        if after is not before:
            changes[name] = after
    return value.model_copy(update=changes) if changes else value


def _seen(found: object, scope: Scope) -> object:
    if isinstance(found, tuple):
        parts = tuple(_seen(part, scope) for part in found)
        unchanged = all(after is before for after, before in zip(parts, found, strict=True))
        return found if unchanged else parts
    return seen_by(found, scope) if isinstance(found, Value) else found


def _scope(value: Value, audience: Audience) -> Scope:
    said = getattr(value, audience.unless) if audience.unless else None
    return audience.scope if said is None else Scope(said)


@cache
def _fields(model: type[Value]) -> tuple[tuple[str, FieldInfo, Audience | None], ...]:
    """Return the marked fields of `model`, and fields whose values have marked fields."""
    return tuple(
        (name, field, audience)
        for name, field in model.model_fields.items()
        if (audience := _audience(field)) is not None or any(map(_fields, _models(field)))
    )


def _audience(field: FieldInfo) -> Audience | None:
    parts = _parts(*field.metadata, field.annotation)
    return next((part for part in parts if isinstance(part, Audience)), None)


def _models(field: FieldInfo) -> Iterator[type[Value]]:
    for part in _parts(field.annotation):
        if isinstance(part, type) and issubclass(part, Value):
            yield part


def _parts(*shapes: Any) -> Iterator[Any]:
    """Yield every part of a field's type, nested type arguments included."""
    for shape in shapes:
        yield shape
        yield from _parts(*get_args(shape))
