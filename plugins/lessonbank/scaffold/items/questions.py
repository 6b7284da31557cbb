"""The questions about a new item: one for each field of its model that holds text or a choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic.fields import FieldInfo

from lessonbank.bank import Item, Location, Value
from lessonbank.content import shapes

Path = tuple[str, ...]
"""Names of fields from the item inwards, as files have them: `("basis", "pupils")`."""


@dataclass(frozen=True, slots=True)
class Question:
    """One field to fill.

    `entry` is the path of the list of maps that it is in, empty if it is in none. `unless` are
    the paths of other questions, one of which may be answered instead.
    """

    model: type[Item]
    path: Path
    location: Location
    shape: Any
    is_needed: bool
    entry: Path = ()
    unless: tuple[Path, ...] = ()

    @property
    def option(self) -> str:
        """The option of the command: `--basis-pupils`."""
        return "--" + "-".join(self.path).replace("_", "-")

    @property
    def kind(self) -> str | None:
        """The kind of the ids that it takes, or None."""
        return shapes.reference(self.shape)

    @property
    def choices(self) -> tuple[str, ...]:
        """The only words that it takes; empty for other answers."""
        return shapes.options(self.shape)

    @property
    def is_many(self) -> bool:
        """Whether it takes several answers: it is a list, or in one."""
        return bool(self.entry) or shapes.is_list(self.shape)

    @property
    def is_yes_or_no(self) -> bool:
        return shapes.scalar(self.shape) is bool

    @property
    def example(self) -> str:
        """An answer in the right form, or an empty string."""
        form = shapes.described(self.shape)
        return str(form.examples[0]) if form and form.examples else ""


def questions(model: type[Item]) -> tuple[Question, ...]:
    """Return the questions about an item of this type, in the order of its fields.

    The id, the text below front matter and former ids are no questions. A list of maps that is
    not needed is none either: people write it into the file.
    """
    found = [
        question
        for name, field in shapes.fields(model).items()
        if name not in _LEFT
        for question in _of_field(_Around(model), name, field, needed=field.is_required())
    ]
    asked = {question.path: question for question in found}
    instead = _INSTEAD.get(model.kind, {})
    return tuple(
        replace(asked[path], is_needed=True, unless=instead[path])
        if path in instead
        else asked[path]
        for path in asked
    )


_LEFT = frozenset({"aliases"})
_INSTEAD: Mapping[str, Mapping[Path, tuple[Path, ...]]] = {
    "session": {("title",): (("workshop",), ("community",))},
}
"""Fields that a check wants, by kind, and those that may be given instead."""


@dataclass(frozen=True, slots=True)
class _Around:
    """Where a field is: its item, the way to it, and the outermost list of maps on that way."""

    item: type[Item]
    path: Path = ()
    location: Location = ()
    entry: Path = ()

    def inside(self, name: str, *, is_list: bool) -> _Around:
        path = (*self.path, name)
        step: Location = (name, 0) if is_list else (name,)
        entry = self.entry or (path if is_list else ())
        return _Around(self.item, path, (*self.location, *step), entry)


def _of_field(around: _Around, name: str, field: FieldInfo, *, needed: bool) -> Iterator[Question]:
    location = (*around.location, name)
    shape = shapes.at(around.item, location)[1]
    model, is_list = shapes.nested(field.annotation), shapes.is_list(shape)
    if model is None:
        where = (*location, 0) if is_list else location
        path = (*around.path, name)
        yield Question(around.item, path, where, shape, needed, around.entry)
    elif (is_list and needed) or (not is_list and not around.path):
        yield from _of_value(around.inside(name, is_list=is_list), model, needed=needed)


def _of_value(around: _Around, model: type[Value], *, needed: bool) -> Iterator[Question]:
    for name, field in shapes.fields(model).items():
        if name == "id" and _LABELS & shapes.fields(model).keys():
            continue  # It is made from the label.
        for question in _of_field(around, name, field, needed=needed and field.is_required()):
            is_last = model.one_of and name == model.one_of[-1]
            if is_last and needed:
                others = tuple((*around.path, other) for other in model.one_of[:-1])
                yield replace(question, is_needed=True, unless=others)
            else:
                yield question


_LABELS = frozenset({"label", "title"})
"""Fields from which the id of a part is made."""
