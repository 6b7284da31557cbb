"""Report pointers of Git LFS in place of pictures, downloads and transcripts."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import Clip
from lessonbank.content.checks.context import Context
from lessonbank.content.document import not_fetched
from lessonbank.content.footage import MEDIA
from lessonbank.diagnostics import Diagnostic


def pointers(context: Context) -> Iterator[Diagnostic]:
    """Report them; what reads films and captions reports those."""
    transcripts = {
        path for clip in context.bank.of(Clip).values() for path in clip.transcripts.values()
    }
    media = (f"{MEDIA}/{path}" for path in sorted(context.media) if path in transcripts)
    for path in (*context.reading.files, *media):
        if context.is_pointer(path):
            yield not_fetched(path)
