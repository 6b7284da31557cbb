"""Check that pictures can be published as clean copies, without metadata."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.content.checks.context import Context
from lessonbank.content.layout import CONTENT
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.sanitise import (
    OTHER_PICTURES,
    PICTURES,
    UnreadableFileError,
    ending_of,
    verify_picture,
)

_EXPORT = "Export it again as a PNG, a JPEG or a plain SVG."


def pictures(context: Context) -> Iterator[Diagnostic]:
    for path in context.reading.files:
        if ending_of(path) not in PICTURES and not _is_meant(path):
            continue
        if context.is_pointer(path):
            continue  # The check of pointers reports it.
        try:
            lost = verify_picture(path, context.whole(path))
        except UnreadableFileError as error:
            yield unusable(path, error)
        else:
            if lost:
                message = f"the published picture lacks {', '.join(lost)}"
                fix = "Look at it on the page. If a part is missing, export the picture as a PNG."
                yield Diagnostic(Code.PICTURE_CHANGED, message, path, fix)


def unusable(path: str, error: UnreadableFileError) -> Diagnostic:
    """Return the diagnostic about a picture that cannot be published."""
    message = f"the picture cannot be published: {error}"
    return Diagnostic(Code.PICTURE_UNUSABLE, message, path, _EXPORT)


def _is_meant(path: str) -> bool:
    """Return whether a file in the pictures' folder has a format that browsers do not show."""
    return ending_of(path) in OTHER_PICTURES and path.startswith(f"{CONTENT}/images/")
