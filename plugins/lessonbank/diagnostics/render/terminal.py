"""Render findings for a terminal: the source line, with the words underlined."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from lessonbank.diagnostics.catalogue import Severity
from lessonbank.diagnostics.finding import Diagnostic, Span
from lessonbank.diagnostics.render.words import clean, first_of_code, sentence

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_CUT = "..."
_MIN_WIDTH = 40


def terminal(diagnostics: Sequence[Diagnostic], *, width: int = 100) -> Text:
    """Return the findings with their source, for a rich console of that width."""
    first = first_of_code(diagnostics)
    blocks = (
        _block(found, max(width, _MIN_WIDTH), tell_cause=position in first)
        for position, found in enumerate(diagnostics)
    )
    return Text("\n").join(blocks)


def _block(found: Diagnostic, width: int, *, tell_cause: bool) -> Text:
    style = _STYLES[found.severity]
    gutter = len(str(found.span.line)) if found.span else 1
    block = Text(no_wrap=True)
    block.append(f"{found.severity} {found.code.number}", style)
    block.append(f" {found.code.title}: ", "dim")
    block.append(f"{clean(found.message)}\n", "bold")
    block.append(f"{' ' * gutter}--> ", "blue").append(f"{_where(found)}\n")
    if found.span:
        _frame(block, found, found.span, gutter, width)
    elif found.suggestion:
        _note(block, gutter, f"did you mean `{clean(found.suggestion)}`?")
    if tell_cause:
        _note(block, gutter, f"why: {found.code.cause}")
    _note(block, gutter, f"fix: {sentence(found.fix)}")
    return block


def _where(found: Diagnostic) -> str:
    path = clean(found.path)
    return f"{path}:{found.span.line}:{found.span.column}" if found.span else path


def _note(block: Text, gutter: int, text: str) -> None:
    block.append(f"{' ' * gutter} = ", "blue").append(f"{text}\n")


def _frame(block: Text, found: Diagnostic, span: Span, gutter: int, width: int) -> None:
    before, marked, after = _window(found.source, span, width - gutter - 3)
    style = _STYLES[found.severity]
    block.append(f"{span.line} | ", "blue").append(before).append(marked, style)
    block.append(f"{after}\n").append(f"{' ' * gutter} | ", "blue")
    block.append(f"{' ' * cell_len(before)}{'^' * max(1, cell_len(marked))}", style)
    if found.suggestion:
        block.append(f" did you mean `{clean(found.suggestion)}`?", style)
    block.append("\n")


def _window(source: str, span: Span, width: int) -> tuple[str, str, str]:
    """Split a line into the text before, in and after the span, shortened to `width` cells."""
    start, end = span.column - 1, (span.end_column or span.column + 1) - 1
    before, marked, after = clean(source[:start]), clean(source[start:end]), clean(source[end:])
    if cell_len(before + marked + after) <= width:
        return before, marked, after
    marked = _cut_end(marked, width * 2 // 3)
    before = _cut_start(before, (width - cell_len(marked)) // 2)
    return before, marked, _cut_end(after, width - cell_len(before + marked))


def _cut_end(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - len(_CUT)).rstrip() + _CUT


def _cut_start(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    kept = set_cell_size(text[::-1], width - len(_CUT))[::-1]
    return _CUT + kept.lstrip()
