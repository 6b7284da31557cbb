"""Build a search index that a browser can load in pieces, without a server."""

from lessonbank.search.document import FACETS, FIELDS, Choice, Document, Passage, as_data, from_data

__all__ = [
    "FACETS",
    "FIELDS",
    "Choice",
    "Document",
    "Passage",
    "as_data",
    "from_data",
]
