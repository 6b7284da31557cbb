"""Generate a schema from a model, as editors read the files.

An empty optional field counts as not given, so it may be null.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from lessonbank.bank import ITEM_TYPES, VOCABULARIES, ItemTypes, Value
from lessonbank.content import shapes
from lessonbank.schemas import spellings, words

_DAY = (
    r"^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    r"(?:[Tt ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?)?$"
)
_WHOLE = r"^\s*[-+]?[0-9][0-9_]*(?:\.0*)?\s*$"
_NUMBER = r"^\s*[-+]?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?\s*$"
_YES_OR_NO = spellings.either_case(
    ("true", "false", "yes", "no", "on", "off", "t", "f", "y", "n", "1", "0")
)
_NOT_BLANK = r"\S"


class AsWritten(GenerateJsonSchema):
    """Generates the schema of what is written in files; the model gives the types."""

    types: ItemTypes = ITEM_TYPES

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        text = super().str_schema(schema)
        if "pattern" in text:
            text["pattern"] = spellings.portable(text["pattern"])
        elif schema.get("strip_whitespace") and text.pop("minLength", 0):
            text["pattern"] = _NOT_BLANK
        return text

    def chain_schema(self, schema: core_schema.ChainSchema) -> JsonSchemaValue:
        """Return what all steps ask of a text; the last pattern is the strictest."""
        steps = [self.generate_inner(step) for step in schema["steps"]]
        return {key: value for step in steps for key, value in step.items()}

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        kinds = ["integer", "string"]
        return {**super().int_schema(schema), "type": kinds, **_taking(_WHOLE, "a whole number")}

    def float_schema(self, schema: core_schema.FloatSchema) -> JsonSchemaValue:
        kinds = ["number", "string"]
        return {**super().float_schema(schema), "type": kinds, **_taking(_NUMBER, "a number")}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        kinds = ["boolean", "string", "integer"]
        form = {**_taking(_YES_OR_NO, "true or false"), "minimum": 0, "maximum": 1}
        return {**super().bool_schema(schema), "type": kinds, **form}

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        day = super().date_schema(schema)
        del day["format"]  # It takes no midnight, as `2026-11-26 00:00`.
        form = _taking(_DAY, "year, month and day, such as 2026-11-26")
        return {**day, **form, "examples": ["2026-11-26"]}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        inner = super().default_schema(schema)
        if spellings.plain(inner.get("default")) is None:
            inner.pop("default", None)
        return inner

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        model = schema["cls"]
        found = super().model_schema(schema)
        fields = {name: found["properties"][name] for name in shapes.fields(model)}
        needed = [name for name in found.get("required", ()) if name in fields]
        found["properties"] = {
            name: self._field(model, name, field, optional=name not in needed)
            for name, field in fields.items()
        }
        return _with_keys_as_read(found, needed, model.one_of)

    def _field(
        self, model: type[Value], name: str, field: JsonSchemaValue, *, optional: bool
    ) -> JsonSchemaValue:
        head = {
            "title": words.title_of(name),
            "description": words.described(model, name, self.types),
        }
        shape = shapes.at(model, (name,))[1]
        formed = {**field, **_format(shape)}
        bare = mapped(_nullable(formed) if optional else _required(formed), _worded)
        terms = _terms(shape)
        return _with_examples({**bare, **head}, terms) if terms else {**bare, **head}


def _taking(pattern: str, form: str) -> JsonSchemaValue:
    """Return the pattern of a format, and what editors say of anything else."""
    return {"pattern": pattern, "patternErrorMessage": f"Write {form}."}


def _format(shape: shapes.Shape) -> JsonSchemaValue:
    """Return the format of a field that takes one text, in words and by example."""
    form = shapes.described(shape)
    if form is None or shapes.is_list(shape) or shapes.nested(shape):
        return {}
    examples = {"examples": form.examples} if form.examples else {}
    return {"description": form.description, **examples}


def _worded(part: JsonSchemaValue) -> JsonSchemaValue:
    """Make sentences of a format's description, which completes "it must be ..."."""
    form = part.get("description", "")
    if "pattern" not in part or not form[:1].islower():
        return part
    return {**part, "description": f"Write {form}.", "patternErrorMessage": f"Write {form}."}


def _terms(shape: shapes.Shape) -> list[str]:
    """Return the ids of a vocabulary, if the field takes them. A trust may add its own."""
    vocabulary = VOCABULARIES.get(shapes.reference(shape) or "")
    return [] if vocabulary is None or shapes.nested(shape) else [t.id for t in vocabulary.terms]


def _with_examples(field: JsonSchemaValue, examples: list[str]) -> JsonSchemaValue:
    if "items" in field:
        return {**field, "items": {**field["items"], "examples": examples}}
    return {**field, "examples": examples}


def _required(field: JsonSchemaValue) -> JsonSchemaValue:
    """Return a field's schema with room for words: draft 7 ignores what is beside a reference."""
    return {"allOf": [field]} if "$ref" in field else field


def _nullable(field: JsonSchemaValue) -> JsonSchemaValue:
    """Return the schema of a field that may be left empty."""
    left = [part for part in field.get("anyOf", ()) if part.get("type") != "null"]
    inner = {**field, **left[0]} if len(left) == 1 else field
    if len(left) == 1:
        inner.pop("anyOf")
    if "anyOf" in inner:
        return {**inner, "anyOf": [*left, {"type": "null"}]}
    if "$ref" in inner:
        return {"anyOf": [{"$ref": inner["$ref"]}, {"type": "null"}]}
    if "enum" in inner or "const" in inner:
        options = inner.pop("enum", None) or [inner.pop("const")]
        inner.pop("type", None)
        return {**inner, "enum": [*options, None]}
    kinds = inner["type"] if isinstance(inner["type"], list) else [inner["type"]]
    return {**inner, "type": [*kinds, "null"]}


def _with_keys_as_read(
    found: JsonSchemaValue, needed: list[str], one_of: tuple[str, ...]
) -> JsonSchemaValue:
    """Let a key be what an editor makes of it, and require what must be there."""
    also = {name: spellings.key_as_read(name) for name in found["properties"]}
    patterns = {key: found["properties"][name] for name, key in also.items() if key}
    plain = [name for name in needed if not also[name]]
    found.pop("required", None)
    choices = [
        [{"required": [key]} for key in (name, "true")] for name in needed if name not in plain
    ]
    if one_of:
        choices.append([{"required": [name]} for name in one_of])
    return {
        **found,
        **({"required": plain} if plain else {}),
        **({"patternProperties": patterns} if patterns else {}),
        **({"allOf": [{"anyOf": each} for each in choices]} if choices else {}),
    }


def mapped(schema: Any, change: Callable[[JsonSchemaValue], JsonSchemaValue]) -> Any:
    """Return a schema with a change of each part that describes a value."""
    if isinstance(schema, list):
        return [mapped(each, change) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = dict(schema)
    for key in _NAMED & schema.keys():
        inner[key] = {name: mapped(each, change) for name, each in schema[key].items()}
    for key in _NESTED & schema.keys():
        inner[key] = mapped(schema[key], change)
    return change(inner)


_NAMED = frozenset({"properties", "patternProperties", "definitions"})
_NESTED = frozenset({"items", "anyOf", "allOf", "oneOf", "prefixItems", "additionalProperties"})
