"""Find personal, hidden and active data in PDF files.

pypdf is pure Python and well maintained, limits what it unpacks, reads text and writes copies.
pikepdf repairs more files but reads no text, which the check for names needs.
"""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    PdfObject,
    StreamObject,
)

from lessonbank.sanitise.kinds import (
    FOLDER,
    ORGANISATION,
    PERSON,
    Kind,
    Trace,
    UnreadableFileError,
    Words,
    users_in,
)
from lessonbank.sanitise.metadata import read_picture, read_xmp

PDF_FAILURES = (
    *(PyPdfError, OSError, ValueError, KeyError, IndexError, TypeError, AttributeError),
    *(RecursionError, AssertionError, NotImplementedError, OverflowError, EOFError),
    *(ArithmeticError, LookupError, struct.error, zlib.error),
)
"""Exceptions that pypdf raises for damaged files."""
_MOST_OBJECTS = 200_000
_MOST_PAGES = 3_000
_MARK_NAMES = """
/Text /FreeText /Highlight /Underline /StrikeOut /Squiggly /Caret /Ink /Stamp /Popup /Sound
"""
MARKS = frozenset(_MARK_NAMES.split())
"""Annotations that people use for comments."""
RUNS = {
    "/JavaScript": "a script",
    "/Launch": "a command that starts a program",
    "/SubmitForm": "a form that sends what is filled in",
    "/ImportData": "something that is loaded from elsewhere",
}
_PEOPLE_KEYS = ("/Author", "/Manager", "/SourceAuthor")

logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
"""Silence pypdf's warnings about damaged files; they do not help users."""


@contextmanager
def opened(data: bytes) -> Iterator[PdfReader]:
    """Open the document; raise every failure, then or in the block, as UnreadableFileError."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise UnreadableFileError("it is protected with a password")
        yield reader
    except PDF_FAILURES as error:
        raise UnreadableFileError("it is damaged") from error


def look_at_pdf(data: bytes, *, texts: bool) -> Iterator[Trace | Words | tuple[str, bytes]]:
    """Yield traces and words, and attached files as name and bytes.

    Read the text of pages only with `texts`, since it is slow. Raises UnreadableFileError.
    """
    if not data.lstrip()[:5] == b"%PDF-":
        raise UnreadableFileError("it is not a PDF")
    with opened(data) as reader:
        if not reader.pages:
            raise UnreadableFileError("it has no pages")
        yield from _properties(reader)
        for number, found in enumerate(objects_of(reader), start=1):
            if number > _MOST_OBJECTS:
                raise UnreadableFileError("it is too large to check")
            yield from _object(found)
        if texts:
            yield from _pages(reader)


def objects_of(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Yield every dictionary of the document, including nested ones and those of streams."""
    known = {number for generation in reader.xref.values() for number in generation}
    generations = {n: g for g, numbers in reader.xref.items() for n in numbers}
    for number in sorted(known | set(reader.xref_objStm)):
        reference = IndirectObject(number, generations.get(number, 0), reader)
        yield from dictionaries_in(reader.get_object(reference))
    yield from dictionaries_in(reader.trailer)


def dictionaries_in(found: PdfObject | None) -> Iterator[DictionaryObject]:
    """Yield the dictionaries in one object without following references."""
    waiting: list[object] = [found]
    while waiting:
        each = waiting.pop()
        if isinstance(each, DictionaryObject):
            yield each
            waiting += [each.raw_get(key) for key in each]
        elif isinstance(each, ArrayObject):
            waiting += list(each)


def value_of(found: DictionaryObject, key: str) -> object:
    """Return the value of a key, following a reference; None if missing."""
    if key not in found:
        return None
    return found[key]  # Unlike `get`, indexing follows a reference.


def _properties(reader: PdfReader) -> Iterator[Trace | Words]:
    properties: Mapping[str, object] = reader.metadata or {}
    values = {str(key): str(value) for key, value in properties.items() if value is not None}
    people = tuple(values[key] for key in _PEOPLE_KEYS if values.get(key, "").strip())
    if people:
        yield Trace(Kind.TELLS, "", PERSON, people)
    if values.get("/Company", "").strip():
        yield Trace(Kind.TELLS, "", ORGANISATION, (values["/Company"],))
    users = tuple(name for value in values.values() for name in users_in(value))
    if users:
        yield Trace(Kind.TELLS, "", FOLDER, users)
    yield Words("", "\n".join(values.values()))


