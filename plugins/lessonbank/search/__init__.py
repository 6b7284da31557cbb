"""Build a search index that a browser can load in pieces, without a server."""

from lessonbank.search.clips import clip_document
from lessonbank.search.document import FACETS, FIELDS, Choice, Document, Passage, as_data, from_data
from lessonbank.search.pages import page_passages

__all__ = [
    "FACETS",
    "FIELDS",
    "Choice",
    "Document",
    "Passage",
    "as_data",
    "clip_document",
    "from_data",
    "page_passages",
]
