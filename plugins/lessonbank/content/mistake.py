"""One of pydantic's errors, with what a remedy needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pydantic_core import ErrorDetails

from lessonbank.bank import Location, Value
from lessonbank.content import shapes, suggest, synonyms, yaml
from lessonbank.content.directory import Directory
from lessonbank.content.document import Document
from lessonbank.diagnostics import Code, Diagnostic


@dataclass(frozen=True)
class Mistake:
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
