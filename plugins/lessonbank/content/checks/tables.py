"""Report tables that Markdown does not read as tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from lessonbank.content.checks.context import Context
from lessonbank.content.links import without_code
from lessonbank.diagnostics import Code, Diagnostic

_SEPARATOR = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?[ \t]*")
_BAR = re.compile(r"(?<!\\)\|")
_TABBED = re.compile(r"[^\t\n]*\S[ ]*\t[ \t]*\S")


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines without a blank line between them, and the offset of the first."""

    lines: tuple[str, ...]
    start: int

    def span(self, number: int) -> tuple[int, int]:
        at = self.start + sum(len(line) + 1 for line in self.lines[:number])
        return at, at + len(self.lines[number])


@dataclass(frozen=True, slots=True)
class _Mistake:
    """The line of a block at which a table goes wrong, with message and fix."""

    line: int
    message: str
    fix: str


def tables(context: Context) -> Iterator[Diagnostic]:
    """Report at most one mistake in each block that looks like a table."""
    for document in (*context.reading.documents.values(), *context.reading.prose):
        if "|" not in document.body and "\t" not in document.body:
            continue
        for block in _blocks(without_code(document.body)):
            if (mistake := _barred(block.lines) or _pasted(block.lines)) is not None:
                start, end = block.span(mistake.line)
                offsets = document.body_start + start, document.body_start + end
                code = Code.NOT_A_TABLE
                yield document.diagnostic(code, mistake.message, mistake.fix, offsets)


def _blocks(markdown: str) -> Iterator[_Block]:
    for match in re.finditer(r"(?:^.*\S.*(?:\n|\Z))+", markdown, re.MULTILINE):
        yield _Block(tuple(match[0].rstrip("\n").split("\n")), match.start())


def _cells(line: str) -> int:
    inner = line.strip().removeprefix("|")
    return len(_BAR.split(inner[:-1] if re.search(r"(?<!\\)\|$", inner) else inner))


def _is_row(line: str) -> bool:
    """Return whether a line starts with a bar and has a second, as only rows of tables do."""
    return line.lstrip().startswith("|") and len(_BAR.findall(line)) > 1


def _barred(lines: tuple[str, ...]) -> _Mistake | None:
    """Return the mistake in a table with bars, or None."""
    first = next((number for number, line in enumerate(lines) if _is_row(line)), None)
    if first is None:
        return None
    rows = tuple(takewhile(lambda line: "|" in line, lines[first:]))
    width = _cells(rows[0])
    rule = f"`|{'---|' * width}`"
    if len(rows) < 2 or not _SEPARATOR.fullmatch(rows[1]):  # noqa: PLR2004 - headings and rule
        message = "a table needs a line of hyphens below its headings"
        return _Mistake(first, message, f"Write {rule} on a line of its own below this one.")
    if first:
        message = "a table cannot start directly below text"
        return _Mistake(first, message, "Leave a blank line above this one.")
    if _cells(rows[1]) != width:
        message = f"the headings have {width} cells, but the line below them {_cells(rows[1])}"
        return _Mistake(1, message, f"Write {rule} instead of this line.")
    long = next((number for number, row in enumerate(rows) if _cells(row) > width), None)
    if long is None:
        return None
    message = f"the row has {_cells(rows[long])} cells, but the table {width} headings"
    fix = "Add a heading, or delete a cell. Write `\\|` for a bar that readers should see."
    return _Mistake(long, f"{message}, so the last would be lost", fix)


def _pasted(lines: tuple[str, ...]) -> _Mistake | None:
    """Return the mistake in rows pasted from a spreadsheet, whose cells have tabs between them."""
    rows = tuple(takewhile(_TABBED.match, lines))
    if len(rows) < 2:  # noqa: PLR2004 - headings and one row
        return None
    cells = [cell.strip() for cell in rows[0].strip().split("\t") if cell.strip()]
    headings, rule = f"| {' | '.join(cells)} |", f"|{'---|' * len(cells)}"
    message = "these rows come from a spreadsheet, and readers would see them as one line"
    fix = f"Write bars between the cells: `{headings}`, then `{rule}`, then each row on its line."
    return _Mistake(0, message, fix)
