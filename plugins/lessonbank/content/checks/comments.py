"""Report text that YAML cuts off because `#` starts a comment."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lessonbank.bank import Trust, Value
from lessonbank.content import shapes
from lessonbank.content.checks.context import Context
from lessonbank.content.document import Document
from lessonbank.diagnostics import Code, Diagnostic

_MAY_CUT = re.compile(r"[^\s#][ \t]+#")
_COMMENT = re.compile(r"[ \t]+(#[^\n]*)")
_JOINED = re.compile(r"#[^\s#]")
"""`#1` is probably text: authors put a space after the `#` of a comment."""


def comments(context: Context) -> Iterator[Diagnostic]:
    """Report every comment after free text, and comments elsewhere that look like text."""
    reading = context.reading
    if reading.trust is not None:
        yield from _cut(Trust, reading.trust)
    for (kind, _), document in reading.documents.items():
        yield from _cut(reading.bank.types.by_kind[kind], document)


def _cut(model: type[Value], document: Document) -> Iterator[Diagnostic]:
    if not _MAY_CUT.search(document.text, 0, document.yaml_end) or not document.is_sound:
        return
    for location, text, end in document.plain_texts():
        comment = _COMMENT.match(document.text, end, document.yaml_end)
        if comment is None:
            continue
        if _JOINED.match(comment[1]) or (text and shapes.is_free_text(model, location)):
            whole = json.dumps(f"{text} {comment[1].rstrip()}".strip(), ensure_ascii=False)
            message = f"`{comment[1].rstrip()}` is a comment in YAML, so no page would show it"
            fix = f"Put the whole text in quotes: {whole}. Or move the comment to its own line."
            yield document.diagnostic(Code.TEXT_CUT, message, fix, comment.span(1))
