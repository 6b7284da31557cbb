"""Documents -> an index that a browser can search piece by piece, without a server."""

from lessonbank.search.clips import clip_document
from lessonbank.search.document import FACETS, FIELDS, Choice, Document, Passage
from lessonbank.search.index import files, folder
from lessonbank.search.pages import page_passages
from lessonbank.search.reading import READING_VERSION, Reading, read

__all__ = [
    "FACETS",
    "FIELDS",
    "READING_VERSION",
    "Choice",
    "Document",
    "Passage",
    "Reading",
    "clip_document",
    "files",
    "folder",
    "page_passages",
    "read",
]
