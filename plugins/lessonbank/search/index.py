"""Write the files of an index; each is a script that calls one function."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from lessonbank.search.code import encode
from lessonbank.search.document import FIELDS, Document
from lessonbank.search.facets import Column, columns
from lessonbank.search.postings import Postings, invert
from lessonbank.search.reading import Reading, read
from lessonbank.search.shards import Shard, shards
from lessonbank.search.spelling import dictionary, magnitude
from lessonbank.search.stems import same_stem

VERSION = 4
"""Bump when the same documents produce different files."""
GLOBAL = "lessonbank.index"
"""The JavaScript object whose functions the files call, one per kind of file."""
CARDS = 32
"""Cards per file."""

_JSON = json.JSONEncoder(separators=(",", ":"))

File = tuple[str, bytes]
"""A file's path below the index folder, and its content: an ASCII script."""


def folder(documents: Sequence[Document], language: str) -> str:
    """Return a folder name that changes with the index, so pages never load older files."""
    digest = hashlib.sha256(f"{VERSION} {language}".encode())
    for document in documents:
        digest.update(_content(document).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:10]


def _content(document: Document) -> str:
    """Return all indexed data of a document as one text. Lists of plain values are fastest."""
    said = [passage.text for passage in document.passages]
    when = [passage.at for passage in document.passages]
    kinds = [passage.kind for passage in document.passages[: document.marks]]
    return repr((said, when, kinds, replace(document, passages=())))


def files(
    documents: Sequence[Document], language: str, reading: Reading | None = None
) -> Iterator[File]:
    """Yield the files of the index of `documents`, which are numbered in order.

    `reading` is the result of `read`, if there is one already. The index is smaller if similar
    documents are next to each other.
    """
    reading = reading or read(documents)
    postings = invert(reading)
    cut = list(shards(postings, same_stem(postings.terms, postings.spread, language)))
    yield _file("m.js", "m", _manifest(documents, reading, postings, cut))
    yield _file("f.js", "f", [_facet(column) for column in columns(documents)])
    yield _file("v.js", "v", dictionary(postings, documents))
    for number, shard in enumerate(cut):
        yield _file(f"s/{number}.js", "s", number, shard.postings, shard.facts, shard.words)
    yield from _cards(documents)
    yield from _passages(documents)


def _manifest(
    documents: Sequence[Document], reading: Reading, postings: Postings, cut: Sequence[Shard]
) -> dict[str, Any]:
    sizes = reading.sizes.tolist()
    marks = [document.marks for document in documents]
    return {
        "count": len(documents),
        "cards": CARDS,
        "fields": len(FIELDS),
        "lengths": encode(magnitude(sizes)).decode("ascii"),
        "marks": encode(np.array(marks, dtype=np.int64)).decode("ascii"),
        "places": encode(postings.sizes).decode("ascii"),
        "shards": _starts(cut),
    }


def _starts(cut: Sequence[Shard]) -> str:
    """Return the first word of each shard, separated by spaces: words have none."""
    return " ".join(shard.first for shard in cut)


def _facet(column: Column) -> list[Any]:
    choices = [[choice.id, choice.label] for choice in column.choices]
    return [column.name, column.label, choices, column.codes]


def _cards(documents: Sequence[Document]) -> Iterator[File]:
    for number, start in enumerate(range(0, len(documents), CARDS)):
        cards = [_card(document) for document in documents[start : start + CARDS]]
        yield _file(f"d/{number}.js", "d", number, cards)


def _card(document: Document) -> list[Any]:
    """Return the card's values; a last 1 means that the document has unshown texts."""
    return [
        document.url,
        document.title,
        document.note,
        document.seconds,
        document.picture,
        len(document.passages),
        *([1] if document.unshown else []),
    ]


def _passages(documents: Sequence[Document]) -> Iterator[File]:
    """Yield the passages of each page, and unshown texts that phrases are searched in."""
    for number, document in enumerate(documents):
        unshown = [_lines(lines)] if (lines := [*document.unshown]) else []
        if document.passages or unshown:
            times = _times([passage.at for passage in document.passages])
            texts = _lines([passage.text for passage in document.passages])
            kinds = [passage.kind for passage in document.passages[: document.marks]]
            yield _file(f"t/{number}.js", "t", number, kinds, times, texts, *unshown)


def _lines(texts: list[str]) -> str:
    """Join texts, one per line: JSON writes one long string faster than a list."""
    whole = f" {' '.join(texts)} "
    if not whole.isprintable() or "  " in whole:
        texts = [" ".join(text.split()) for text in texts]
    return "\n".join(texts)


def _times(given: list[float | str | None]) -> list[int | str | None]:
    """Convert seconds to tenths, exact enough to link to and play from."""
    if set(map(type, given)) == {float}:  # True for speech, the bulk of a bank.
        tenths: list[int | str | None] = (np.array(given) * 10 + 0.5).astype(np.int64).tolist()
        return tenths
    return [at if at is None or isinstance(at, str) else int(at * 10 + 0.5) for at in given]


def _file(path: str, function: str, *values: Any) -> File:
    given = ",".join(map(_JSON.encode, values))
    return path, f"{GLOBAL}.{function}({given});\n".encode("ascii")
