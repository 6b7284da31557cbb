"""Ids: the names of files, which become addresses and names of files again."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from lessonbank.bank import Item
from lessonbank.content import shapes, suggest
from lessonbank.content.layout import ItemFile
from lessonbank.diagnostics import Code, Diagnostic

_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)
"""Names that Windows keeps for devices, whatever their ending."""
_LONGEST = 60


def bad_id(file: ItemFile) -> tuple[Diagnostic, ...]:
    """The mistake in the file's name, if it cannot be an id."""
    if file.id.lower() in _DEVICES:
        meant = f"{file.id.lower()}-{file.model.kind}"
        return (_bad(file, "Windows keeps this name for a device", meant),)
    is_id, described = _form(file.model)
    if is_id(file.id):
        return ()
    meant = suggest.slug(file.id)[:_LONGEST].strip("-")
    if len(file.id) > _LONGEST:
        return (_bad(file, f"an id has at most {_LONGEST} characters", meant),)
    return (_bad(file, f"an id is {described}", meant),)


@cache
def _form(model: type[Item]) -> tuple[Callable[[object], bool], str]:
    """Tells whether something is an id of the type, and describes what is."""
    shape = shapes.at(model, ("id",))[1]
    described = shapes.described(shape)
    return shapes.acceptor(shape), str(described.description) if described else "other text"


def _bad(file: ItemFile, why: str, meant: str) -> Diagnostic:
    name = f"{meant or file.model.kind}.{file.path.rpartition('.')[2]}"
    message = f"the file name `{file.id}` cannot be an id: {why}"
    fix = f"Rename the file to `{name}`."
    return Diagnostic(Code.BAD_ID, message, file.path, fix, suggestion=name)