def _object(found: DictionaryObject) -> Iterator[Trace | Words | tuple[str, bytes]]:
    subtype = value_of(found, "/Subtype")
    if isinstance(found, StreamObject) and subtype == "/Image":
        yield from _picture(found)
    elif isinstance(found, StreamObject) and "/XML" in {subtype, value_of(found, "/Type")}:
        yield from read_xmp(found.get_data().decode("utf-8", "replace")).found("")
    if "/EF" in found:
        yield from _attached(found)
    if subtype in MARKS and "/Rect" in found:
        yield from _mark(found)
    if value_of(found, "/FT") in {"/Tx", "/Ch"} and value_of(found, "/V"):
        yield Trace(Kind.HIDDEN, "", "values filled into a form")
        yield Words("", str(value_of(found, "/V")))
    if value_of(found, "/Type") == "/Sig" and value_of(found, "/Name"):
        yield Trace(Kind.TELLS, "", PERSON, (str(found["/Name"]),))
    yield from _active(found)
    yield from _unseen(found)


def _unseen(found: DictionaryObject) -> Iterator[Trace]:
    if value_of(found, "/Subtype") == "/Redact":
        yield Trace(Kind.HIDDEN, "", "a redaction that was never carried out")
    if "/PieceInfo" in found:
        yield Trace(Kind.HIDDEN, "", "a program's own data")
    layers = value_of(found, "/OFF")
    if isinstance(layers, ArrayObject) and layers:
        yield Trace(Kind.HIDDEN, "", "hidden layers")


def _active(found: DictionaryObject) -> Iterator[Trace]:
    action = value_of(found, "/S")
    if isinstance(action, str) and action in RUNS:
        yield Trace(Kind.ACTIVE, "", RUNS[action])
    elif "/JS" in found:
        yield Trace(Kind.ACTIVE, "", RUNS["/JavaScript"])
    if "/XFA" in found:
        yield Trace(Kind.ACTIVE, "", "a form with a program of its own")


def _mark(found: DictionaryObject) -> Iterator[Trace | Words]:
    author, words = str(value_of(found, "/T") or ""), str(value_of(found, "/Contents") or "")
    yield Trace(Kind.HIDDEN, "", "comments or marks")
    if author.strip():
        yield Trace(Kind.TELLS, "", PERSON, (author,))
    yield Words("", words)


def _picture(found: StreamObject) -> Iterator[Trace | Words]:
    """Yield the metadata of a JPEG, which a PDF stores unchanged."""
    raw = jpeg_in(found)
    if raw is not None:
        reference = found.indirect_reference
        inner = f"picture {reference.idnum}" if reference else "picture"
        try:
            yield from read_picture(raw).found(inner)
        except UnreadableFileError:
            return  # An unreadable picture has no readable metadata.


def jpeg_in(found: StreamObject) -> bytes | None:
    """Return the stream's bytes if it is a JPEG, else None."""
    filters = value_of(found, "/Filter")
    names = list(filters) if isinstance(filters, ArrayObject) else [filters]
    raw = found._data  # noqa: SLF001 - the bytes as they are; reading would unpack the pixels
    return raw if names == ["/DCTDecode"] and isinstance(raw, bytes) else None


def _attached(found: DictionaryObject) -> Iterator[Trace | tuple[str, bytes]]:
    files = value_of(found, "/EF")
    if not isinstance(files, DictionaryObject):
        return
    name = str(value_of(found, "/UF") or value_of(found, "/F") or "attachment")
    yield Trace(Kind.HIDDEN, "", "an attached file")
    for key in ("/F", "/UF"):
        stream = value_of(files, key)
        if isinstance(stream, StreamObject):
            yield name, stream.get_data()
            return


def _pages(reader: PdfReader) -> Iterator[Words]:
    if len(reader.pages) > _MOST_PAGES:
        raise UnreadableFileError("it has too many pages to check")
    for number, page in enumerate(reader.pages, start=1):
        yield Words(f"page {number}", page.extract_text())
