"""Documents -> the files of an index, each a script that calls one function."""

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
"""Raised when the same documents make other files."""
GLOBAL = "lessonbank.index"
"""What every file calls, a function for each kind of file."""
CARDS = 32
"""Documents whose cards share a file."""

_JSON = json.JSONEncoder(separators=(",", ":"))

File = tuple[str, bytes]
"""A file's path below the folder of the index, and what is in it: ASCII, a script."""


def folder(documents: Sequence[Document], language: str) -> str:
    """A name that changes whenever the index would: a page never meets files of another build."""
    digest = hashlib.sha256(f"{VERSION} {language}".encode())
    for document in documents:
        digest.update(_content(document).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:10]


def _content(document: Document) -> str:
    """All that an index is made of, as one text. Lists of plain values are written fastest."""
    said = [passage.text for passage in document.passages]
    when = [passage.at for passage in document.passages]
    kinds = [passage.kind for passage in document.passages[: document.marks]]
    return repr((said, when, kinds, replace(document, passages=())))


def files(
    documents: Sequence[Document], language: str, reading: Reading | None = None
) -> Iterator[File]:
    """Every file of the index of `documents`, which are numbered in the order they are given.

    `reading` is what `read` made of them; documents near each other should be alike, which makes
    the index smaller.
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
    """Where each shard begins, with a space between: no word holds one."""
    return " ".join(shard.first for shard in cut)


def _facet(column: Column) -> list[Any]:
    choices = [[choice.id, choice.label] for choice in column.choices]
    return [column.name, column.label, choices, column.codes]


def _cards(documents: Sequence[Document]) -> Iterator[File]:
    for number, start in enumerate(range(0, len(documents), CARDS)):
        cards = [_card(document) for document in documents[start : start + CARDS]]
        yield _file(f"d/{number}.js", "d", number, cards)


def _card(document: Document) -> list[Any]:
    """Its last part says that there are texts which are not shown, where there are."""
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
    """What is said on each page, and what else a phrase may be looked for in."""
    for number, document in enumerate(documents):
        unshown = [_lines(lines)] if (lines := [*document.unshown]) else []
        if document.passages or unshown:
            times = _times([passage.at for passage in document.passages])
            texts = _lines([passage.text for passage in document.passages])
            kinds = [passage.kind for passage in document.passages[: document.marks]]
            yield _file(f"t/{number}.js", "t", number, kinds, times, texts, *unshown)


def _lines(texts: list[str]) -> str:
    """A line for each text; one text is written in a fraction of the time that many are."""
    whole = f" {' '.join(texts)} "
    if not whole.isprintable() or "  " in whole:
        texts = [" ".join(text.split()) for text in texts]
    return "\n".join(texts)


def _times(given: list[float | str | None]) -> list[int | str | None]:
    """In tenths of a second, which are enough to lead to, and to play from."""
    if set(map(type, given)) == {float}:  # As of all that is said, which is most of a bank.
        tenths: list[int | str | None] = (np.array(given) * 10 + 0.5).astype(np.int64).tolist()
        return tenths
    return [at if at is None or isinstance(at, str) else int(at * 10 + 0.5) for at in given]


def _file(path: str, function: str, *values: Any) -> File:
    given = ",".join(map(_JSON.encode, values))
    return path, f"{GLOBAL}.{function}({given});\n".encode("ascii")
