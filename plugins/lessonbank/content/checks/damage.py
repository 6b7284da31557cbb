"""Report damage to text: merge conflicts, garbled letters, and a second file pasted below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessonbank.content.checks.context import Context
from lessonbank.content.checks.privacy.texts import Text, texts
from lessonbank.content.document import Document
from lessonbank.content.footage import MEDIA
from lessonbank.content.links import without_code
from lessonbank.diagnostics import Code, Diagnostic

_MARKER = re.compile(r"^<{7}(?: [^\n]*)?$", re.MULTILINE)


def conflicts(context: Context) -> Iterator[Diagnostic]:
    """Report the first merge conflict of each file, outside YAML, which reports its own."""
    bodies = _bodies(context)
    for text in texts(context):
        if "<<<<<<<" not in text.text or ">>>>>>>" not in text.text:
            continue
        start = bodies.get(text.path, 0)
        found = _MARKER.finditer(_outside_code(text, start), start)
        if (first := next(found, None)) is not None:
            more = sum(1 for _ in found)
            message = "git left the markers of a merge conflict here"
            message += f", and in {more} more places" if more else ""
            yield text.report(first.span(), Code.MERGE_CONFLICT, message, _RESOLVE)


_RESOLVE = "Keep one of the two versions, and delete the lines with <<<<<<<, ======= and >>>>>>>."


def _bodies(context: Context) -> dict[str, int]:
    """Return the offset of the text below the fields, by path."""
    return {document.path: document.body_start for document in _documents(context)}


def _outside_code(text: Text, body: int) -> str:
    """Return the text with dots for code in Markdown, which may show damage on purpose."""
    if not text.path.endswith(".md"):
        return text.text
    return text.text[:body] + without_code(text.text[body:])


def _documents(context: Context) -> Iterator[Document]:
    yield from context.reading.documents.values()
    yield from context.reading.prose
    if context.reading.trust is not None:
        yield context.reading.trust


_SECOND = re.compile(
    r"^---[ \t]*\n[ \t]*(?P<first>[A-Za-z][\w-]*):(?:[ \t][^\n]*)?\n"
    r"(?:[^\n]*\n){0,120}?(?:---|\.\.\.)[ \t]*$",
    re.MULTILINE,
)


def second_files(context: Context) -> Iterator[Diagnostic]:
    """Report front matter in the text of a page: a whole file was pasted below another."""
    for document in _documents(context):
        if "\n---" not in document.body and not document.body.startswith("---"):
            continue
        match = _SECOND.search(without_code(document.body))
        if match is not None:
            at = document.body_start + match.start()
            message = f"the fields of another file start here, with `{match['first']}`"
            fix = "Move everything from this line on into a file of its own, or delete it."
            yield document.diagnostic(Code.SECOND_FILE, message, fix, (at, at + 3))


_HIGH = bytes(range(0x80, 0xC0)).decode("windows-1252", "ignore")
"""How Windows shows the bytes that continue a character of UTF-8."""
_GARBLED = re.compile(f"[\u00c2-\u00f4][\u0080-\u00bf{_HIGH}]{{1,3}}|\ufffd")
_LIKELY = re.compile(
    "[\u00a0-\u017f\u2010-\u2044\u20ac\u2122\u2190-\u21ff\u2713\U0001f000-\U0001faff]"
)
"""Characters of English and its neighbours; others may be meant as they stand."""


def garbled(context: Context) -> Iterator[Diagnostic]:
    """Report the first damaged letter of each file that readers see, and count the others."""
    shown = _bodies(context)
    shown.update((f"{MEDIA}/{path}", 0) for path in context.captions)
    for text in texts(context):
        if text.path not in shown or text.text.isascii():
            continue
        found = filter(_is_damaged, _GARBLED.finditer(_outside_code(text, shown[text.path])))
        if (first := next(found, None)) is not None:
            yield _garbled(text, first, sum(1 for _ in found))


def _is_damaged(signs: re.Match[str]) -> bool:
    return signs[0] == "\ufffd" or _repaired(signs[0]) != ""


def _garbled(text: Text, first: re.Match[str], others: int) -> Diagnostic:
    more = f", and {others} more" if others else ""
    meant = _repaired(first[0])
    if meant:
        message = f"`{first[0]}` stands here for `{meant}`{more}"
        fix = f"Write `{meant}`. If there are many, copy the text again and save it as UTF-8."
    else:
        message = f"a character was lost here{more}"
        fix = "Type it again: it was often an apostrophe, a dash or an accented letter."
    return text.report(first.span(), Code.GARBLED_TEXT, message, fix)


def _repaired(signs: str) -> str:
    """Return the character whose bytes Windows-1252 shows as `signs`; empty if there is none."""
    try:
        meant = b"".join(map(_byte, signs)).decode()
    except UnicodeError:
        return ""
    return meant if _LIKELY.fullmatch(meant) else ""


def _byte(sign: str) -> bytes:
    return sign.encode("latin-1" if sign <= "\u00ff" else "windows-1252")
