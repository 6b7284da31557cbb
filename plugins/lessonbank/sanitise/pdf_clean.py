"""Rewrite a PDF without personal data, scripts and attachments."""

from __future__ import annotations

import io

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from lessonbank.sanitise.bitmaps import stripped
from lessonbank.sanitise.kinds import UnreadableFileError
from lessonbank.sanitise.metadata import read_picture
from lessonbank.sanitise.office_clean import SignedError
from lessonbank.sanitise.pdf import (
    MARKS,
    RUNS,
    dictionaries_in,
    jpeg_in,
    objects_of,
    opened,
    value_of,
)

_DROPPED = ("/Metadata", "/PieceInfo", "/AA")
_NOTES = frozenset({"/Text", "/Popup", "/FileAttachment", "/Sound"})
"""Annotations that show only an icon."""
_MARK_WORDS = ("/T", "/Contents", "/RC", "/Subj")


def clean_pdf(data: bytes) -> bytes:
    """Clean a PDF. Raises UnreadableFileError and SignedError."""
    file = io.BytesIO()
    with opened(data) as reader:
        if any(_is_signature(found) for found in objects_of(reader)):
            raise SignedError
        writer = PdfWriter(clone_from=reader)
        writer.metadata = None
        _clean_root(writer.root_object)
        for page in writer.pages:
            _clean_marks(page)
        for each in list(writer._objects):  # noqa: SLF001 - pypdf has no other way to all of them
            for found in dictionaries_in(each):
                _clean_object(found)
        writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
        writer.write(file)
    with opened(data) as before, opened(file.getvalue()) as after:
        if len(before.pages) != len(after.pages):
            raise UnreadableFileError("it is damaged")
    return file.getvalue()


def _is_signature(found: DictionaryObject) -> bool:
    return value_of(found, "/Type") == "/Sig" or (
        value_of(found, "/FT") == "/Sig" and "/V" in found
    )


def _clean_root(root: DictionaryObject) -> None:
    names = value_of(root, "/Names")
    if isinstance(names, DictionaryObject):
        for key in ("/JavaScript", "/EmbeddedFiles"):
            names.pop(NameObject(key), None)
    root.pop(NameObject("/AF"), None)


def _clean_marks(page: DictionaryObject) -> None:
    """Remove notes, and the words and authors of other annotations."""
    marks = value_of(page, "/Annots")
    if not isinstance(marks, ArrayObject):
        return
    kept = ArrayObject()
    for reference in marks:
        mark = reference.get_object()
        if isinstance(mark, DictionaryObject) and value_of(mark, "/Subtype") in _NOTES:
            continue
        if isinstance(mark, DictionaryObject) and value_of(mark, "/Subtype") in MARKS:
            words = _MARK_WORDS if value_of(mark, "/Subtype") != "/FreeText" else ("/T", "/Subj")
            for key in (*words, "/Popup", "/IRT"):
                mark.pop(NameObject(key), None)
        kept.append(reference)
    page[NameObject("/Annots")] = kept


def _clean_object(found: DictionaryObject) -> None:
    for key in _DROPPED:
        found.pop(NameObject(key), None)
    for key in ("/A", "/OpenAction", "/Next"):
        action = value_of(found, key)
        if isinstance(action, DictionaryObject) and (
            value_of(action, "/S") in RUNS or "/JS" in action
        ):
            del found[key]
    if isinstance(found, StreamObject) and value_of(found, "/Subtype") == "/Image":
        _clean_picture(found)


def _clean_picture(found: StreamObject) -> None:
    raw = jpeg_in(found)
    if raw is None:
        return
    try:
        if any(True for _ in read_picture(raw).found("")):
            found._data = stripped(raw)  # noqa: SLF001 - as it is read
    except UnreadableFileError:
        return
