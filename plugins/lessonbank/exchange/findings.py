"""Findings about files that are imported: they name a cell, or a place in a package."""

from __future__ import annotations

from lessonbank.dates import UnclearError
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.exchange.names import KnownNames, UnknownNameError
from lessonbank.sheets import Cell, SheetError


def of_file(path: str, error: SheetError) -> Diagnostic:
    """A file of which nothing can be read."""
    return Diagnostic(Code.IMPORT_UNREADABLE, error.message, path, error.fix)


def of_cell(
    path: str, cell: Cell, code: Code, message: str, fix: str, *, suggestion: str | None = None
) -> Diagnostic:
    """`Sheet1!C17: 31/02/2027 is not a date`."""
    return Diagnostic(code, f"{cell.address}: {message}", path, fix, suggestion=suggestion)


def unreadable(path: str, cell: Cell, code: Code, error: UnclearError) -> Diagnostic:
    return of_cell(path, cell, code, error.message, error.fix, suggestion=error.suggestion)


def faulty(path: str, cell: Cell) -> Diagnostic:
    """A formula of which nobody knows what it says."""
    fix = "Open and save the file in the spreadsheet, or write the value instead."
    return of_cell(path, cell, Code.CELL_UNREADABLE, str(cell.fault), fix)


def unknown_name(path: str, cell: Cell, error: UnknownNameError, known: KnownNames) -> Diagnostic:
    """A name of nothing, with what it may have been meant for; or of several things."""
    if error.ids:
        message = f"more than one {error.kind} is called {error.name}"
        fix = f"Write the id of the one that is meant: {' or '.join(f'`{i}`' for i in error.ids)}."
        return of_cell(path, cell, Code.AMBIGUOUS_NAME, message, fix)
    near = known.closest(error.kind, error.name)
    examples = ", ".join(f"`{id_}`" for id_ in known.some(error.kind))
    if near:
        fix = f"Write `{near}`."
    elif examples:
        fix = f"Write the name or the id of one that the bank has, such as {examples}."
    else:
        fix = f"Add the {error.kind} to the bank first: it has none."
    message = f"there is no {error.kind} {error.name}"
    return of_cell(path, cell, Code.UNKNOWN_REFERENCE, message, fix, suggestion=near)
