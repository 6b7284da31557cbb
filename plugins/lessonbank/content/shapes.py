"""Look up the annotated type at a location in a model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from enum import Enum
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import Field, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from lessonbank.bank import Location, Reference, Value

Shape = Any
"""A type as annotated in a model."""


def at(model: type[Value], location: Location) -> tuple[type[Value], Shape | None]:
    """Return the innermost model at `location`, and the type there, or None if unknown."""
    holder: type[Value] = model
    shape: Shape = model
    for step in location:
        if isinstance(step, int):
            shape = _entry(shape)
            continue
        holder = nested(shape) or holder
        field = _field(holder, step)
        if field is None:
            return holder, None
        about = Field(description=field.description, examples=field.examples)
        shape = Annotated[field.annotation, *field.metadata, about]
    return holder, shape


def fields(model: type[Value]) -> dict[str, FieldInfo]:
    """Return the fields of `model` by their names in files, without those given by the file."""
    return {
        field.alias or name: field
        for name, field in model.model_fields.items()
        if name not in model.given
    }


def nested(shape: Shape) -> type[Value] | None:
    """Return the model that `shape` is or contains, or None."""
    if isinstance(shape, type) and get_origin(shape) is None:
        return shape if issubclass(shape, Value) else None
    return next((model for part in get_args(shape) if (model := nested(part))), None)


def _field(model: type[Value], name: str) -> FieldInfo | None:
    return next((f for n, f in model.model_fields.items() if (f.alias or n) == name), None)


def _entry(shape: Shape) -> Shape:
    """Return the type of a list's entries, or None if it is no list."""
    origin: object = get_origin(shape)
    if origin is tuple:
        return get_args(shape)[0]
    return next((entry for part in get_args(shape) if (entry := _entry(part)) is not None), None)


def described(shape: Shape) -> FieldInfo | None:
    """Return the nearest field with a description of the text's format, or None."""
    if isinstance(shape, FieldInfo):
        return shape if shape.description else None
    return next((found for part in get_args(shape) if (found := described(part))), None)


def reference(shape: Shape) -> str | None:
    """Return the kind of the ids that the field takes, or None."""
    if isinstance(shape, Reference):
        return shape.kind
    return next((kind for part in get_args(shape) if (kind := reference(part))), None)


def moment(shape: Shape) -> type[date | time] | None:
    """Return `date` or `time` if the field takes one, or None."""
    if shape is date:
        return date
    if shape is time:
        return time
    return next((kind for part in get_args(shape) if (kind := moment(part))), None)


def is_list(shape: Shape) -> bool:
    return _entry(shape) is not None


def options(shape: Shape) -> tuple[str, ...]:
    """Return the only words that a field takes; empty for any text."""
    if isinstance(shape, type) and issubclass(shape, Enum):
        return tuple(str(option.value) for option in shape)
    origin: object = get_origin(shape)
    if origin is Literal:
        return tuple(map(str, get_args(shape)))
    return next((words for part in get_args(shape) if (words := options(part))), ())


def is_free_text(model: type[Value], location: Location) -> bool:
    """Return whether the location takes free text without a set format."""
    shape = at(model, location)[1]
    closed = shape is None or described(shape) or reference(shape) or options(shape)
    return not closed and _holds_text(shape)


def _holds_text(shape: Shape) -> bool:
    parts = get_args(shape)
    return shape is str or any(_holds_text(part) for part in parts if part is not Ellipsis)


def acceptor(shape: Shape) -> Callable[[object], bool]:
    """Return a test whether a field of this type takes a value."""
    adapter: TypeAdapter[object] = TypeAdapter(shape)

    def accepts(value: object) -> bool:
        try:
            adapter.validate_python(value)
        except ValidationError:
            return False
        return True

    return accepts


_SCALARS: list[type] = [bool, int, float, str]


def scalar(shape: Shape) -> type | None:
    """Return `bool`, `int`, `float` or `str` as a field takes it, in a list or alone, or None.

    A number that is written in a format of its own, such as a time, is text.
    """
    if shape in _SCALARS:
        return _SCALARS[_SCALARS.index(shape)]
    inner = (scalar(part) for part in get_args(shape))
    found: type | None = next((kind for kind in inner if kind is not None), None)
    return str if found in (int, float) and described(shape) else found
