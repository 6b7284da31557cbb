"""Report links in Markdown whose two halves do not stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessonbank.content.checks.context import Context
from lessonbank.content.links import without_code
from lessonbank.diagnostics import Code, Diagnostic

_ADDRESS = (
    r"(?:[a-z][a-z-]*:[^\s()\[\]]+"
    r"|\.{0,2}/?[\w./-]+\.(?:md|html?|pdf|png|jpe?g|svg)(?:#[^\s()\[\]]*)?)"
)
_PARTED = re.compile(rf"(?P<words>!?\[[^\[\]\n]+\])[ \t]+\((?P<address>{_ADDRESS})\)")
_TURNED = re.compile(rf"\((?P<words>[^()\n]+)\)\[(?P<address>{_ADDRESS})\]")


def parted_links(context: Context) -> Iterator[Diagnostic]:
    """Report `[words] (address)` and `(words)[address]`, which readers would see as written."""
    for document in (*context.reading.documents.values(), *context.reading.prose):
        if "](" not in document.body.replace("] ", "]") and ")[" not in document.body:
            continue
        prose = without_code(document.body)
        found = [(m, "a space stands between ] and (") for m in _PARTED.finditer(prose)]
        found += [(m, "the brackets are swapped") for m in _TURNED.finditer(prose)]
        for match, why in found:
            words = match["words"] if match["words"][-1] == "]" else f"[{match['words']}]"
            start, end = (document.body_start + at for at in match.span())
            message = f"{why}, so this is not a link"
            fix = f"Write `{words}({match['address']})`."
            yield document.diagnostic(Code.PARTED_LINK, message, fix, (start, end))
