"""Fill every text field of every item with a unique marker (a canary), to find what leaks.

Fields come from the models, so new fields are filled automatically. A field that does not accept
any text needs an entry in `TAKES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from lessonbank.bank import Reference, Value

SONG = re.compile(rb"canary([0-9]{4})([a-z_]+)")
"""A canary in a file: the number of its cell, and the name of its field."""


def canary(number: int, place: str) -> str:
    return f"canary{number:04}{place.replace('-', '_')}"


Takes = Mapping[tuple[str, str], Callable[[int], Any]]
"""Makes a valid value for a field that does not accept any text, by model and field alias."""


class UnreachedError(AssertionError):
    """A field needs text in a form that no canary has."""


@dataclass(frozen=True)
class ModelGenerator:
    """Generates the fields of models, with canaries that hold one number."""

    number: int
    takes: Takes

    def fill(self, model: type[Value], place: str = "") -> dict[str, Any]:
        """Return the fields of `model` as a file has them, with a canary in each text field."""
        place = place or model.__name__.lower()
        filled = {}
        for name, field in model.model_fields.items():
            alias = field.alias or name
            if name in model.given or name in model.one_of[:-1]:
                continue
            value = self._field(model, alias, field, f"{place}_{alias}")
            if value is not None:
                filled[alias] = value
        return filled

    def _field(self, model: type[Value], alias: str, field: FieldInfo, place: str) -> Any:
        if (model.__name__, alias) in self.takes:
            return self.takes[model.__name__, alias](self.number)
        found = self._value(field.annotation, field.metadata, place)
        if found is None and field.is_required():
            raise UnreachedError(f"{model.__name__}.{alias} needs a value: add it to TAKES")
        return found

    def _value(self, annotation: Any, metadata: Iterable[Any], place: str) -> Any:
        origin, args = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self._value(args[0], [*metadata, *args[1:]], place)
        if origin in {Union, UnionType}:
            return self._value(next(a for a in args if a is not type(None)), metadata, place)
        if origin is tuple:
            inner = self._value(args[0], [], place)
            return None if inner is None else [inner]
        if _is_a(annotation, Value):
            return self.fill(annotation, place)
        if annotation is str:
            return self._text(metadata, place)
        if origin is not Literal and not _is_a(annotation, bool, int, float, date, time, Enum):
            raise UnreachedError(f"{place} holds {annotation}, which no canary knows")
        return None

    def _text(self, metadata: Iterable[Any], place: str) -> str:
        if any(map(_is_form, metadata)):
            raise UnreachedError(f"{place} takes text of one form only: add it to TAKES")
        return canary(self.number, place)


@dataclass(frozen=True)
class SharedGenerator(ModelGenerator):
    """Generates items that every edition shows; their lists of clips name the clips of all cells.

    `terms` has an id for each kind of reference.
    """

    cells: Sequence[int]
    terms: Mapping[str, str]

    def _value(self, annotation: Any, metadata: Iterable[Any], place: str) -> Any:
        if get_origin(annotation) is tuple and _names_clips(get_args(annotation)[0]):
            generators = (ModelGenerator(number, self.takes) for number in self.cells)
            return [each._value(get_args(annotation)[0], [], place) for each in generators]
        for reference in (each for each in metadata if isinstance(each, Reference)):
            return self.terms[reference.kind]
        return super()._value(annotation, metadata, place)


def _names_clips(part: Any) -> bool:
    if _is_a(part, Value):
        fields = part.model_fields.values()
        return any(Reference("clip") in field.metadata for field in fields)
    return Reference("clip") in get_args(part)


def _is_a(annotation: Any, *models: type) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, models)


def _is_form(limit: Any) -> bool:
    if isinstance(limit, FieldInfo):
        return any(map(_is_form, limit.metadata))
    return isinstance(limit, Reference) or getattr(limit, "pattern", None) is not None
