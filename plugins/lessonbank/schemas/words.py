"""The words of schemas: titles and descriptions, as they stand in the models.

The description of a field is the string below it in its class.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from lessonbank.bank import VOCABULARIES, ItemTypes, Value
from lessonbank.content import shapes

_INITIALS = {"dpia": "DPIA", "dpo": "DPO", "id": "id", "url": "web address", "urn": "URN"}
"""Parts of field names that are not written as words."""
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_REFERENCES = {"tag": "tag from `content/tagsets/`", "statement": "statement of a framework"}
"""Things with ids that have no file of their own."""


def title_of(name: str) -> str:
    """Return the title of a field: `looks_like` is `Looks like`."""
    words = " ".join(_INITIALS.get(part, part) for part in re.split(r"[_-]", name))
    return words[:1].upper() + words[1:]


def name_of(definition: str) -> str:
    """Return the name of a part of an item: `TimedQuestion` is `Timed question`."""
    return _CAPITAL.sub(" ", definition).capitalize()


def described(model: type[Value], name: str, types: ItemTypes) -> str:
    """Return the description of the field called `name` in files, and how to write it.

    A field without a description of its own has only the second part.
    """
    own = next(_docstrings_of(model, name), "")
    return " ".join(filter(None, (own, _form(model, name, types))))


def _form(model: type[Value], name: str, types: ItemTypes) -> str:
    shape = shapes.at(model, (name,))[1]
    kind = shapes.reference(shape)
    form = shapes.described(shape)
    if shapes.nested(shape):
        return ""
    if kind:
        several = shapes.is_list(shape)
        return f"Write the {'ids, each of' if several else 'id of'} a {_thing(kind, types)}."
    return f"Write {form.description}." if form else ""


def _thing(kind: str, types: ItemTypes) -> str:
    model = types.by_kind.get(kind)
    if model is not None:
        return f"file in `content/{model.folder}/`: its name without the ending"
    if kind in VOCABULARIES:
        return f"{kind.replace('-', ' ')}, as suggested here or in `content/trust.yml`"
    return _REFERENCES[kind]


def _docstrings_of(model: type[Value], name: str) -> Iterator[str]:
    field = next((n for n, f in model.model_fields.items() if (f.alias or n) == name), name)
    for owner in model.__mro__:
        if text := _docstrings(owner.__module__).get((owner.__qualname__, field)):
            yield text


@cache
def _docstrings(module: str) -> Mapping[tuple[str, str], str]:
    """Return the strings below the fields of a module's classes; empty without its source."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except (OSError, TypeError):
        return {}
    return {
        (owner.name, field.target.id): " ".join(text.value.value.split())
        for owner in ast.walk(tree)
        if isinstance(owner, ast.ClassDef)
        for field, text in pairwise(owner.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
        if isinstance(text.value.value, str)
    }
