"""Findings about imported files; they name a cell, or a place in a package."""

from __future__ import annotations

from lessonbank.dates import UnclearError
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.exchange.names import KnownNames, UnknownNameError
from lessonbank.sheets import Cell, SheetError


class RefusedFileError(Exception):
    """The file cannot be used; `diagnostics` say why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(diagnostics[0].message)
        self.diagnostics = diagnostics


def of_file(path: str, error: SheetError) -> Diagnostic:
    """Report a file that cannot be read."""
    return Diagnostic(Code.IMPORT_UNREADABLE, error.message, path, error.fix)


def of_cell(
    path: str, cell: Cell, code: Code, message: str, fix: str, *, suggestion: str | None = None
) -> Diagnostic:
    """Report a cell, as in `Sheet1!C17: 31/02/2027 is not a date`."""
    return Diagnostic(code, f"{cell.address}: {message}", path, fix, suggestion=suggestion)


def unreadable(path: str, cell: Cell, code: Code, error: UnclearError) -> Diagnostic:
    return of_cell(path, cell, code, error.message, error.fix, suggestion=error.suggestion)


def faulty(path: str, cell: Cell) -> Diagnostic:
    """Report a formula without a stored result."""
    fix = "Open and save the file in the spreadsheet, or write the value instead."
    return of_cell(path, cell, Code.CELL_UNREADABLE, str(cell.fault), fix)


def unknown_name(path: str, cell: Cell, error: UnknownNameError, known: KnownNames) -> Diagnostic:
    """Report a name that matches nothing, with a suggestion, or several items."""
    if error.ids:
        message = f"more than one {error.kind} is called {error.name}"
        fix = f"Write one of these ids: {' or '.join(f'`{i}`' for i in error.ids)}."
        return of_cell(path, cell, Code.AMBIGUOUS_NAME, message, fix)
    near = known.closest(error.kind, error.name)
    examples = ", ".join(f"`{id_}`" for id_ in known.some(error.kind))
    if near:
        fix = f"Write `{near}`."
    elif examples:
        fix = f"Write a name or an id from the bank, such as {examples}."
    else:
        fix = f"Add the {error.kind} to the bank first: it has none."
    message = f"there is no {error.kind} {error.name}"
    return of_cell(path, cell, Code.UNKNOWN_REFERENCE, message, fix, suggestion=near)
