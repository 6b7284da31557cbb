"""Check that the downloads of items exist."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import Item, resources_of
from lessonbank.content.checks.context import Context
from lessonbank.content.layout import CONTENT
from lessonbank.content.suggest import closest_of
from lessonbank.diagnostics import Code, Diagnostic

_FOLDER = f"{CONTENT}/resources"


def resources(context: Context) -> Iterator[Diagnostic]:
    known = [
        path.removeprefix(f"{_FOLDER}/")
        for path in context.reading.files
        if path.startswith(f"{_FOLDER}/")
    ]
    for item in context.bank:
        for number, resource in enumerate(resources_of(item)):
            if resource.file not in known:
                yield _missing(context, item, number, resource.file, known)


def _missing(context: Context, item: Item, number: int, file: str, known: list[str]) -> Diagnostic:
    near = closest_of(file, known)
    message = f"there is no file `{_FOLDER}/{file}`"
    fix = f"Write `{near}`." if near else f"Put the file into `{_FOLDER}/`, or correct its name."
    where = ("resources", number, "file")
    return context.report(item, where, Code.RESOURCE_MISSING, message, fix, suggestion=near)
