"""Report markup of other systems, which would be shown as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.content.checks.context import Context
from lessonbank.content.document import Document
from lessonbank.content.links import without_code
from lessonbank.diagnostics import Code, Diagnostic


@dataclass(frozen=True, slots=True)
class _Mark:
    """The pattern of a markup. Literal `signs` first, so that the search is fast."""

    name: str
    signs: tuple[str, ...]
    pattern: re.Pattern[str]


def _mark(name: str, signs: str, pattern: str) -> _Mark:
    return _Mark(name, tuple(signs.split()), re.compile(pattern, re.MULTILINE))


_SHORTCODES = "audio caption embed gallery video youtube"
_MARKS = (
    _mark("a Hugo shortcode", "{{< {{%", r"\{\{[<%][^\n]*?[>%]\}\}"),
    _mark(
        "a template placeholder",
        "{{ {% ${",
        r"\{\{(?![<%])[^\n{}]+\}\}|\{%[^\n]*?%\}|\$\{\w+\}",
    ),
    _mark("a Govspeak block", "$", r"^[ \t]*\$(?:!|[A-Z]{1,5})(?=\s|$)"),
    _mark("a Govspeak link", "[Attachment: [Contact:", r"\[(?:Attachment|Contact):[^\]\n]*\]"),
    _mark("a wiki link", "[[", r"!?\[\[[^\[\]\n]+\]\](?!\()"),
    _mark(
        "a WordPress shortcode",
        " ".join(f"[{name} [{name}] [/{name}]" for name in _SHORTCODES.split()),
        rf"\[/?(?:{'|'.join(_SHORTCODES.split())})(?:\s[^\]\n]*)?\](?!\()",
    ),
    _mark("a container of another Markdown dialect", ":::", r"^[ \t]*:{3,}[ \t]*[\w{][^\n]*"),
    _mark("a callout of another Markdown dialect", "[!", r"^[ \t]*>[ \t]*\[!\w+\][^\n]*"),
    _mark("a reStructuredText directive", "..", r"^\.\. [\w-]+::[^\n]*"),
    _mark("a reStructuredText link", ":`", r":(?:ref|doc|term):`[^`\n]+`"),
    _mark("an MDX statement", "import", r"^import\s+[\w{][^\n]*\sfrom\s+['\"][^\n]*"),
    _mark("an included file", "8<- !INCLUDE #include", r"-{1,}8<-{1,}[^\n]*|!INCLUDE[^\n]*"),
    _mark("placeholder text", "orem", r"\b[Ll]orem ipsum\b[^\n]{0,40}"),
    _mark(
        "placeholder text",
        "TODO FIXME XXX TBC <your <Your [your [Your [insert [Insert",
        r"\b(?:TODO|FIXME|XXX+)\b|^TBC\.?$|<[Yy]our\b[^<>\n]{0,40}>"
        r"|\[(?:[Yy]our|[Ii]nsert)\b[^\[\]\n]{0,40}\](?![(:])",
    ),
)
_SHOWN = 5
"""Most diagnostics for one file, since an imported page often repeats the same markup."""


def leftovers(context: Context) -> Iterator[Diagnostic]:
    for document in (*context.reading.documents.values(), *context.reading.prose):
        yield from sorted(_left(document), key=_line)[:_SHOWN]


def _line(found: Diagnostic) -> int:
    return found.span.line if found.span else 0


def _left(document: Document) -> Iterator[Diagnostic]:
    marks = [mark for mark in _MARKS if any(sign in document.text for sign in mark.signs)]
    if not marks:
        return
    text = document.text[: document.body_start] + without_code(document.body)
    for mark in marks:
        for found in mark.pattern.finditer(text):
            words = found[0].strip()
            message = f"`{words}` looks like {mark.name}, and would be shown as text"
            fix = "Delete it, or write the right text. Put an example in `backticks`."
            start = found.end() - len(found[0].lstrip())
            yield document.diagnostic(Code.LEFTOVER, message, fix, (start, found.end()))
