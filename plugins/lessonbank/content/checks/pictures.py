"""Pictures can be published: a copy of each can be made that holds the picture and nothing else."""

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
        try:
            lost = verify_picture(path, context.whole(path))
        except UnreadableFileError as error:
            yield unusable(path, error)
        else:
            if lost:
                message = f"the published picture lacks {', '.join(lost)}"
                fix = "Look at it on the page. If the part is missed, export the picture as a PNG."
                yield Diagnostic(Code.PICTURE_CHANGED, message, path, fix)


def unusable(path: str, error: UnreadableFileError) -> Diagnostic:
    """The finding about a picture that cannot be published."""
    message = f"the picture cannot be published: {error}"
    return Diagnostic(Code.PICTURE_UNUSABLE, message, path, _EXPORT)


def _is_meant(path: str) -> bool:
    """Whether a picture that browsers do not show lies where pictures for pages do."""
    return ending_of(path) in OTHER_PICTURES and path.startswith(f"{CONTENT}/images/")
