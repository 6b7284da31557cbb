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
        spoken = is_spoken(text.path) and is_right_to_left(text.text)
        # YAML with a control character is reported as unreadable.
        for signs in invisible(text.text, controls_from=bodies.get(text.path, 0)):
            if not (
                spoken and signs.turns
            ):  # Arabic, Hebrew and Urdu captions have them everywhere.
                yield _finding(text, signs)


def _finding(text: Text, signs: Invisible) -> Diagnostic:
    more = f", and {signs.number - 1} more" if signs.number > 1 else ""
    where = (signs.offset, signs.offset + 1)
    if signs.turns and not is_spoken(text.path):
        message = f"a {signs.name} reverses the direction of the text here{more}"
        fix = "Delete it: select the words with the characters next to them, and retype them."
        return text.report(where, Code.TEXT_TURNED, message, fix)
    message = f"there is an invisible character here: {signs.name}{more}"
    fix = "Delete it: select the word, including the characters next to it, and retype it."
    return text.report(where, Code.INVISIBLE_SIGN, message, fix)
