"""Build a search index that a browser can load in pieces, without a server."""

from lessonbank.search.clips import clip_document
from lessonbank.search.document import FACETS, FIELDS, Choice, Document, Passage, as_data, from_data
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
    "as_data",
    "clip_document",
    "files",
    "folder",
    "from_data",
    "page_passages",
    "read",
]
