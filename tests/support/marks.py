"""The marks on fields of models, found by looking at the models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from lessonbank.bank import Audience, Value


def parts(*shapes: Any) -> Iterator[Any]:
    """Everything that a field's type is made of."""
    for shape in shapes:
        yield shape
        yield from parts(*get_args(shape))


def within(models: Iterable[type[Value]]) -> list[type[Value]]:
    """The models, and those that they hold."""
    found = list(dict.fromkeys(models))
    for model in found:
        held = parts(*(field.annotation for field in model.model_fields.values()))
        values = (each for each in held if isinstance(each, type) and issubclass(each, Value))
        found += [each for each in dict.fromkeys(values) if each not in found]
    return found


def marked(models: Iterable[type[Value]]) -> Iterator[tuple[type[Value], str, Audience]]:
    """Each field that has an audience of its own."""
    for model in within(models):
        for name, field in model.model_fields.items():
            for part in parts(*field.metadata, field.annotation):
                if isinstance(part, Audience):
                    yield model, name, part
