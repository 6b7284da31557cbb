"""Check that references are found in all fields of a model, so that denied ones are removed."""

from __future__ import annotations

import types
from collections.abc import Collection, Iterable, Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from lessonbank.bank.item import Reference, Value

_PLAIN = (str, int, float, Decimal, date, time, timedelta, type(None), Enum)
_MADE_OF_PARTS = (tuple, Union, types.UnionType)


def reference_faults(model: type[Value], kinds: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield a message and a fix for each field that an edition could not keep back.

    An id in a list or a mapping would remain after its target is denied, and so would an id of a
    kind outside `kinds`.
    """
    yield from _of_model(model, kinds, set())


def _of_model(
    model: type[Value], kinds: Collection[str], seen: set[type[Value]]
) -> Iterator[tuple[str, str]]:
    if model in seen:
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        parts = (*_references(field.metadata), *_parts(field.annotation))
        if len(frozenset(filter(_holds_references, parts))) > 1:
            message = f"`{name}` of {model.__name__} holds ids or values of several kinds"
            yield message, "Use a separate field for each kind."
        for part in parts:
            if isinstance(part, type) and issubclass(part, Value):
                yield from _of_model(part, kinds, seen)
            elif isinstance(part, Reference) and part.kind not in kinds:
                message = (
                    f"`{name}` of {model.__name__} refers to {part.kind}, a kind that no type has"
                )
                yield message, "Use the kind of an existing type."
            elif not _is_plain(part):
                taken = get_origin(part) or part
                type_name = taken.__name__ if isinstance(taken, type) else taken
                message = f"`{name}` of {model.__name__} takes {type_name}"
                yield message, "Use text, numbers, days, `tuple[..., ...]` and values of `Value`."


def _parts(annotation: Any) -> Iterator[Any]:
    """Yield the parts of an annotation, and the references among their metadata."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from (*_parts(args[0]), *_references(args[1:]))
    elif origin in _MADE_OF_PARTS:
        for each in args:
            if each is not ...:
                yield from _parts(each)
    else:
        yield annotation


def _references(metadata: Iterable[Any]) -> Iterator[Reference]:
    return (each for each in metadata if isinstance(each, Reference))


def _holds_references(part: Any) -> bool:
    """Return whether ids are found in this part. A field may have only one such part."""
    return isinstance(part, Reference) or (isinstance(part, type) and issubclass(part, Value))


def _is_plain(part: Any) -> bool:
    """Return whether the part is a reference, or a type that holds no unmarked ids."""
    if isinstance(part, Reference) or get_origin(part) is Literal:
        return True
    return isinstance(part, type) and get_origin(part) is None and issubclass(part, _PLAIN)
