"""A bank in which every text of every item is a bird that sings where it is let out.

The texts are made from the models, so a new field is filled without anyone remembering it: either
it takes any text, or `TAKES` has to say what it takes.
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
"""A canary anywhere: the number of its cage, and where in it it lives."""


def canary(number: int, place: str) -> str:
    return f"canary{number:04}{place.replace('-', '_')}"


Takes = Mapping[tuple[str, str], Callable[[int], Any]]
"""What a field takes instead of any text, by model and by the field's name in files."""


class UnreachedError(AssertionError):
    """A field holds text of a form that no canary has."""


@dataclass(frozen=True)
class Cage:
    """Fills models for one number."""

    number: int
    takes: Takes

    def fill(self, model: type[Value], place: str = "") -> dict[str, Any]:
        """The fields of `model` as they are written in a file, all that can hold text filled."""
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
class Ground(Cage):
    """Fills models of what every edition shows: where they name clips, with those of all cells.

    `terms` has an id for each kind that may be named.
    """

    cells: Sequence[int]
    terms: Mapping[str, str]

    def _value(self, annotation: Any, metadata: Iterable[Any], place: str) -> Any:
        if get_origin(annotation) is tuple and _names_clips(get_args(annotation)[0]):
            cages = (Cage(number, self.takes) for number in self.cells)
            return [cage._value(get_args(annotation)[0], [], place) for cage in cages]
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
