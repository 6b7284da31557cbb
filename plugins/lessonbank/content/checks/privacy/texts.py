"""Find all texts of a project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Clip
from lessonbank.captions import decode_as_written
from lessonbank.content.checks.context import MAX_CAPTIONS, Context
from lessonbank.content.document import place
from lessonbank.content.footage import MEDIA
from lessonbank.diagnostics import Code, Diagnostic

_TIMED = (".vtt", ".srt", ".sbv", ".ttml", ".dfxp")
TEXT_ENDINGS = (
    *(".md", ".yml", ".yaml", ".txt", ".csv", ".tsv", ".json", ".xml", ".ics"),
    *(".html", ".htm", ".svg", *_TIMED),
)


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a file, with LF line endings."""

    path: str
    text: str

    def report(self, span: tuple[int, int], code: Code, message: str, fix: str) -> Diagnostic:
        """Return a diagnostic about the text between two offsets."""
        where, source = place(self.text, *span)
        return Diagnostic(code, message, self.path, fix, where, source)


def is_text(path: str) -> bool:
    """Return whether a file is read as text."""
    return path.lower().endswith(TEXT_ENDINGS)


@dataclass(frozen=True, slots=True)
class Said(Text):
    """The text of captions without markup, one line for each line of a cue.

    `file` is the file's own text, and `lines` has the line of `file` for each line of `text`.
    """

    file: str
    lines: tuple[int, ...]

    def report(self, span: tuple[int, int], code: Code, message: str, fix: str) -> Diagnostic:
        """Return a diagnostic at the words in the file, or at their cue if markup splits them."""
        words = self.text[slice(*span)]
        first, last = self._bounds(span)
        found = self.file.find(words, first, last)
        start, end = (found, found + len(words)) if found >= 0 else (first, last)
        where, source = place(self.file, start, end)
        return Diagnostic(code, message, self.path, fix, where, source)

    def cue(self, span: tuple[int, int]) -> str:
        """Return the file's text from the cue in which words begin to the next cue."""
        return self.file[slice(*self._bounds(span))]

    def _bounds(self, span: tuple[int, int]) -> tuple[int, int]:
        """Return start and end, in the file, of the cue in which words begin."""
        line = self.lines[self.text.count("\n", 0, span[0])]
        later = [each for each in self.lines if each > line]
        end = _start_of(self.file, min(later)) if later else len(self.file)
        return _start_of(self.file, line), end


def _start_of(text: str, line: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
    return at


def said(context: Context) -> Iterator[Said]:
    """Yield the text of each file of captions and descriptions."""
    for path, captions in sorted(context.captions.items()):
        numbered = [
            (line, cue.source_line) for cue in captions.cues for line in cue.text.split("\n")
        ]
        text = "\n".join(line for line, _ in numbered)
        lines = tuple(max(number, 1) for _, number in numbered)
        yield Said(f"{MEDIA}/{path}", text, context.timed_texts[path], lines)


def is_spoken(path: str) -> bool:
    """Return whether a file holds speech from a film."""
    return path.startswith(f"{MEDIA}/")


def texts(context: Context) -> Iterator[Text]:
    """Yield the texts of items, pages and the trust, then of other files."""
    reading = context.reading
    trust = [reading.trust] if reading.trust else []
    read: set[str] = set()
    for document in (*reading.documents.values(), *reading.prose, *trust):
        read.add(document.path)
        yield Text(document.path, document.text)
    for path in (*reading.files, *_in_media(context)):
        if is_text(path) and path not in read and not context.is_pointer(path):
            yield Text(path, _written_in(context, path))


def _in_media(context: Context) -> Iterator[str]:
    """Yield paths of timed text and of clips' transcripts; other files belong to no item."""
    transcripts = {
        path for clip in context.bank.of(Clip).values() for path in clip.transcripts.values()
    }
    for path in sorted(context.media):
        if path.lower().endswith(_TIMED) or path in transcripts:
            yield f"{MEDIA}/{path}"


def _written_in(context: Context, path: str) -> str:
    """Return a file's text; empty if unreadable, which is reported elsewhere."""
    timed = context.timed_texts.get(path.removeprefix(f"{MEDIA}/"))
    if timed is not None and path.startswith(MEDIA):
        return timed
    try:
        return decode_as_written(context.tree.read(path, MAX_CAPTIONS)).text
    except OSError:
        return ""
