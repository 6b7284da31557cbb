"""No text holds signs that nobody sees: words with them are not found, and lines can lie."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.content.checks.context import Context
from lessonbank.content.checks.privacy.texts import Text, is_spoken, texts
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.files.invisible import Invisible, invisible, is_right_to_left


def invisible_signs(context: Context) -> Iterator[Diagnostic]:
    """The first of each sign in each file, with how many more there are."""
    for text in texts(context):
        found: dict[str, list[Invisible]] = {}
        spoken = is_spoken(text.path) and is_right_to_left(text.text)
        for each in invisible(text.text):
            if spoken and each.turns:
                continue  # Captions of Arabic, Hebrew and Urdu have them on every line.
            found.setdefault(each.name, []).append(each)
        for signs in found.values():
            yield _finding(text, signs)


def _finding(text: Text, signs: list[Invisible]) -> Diagnostic:
    first = signs[0]
    more = f", and {len(signs) - 1} more" if len(signs) > 1 else ""
    where = (first.offset, first.offset + 1)
    if first.turns and not is_spoken(text.path):
        message = f"a {first.name} turns the direction of the text here{more}"
        fix = "Delete it: select the words from the sign before to the sign after; type them anew."
        return text.report(where, Code.TEXT_TURNED, message, fix)
    message = f"there is a {first.name} here, which nobody sees{more}"
    fix = "Delete it: select the word with the signs around it, and type it anew."
    return text.report(where, Code.INVISIBLE_SIGN, message, fix)
