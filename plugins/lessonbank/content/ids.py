"""Check ids: they are file names, and become addresses and file names of the site."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from functools import cache
from itertools import chain, count

from lessonbank.bank import Item, slug
from lessonbank.content import shapes
from lessonbank.content.layout import ItemFile
from lessonbank.diagnostics import Code, Diagnostic

DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)
"""Names that Windows reserves for devices, with any file extension."""
_LONGEST = 60


def bad_ids(files: Iterable[ItemFile]) -> dict[str, Diagnostic]:
    """Return a diagnostic, by path, for each file name that cannot be an id.

    Suggested names are unique, among each other and among the existing files.
    """
    every = list(files)
    taken = {(file.model.kind, file.id) for file in every if _why(file) is None}
    found: dict[str, Diagnostic] = {}
    for file in every:
        if (wrong := _why(file)) is not None:
            meant = _free(file, taken)
            taken.add((file.model.kind, meant))
            found[file.path] = _bad(file, wrong, meant)
    return found


def _why(file: ItemFile) -> str | None:
    """Return why the file's name cannot be an id, or None."""
    if file.id.lower() in DEVICES:
        return "Windows reserves this name for a device"
    is_id, described = _form(file.model)
    if is_id(file.id):
        return None
    if len(file.id) > _LONGEST:
        return f"an id has at most {_LONGEST} characters"
    return f"an id is {described}"


def _free(file: ItemFile, taken: Container[tuple[str, str]]) -> str:
    """Return an unused id that resembles the file's name."""
    kind, plain = file.model.kind, slug(file.id)[:_LONGEST].strip("-")
    first = f"{plain}-{kind}" if plain in DEVICES else plain or kind
    numbered = (f"{first[: _LONGEST - 6].strip('-')}-{number}" for number in count(2))
    return next(id_ for id_ in chain([first], numbered) if (kind, id_) not in taken)


@cache
def _form(model: type[Item]) -> tuple[Callable[[object], bool], str]:
    """Return a test for ids of the type, and a description of their format."""
    shape = shapes.at(model, ("id",))[1]
    described = shapes.described(shape)
    return shapes.acceptor(shape), str(described.description) if described else "other text"


def _bad(file: ItemFile, why: str, meant: str) -> Diagnostic:
    name = f"{meant}.{file.path.rpartition('.')[2]}"
    message = f"the file name `{file.id}` cannot be an id: {why}"
    fix = f"Rename the file to `{name}`."
    return Diagnostic(Code.BAD_ID, message, file.path, fix, suggestion=name)
