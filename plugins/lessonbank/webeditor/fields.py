"""Make the fields of forms from the models: labels, help, lists to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, get_args

from pydantic import AfterValidator
from pydantic.fields import FieldInfo

from lessonbank.bank import Bank, Value, one_line
from lessonbank.bank.item import Prose
from lessonbank.content import shapes
from lessonbank.schemas import described, documents, title_of

Field = dict[str, Any]

_TAGS = {"collection": "tagsets", "value_field": "tags.*.id", "display_fields": ["tags.*.label"]}
_NUMBERS = {"integer": "int", "number": "float"}
_ONE_LINE = AfterValidator(one_line)
_MANY_LINES = get_args(Prose)[2]
"""What tells prose from text on one line."""
_BODY: Field = {
    "name": "body",
    "label": "Text",
    "widget": "richtext",
    "modes": ["raw"],
    "required": False,
    "hint": "What colleagues should know. Plain paragraphs are enough.",
}


class Fields:
    """The fields of a bank's forms. Only kinds in `open_kinds` have a list to choose from."""

    def __init__(self, bank: Bank, open_kinds: Iterable[str]) -> None:
        self._bank = bank
        self._open = frozenset(open_kinds)
        self._schemas = documents(bank.types)

    def of_item(self, model: type[Value], schema: str) -> list[Field]:
        """Return the fields of an item or of the trust."""
        whole: dict[str, Any] = self._schemas[schema]
        found = sorted(self._of(model, whole, whole), key=lambda field: field["name"] == "aliases")
        return [*found, _BODY] if "body" in model.given else found

    def _of(
        self, model: type[Value], part: Mapping[str, Any], whole: Mapping[str, Any]
    ) -> list[Field]:
        return [
            self._field(model, name, field, part["properties"][name], whole)
            for name, field in shapes.fields(model).items()
        ]

    def _field(
        self,
        model: type[Value],
        name: str,
        field: FieldInfo,
        part: Mapping[str, Any],
        whole: Mapping[str, Any],
    ) -> Field:
        shape = shapes.at(model, (name,))[1]
        head: Field = {
            "name": name,
            "label": title_of(name),
            "hint": described(model, name, self._bank.types),
            "required": field.is_required(),
        }
        return {**head, **self._widget(shape, field, part, whole)}

    def _widget(
        self,
        shape: shapes.Shape,
        field: FieldInfo,
        part: Mapping[str, Any],
        whole: Mapping[str, Any],
    ) -> Field:
        nested, several = shapes.nested(shape), shapes.is_list(shape)
        kind, options = shapes.reference(shape), shapes.options(shape)
        least = {"min": part["minItems"]} if "minItems" in part else {}
        if nested:
            inner = self._of(nested, whole["definitions"][nested.__name__], whole)
            more = {"collapsed": "auto", **least} if several else {}
            return {"widget": "list" if several else "object", "fields": inner, **more}
        if kind and (chosen := self._choice(kind)):
            return {**chosen, "multiple": several, **least}
        if options:
            every = [{"label": title_of(option), "value": option} for option in options]
            return {"widget": "select", "options": every, "multiple": several, **least}
        if several:
            entry = {"name": "entry", "label": "Entry", **_text(shape, part["items"])}
            return {"widget": "list", "field": entry, **least}
        return _scalar(shape, field, part)

    def _choice(self, kind: str) -> Field | None:
        """Return the widget that chooses an id of a kind, or None to write it."""
        if kind in self._bank.vocabularies:
            terms = self._bank.vocabularies[kind].terms
            options = [{"label": term.label, "value": term.id} for term in terms]
            return {"widget": "select", "options": options}
        if kind == "statement":
            options = [
                {"label": f"{framework.title}: {each.label}", "value": each.id}
                for framework in self._bank.frameworks.values()
                for each in framework.statements
            ]
            return {"widget": "select", "options": options, "dropdown_threshold": 0}
        if kind not in self._open:
            return None
        if kind == "tag":
            return {"widget": "relation", **_TAGS}
        model = self._bank.types.by_kind[kind]
        name = identifier(model)
        shown = [f"{{{{{name}}}}}"] if name else ["{{slug}}"]
        return {"widget": "relation", "collection": model.folder, "display_fields": shown}


def identifier(model: type[Value]) -> str | None:
    """Return the field that names an item: its title or its name."""
    fields = shapes.fields(model)
    return next((n for n in ("title", "name") if n in fields and fields[n].is_required()), None)


def _scalar(shape: shapes.Shape, field: FieldInfo, part: Mapping[str, Any]) -> Field:
    kind = part["type"][0] if isinstance(part["type"], list) else part["type"]
    if shapes.moment(shape) is date:
        return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
    if kind == "boolean":
        given = field.get_default()
        if given is None:  # Neither yes nor no unless somebody says so.
            return {"widget": "select", "options": ["true", "false"]}
        return {"widget": "boolean", "default": given is True}
    if kind in _NUMBERS:
        limits = {"min": part.get("minimum"), "max": part.get("maximum")}
        known = {key: value for key, value in limits.items() if value is not None}
        return {"widget": "number", "value_type": _NUMBERS[kind], **known}
    return _text(shape, part)


def _text(shape: shapes.Shape, part: Mapping[str, Any]) -> Field:
    long = _MANY_LINES in _parts(shape) and _ONE_LINE not in _parts(shape)
    form = part.get("patternErrorMessage")
    checked = {"pattern": [part["pattern"], form]} if form else {}
    return {"widget": "text" if long else "string", **checked}


def _parts(shape: shapes.Shape) -> Iterator[object]:
    """Yield all parts of a field's type, its validators included."""
    yield shape
    for part in (*get_args(shape), *getattr(shape, "__metadata__", ())):
        yield from _parts(part)
