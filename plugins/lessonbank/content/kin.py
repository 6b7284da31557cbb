"""Tell which type of item a file's fields belong to."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from lessonbank.bank import Item, Value
from lessonbank.content import shapes
from lessonbank.content.document import Document, UnreadableError
from lessonbank.diagnostics import Code, Diagnostic

_ENOUGH = 3
"""Fewest fields that can tell types apart."""


def elsewhere(
    document: Document, read_as: type[Value], types: Iterable[type[Item]]
) -> Diagnostic | None:
    """Return a diagnostic if the file's fields are those of another type, or None."""
    try:
        data = document.data()
    except UnreadableError:
        return None
    model = _meant(data.keys(), read_as, types) if isinstance(data, dict) else None
    if model is None:
        return None
    name = document.path.rpartition("/")[2].rpartition(".")[0]
    message = f"these are the fields of a {model.kind}, but the file is not in `{model.folder}/`"
    fix = f"Move the file to `content/{model.folder}/{name}.{model.format}`."
    return document.diagnostic(Code.MISPLACED_FILE, message, fix, document.span_of(()))


def _meant(
    fields: Collection[str], read_as: type[Value], types: Iterable[type[Item]]
) -> type[Item] | None:
    """Return the only type that has all `fields`, if `read_as` lacks many of them, or None."""
    if len(fields) < _ENOUGH or len(_known(fields, read_as)) > len(fields) / 2:
        return None
    likely = [model for model in types if _fits(fields, model)]
    return likely[0] if len(likely) == 1 else None


def _known(fields: Collection[str], model: type[Value]) -> set[str]:
    return shapes.fields(model).keys() & set(fields)


def _fits(fields: Collection[str], model: type[Item]) -> bool:
    """Return whether the type has nearly all `fields`, and they hold nearly all that it needs."""
    needed = {name for name, field in shapes.fields(model).items() if field.is_required()}
    strange = len(fields) - len(_known(fields, model))
    return strange <= 1 and len(needed - set(fields)) <= 1
