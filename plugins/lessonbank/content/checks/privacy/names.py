"""Report names from the list, giving the place but never the name."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.content.checks.context import Context
from lessonbank.content.checks.privacy.texts import is_text, said, texts
from lessonbank.content.footage import MEDIA
from lessonbank.content.names import NameList, without_words
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.sanitise import Trace, Words

_FIX = "Delete it or write a role, such as `a pupil`; in footage, redact it where it is spoken."
_RENAME = "Rename the file, and correct the references to it."
_TAKE_OUT = "Delete it in the program that made the file, and export the file again."
_CLEAN = "Export the file again without its metadata."


def listed_names(context: Context) -> Iterator[Diagnostic]:
    if context.names is None:
        return
    for text in texts(context):
        for span in context.names.find(text.text):
            message = "a name from the list is here"
            yield without_words(text.report(span, Code.LISTED_NAME, message, _FIX))
    yield from _in_speech(context, context.names)
    yield from _of_files(context, context.names)
    yield from _inside_files(context, context.names)
    yield from _in_films(context, context.names)


def _in_speech(context: Context, names: NameList) -> Iterator[Diagnostic]:
    """Report names in captions even if markup separates their parts."""
    for text in said(context):
        for span in names.find(text.text):
            if not any(names.find(text.cue(span))):
                message = "a name from the list is spoken here"
                yield without_words(text.report(span, Code.LISTED_NAME, message, _FIX))


def _of_files(context: Context, names: NameList) -> Iterator[Diagnostic]:
    media = {*context.media, *(context.lock or ())}
    for path in (*context.reading.files, *(f"{MEDIA}/{path}" for path in sorted(media))):
        if any(names.find(path)):
            message = "a name from the list is in the name of the file or its folder"
            yield Diagnostic(Code.LISTED_NAME, message, path, _RENAME)


def _inside_files(context: Context, names: NameList) -> Iterator[Diagnostic]:
    """Report names in the text and metadata of documents and pictures."""
    for path, carried in context.carried.items():
        if is_text(path):
            continue  # Text files are searched elsewhere, with line numbers.
        parts = (found.inner for found in carried if any(_stand_in(found, names)))
        for part in dict.fromkeys(parts):
            where = f"in `{part}` in the file" if part else "in the metadata of the file"
            message = f"a name from the list is {where}"
            yield Diagnostic(Code.LISTED_NAME, message, path, _TAKE_OUT)


def _stand_in(found: Trace | Words, names: NameList) -> Iterator[object]:
    values = found.values if isinstance(found, Trace) else (found.text,)
    for text in (*values, found.inner):
        yield from names.find(text)


def _in_films(context: Context, names: NameList) -> Iterator[Diagnostic]:
    message = "a name from the list is in the metadata of the file"
    for path in sorted(context.known_media.keys() & context.media):
        if any(any(names.find(value)) for value in context.film_tags(path)):
            yield Diagnostic(Code.LISTED_NAME, message, f"{MEDIA}/{path}", _CLEAN)
