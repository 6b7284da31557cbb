"""Report invisible characters: they break search, and can change how a line reads."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.content.checks.context import Context
from lessonbank.content.checks.privacy.texts import Text, is_spoken, texts
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.files.invisible import Invisible, invisible, is_right_to_left


def invisible_signs(context: Context) -> Iterator[Diagnostic]:
    """Report the first of each invisible character in a file, and count the others."""
    bodies = {d.path: d.body_start for d in context.reading.documents.values()}
    for text in texts(context):
        found: dict[str, list[Invisible]] = {}
        spoken = is_spoken(text.path) and is_right_to_left(text.text)
        for each in invisible(text.text):
            if spoken and each.turns:
                continue  # Captions of Arabic, Hebrew and Urdu have them on every line.
            if each.is_control and each.offset < bodies.get(text.path, 0):
                continue  # YAML with a control character is reported as unreadable.
            found.setdefault(each.name, []).append(each)
        for signs in found.values():
            yield _finding(text, signs)


def _finding(text: Text, signs: list[Invisible]) -> Diagnostic:
    first = signs[0]
    more = f", and {len(signs) - 1} more" if len(signs) > 1 else ""
    where = (first.offset, first.offset + 1)
    if first.turns and not is_spoken(text.path):
        message = f"a {first.name} reverses the direction of the text here{more}"
        fix = "Delete it: select the words with the characters next to them, and retype them."
        return text.report(where, Code.TEXT_TURNED, message, fix)
    message = f"there is an invisible character here: {first.name}{more}"
    fix = "Delete it: select the word, including the characters next to it, and retype it."
    return text.report(where, Code.INVISIBLE_SIGN, message, fix)
