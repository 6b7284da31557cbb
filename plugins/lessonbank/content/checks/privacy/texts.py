"""Everything in a project that people have written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Clip
from lessonbank.captions import decode
from lessonbank.content.checks.context import MAX_CAPTIONS, Context
from lessonbank.content.document import place
from lessonbank.content.footage import MEDIA
from lessonbank.diagnostics import Code, Diagnostic

_TIMED = (".vtt", ".srt")
_WRITTEN = (
    *(".md", ".yml", ".yaml", ".txt", ".csv", ".tsv", ".json", ".xml", ".ics"),
    *(".html", ".htm", ".svg", *_TIMED),
)


@dataclass(frozen=True, slots=True)
class Text:
    """A file and what it says, with LF line ends."""

    path: str
    text: str

    def report(self, span: tuple[int, int], code: Code, message: str, fix: str) -> Diagnostic:
        """A finding about the words between two offsets."""
        where, source = place(self.text, *span)
        return Diagnostic(code, message, self.path, fix, where, source)


def is_text(path: str) -> bool:
    """Whether a file is read as text, whatever else it is."""
    return path.lower().endswith(_WRITTEN)


def texts(context: Context) -> Iterator[Text]:
    """Items, pages and the trust as they were read, then other files of text."""
    reading = context.reading
    trust = [reading.trust] if reading.trust else []
    read: set[str] = set()
    for document in (*reading.documents.values(), *reading.prose, *trust):
        read.add(document.path)
        yield Text(document.path, document.text)
    for path in (*reading.files, *_in_media(context)):
        if is_text(path) and path not in read:
            yield Text(path, _written_in(context, path))


def _in_media(context: Context) -> Iterator[str]:
    """Timed text, and the transcripts of clips; what else lies there is of no item."""
    transcripts = {clip.transcript for clip in context.bank.of(Clip).values()}
    for path in sorted(context.media):
        if path.lower().endswith(_TIMED) or path in transcripts:
            yield f"{MEDIA}/{path}"


def _written_in(context: Context, path: str) -> str:
    """The text of a file; nothing where it cannot be read, which is reported elsewhere."""
    timed = context.timed_texts.get(path.removeprefix(f"{MEDIA}/"))
    if timed is not None and path.startswith(MEDIA):
        return timed
    try:
        return decode(context.tree.read(path, MAX_CAPTIONS)).text
    except OSError:
        return ""
