"""Write the files of an index; each is a script that calls one function."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from lessonbank.bank import Synonyms
from lessonbank.search.code import column, encode, ordered
from lessonbank.search.document import FIELDS, Document
from lessonbank.search.facets import Column, columns
from lessonbank.search.foreign import foreign
from lessonbank.search.meanings import Meanings, meanings, meanings_data
from lessonbank.search.postings import Postings, invert
from lessonbank.search.reading import Reading, read
from lessonbank.search.shards import Entries, Shard, shards
from lessonbank.search.spelling import LENGTHS, dictionaries, magnitude
from lessonbank.search.stems import Families

VERSION = 7
"""Bump when the same documents produce different files."""
GLOBAL = "lessonbank.index"
"""The JavaScript object whose functions the files call, one per kind of file."""
CARDS = 16
"""Cards per file."""
RARE = 3
"""Words in fewer documents are rare. `site/assets/find/5-search.js` holds the same number."""

_LESS_LIKELY = frozenset({"framework", "page"})
"""Types of pages that mention much and rarely answer a query."""

_JSON = json.JSONEncoder(separators=(",", ":"))

File = tuple[str, bytes]
"""A file's path below the index folder, and its content: an ASCII script."""


def folder(
    documents: Sequence[Document], language: str, thesaurus: tuple[Synonyms, ...] = ()
) -> str:
    """Return a folder name that changes with the index, so pages never load older files."""
    digest = hashlib.sha256(repr((VERSION, language, thesaurus)).encode())
    for document in documents:
        digest.update(_content(document).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:10]


def _content(document: Document) -> str:
    """Return all indexed data of a document as one text. Lists of plain values are fastest."""
    said = [passage.text for passage in document.passages]
    when = [passage.at for passage in document.passages]
    kinds = [passage.kind for passage in document.passages[: document.marks]]
    return repr((said, when, kinds, replace(document, passages=()), *document.translated))


def files(
    documents: Sequence[Document],
    language: str,
    reading: Reading | None = None,
    thesaurus: tuple[Synonyms, ...] = (),
) -> Iterator[File]:
    """Yield the files of the index of `documents`, which are numbered in order.

    `reading` is the result of `read`, if there is one already. `thesaurus` is the trust's own. The
    index is smaller if similar documents are next to each other.
    """
    reading = reading or read(documents)
    known = meanings(language, thesaurus)
    postings = invert(reading, names=known, language=language)
    families = Families(_spread(postings, known), language, foreign(documents, reading))
    cut = list(shards(postings, *_entries(postings, known, families)))
    kinds = _kinds(documents)
    yield _file("m.js", "m", {**_manifest(documents, reading, postings, cut), "kinds": kinds})
    yield _file("n.js", "n", *meanings_data(documents, known, language))
    yield _file("f.js", "f", [_facet(column) for column in columns(documents)])
    for number, words in enumerate(dictionaries(postings, documents)):
        yield _file(f"v/{number}.js", "v", number, words)
    for number, each in enumerate(cut):
        parts = (each.postings, each.facts, each.words, each.correct)
        yield _file(f"s/{number}.js", "s", number, *parts)
    yield from _cards(documents, kinds)
    yield from _passages(documents)


def _spread(postings: Postings, known: Meanings) -> dict[str, int]:
    """Return the number of documents of each term, and 0 for named words in none."""
    spread = dict(zip(postings.terms, postings.spread.tolist(), strict=True))
    return {**dict.fromkeys(known.named, 0), **spread}


def _entries(postings: Postings, known: Meanings, families: Families) -> tuple[Entries, Entries]:
    """Return the terms, and correct words in few documents; each with words of its stem.

    What is in no document has relatives here; other words have theirs among the terms.
    """
    spread = dict(zip(postings.terms, postings.spread.tolist(), strict=True))
    words = known.words
    few = ordered(word for word in words if spread.get(word, 0) < RARE)
    absent = [word for word in few if word not in spread]
    relatives = dict(zip(absent, families.others(absent), strict=True))
    terms = dict(zip(postings.terms, families.others(postings.terms), strict=True))
    return terms, {word: relatives.get(word, ()) for word in few}


def _kinds(documents: Sequence[Document]) -> list[tuple[str, str]]:
    """Return the types of the documents: the id, and what one of them is called."""
    kinds = ((kind.id, each.noun or kind.label) for each in documents if (kind := each.kind))
    return list({id_: (id_, noun) for id_, noun in kinds}.values())


def _manifest(
    documents: Sequence[Document], reading: Reading, postings: Postings, cut: Sequence[Shard]
) -> dict[str, Any]:
    lengths = magnitude(reading.sizes.tolist())
    marks = [document.marks for document in documents]
    less = [n for n, each in enumerate(documents) if each.kind and each.kind.id in _LESS_LIKELY]
    return {
        "count": len(documents),
        "cards": CARDS,
        "fields": len(FIELDS),
        "less": encode(np.array(less, dtype=np.int64)).decode("ascii"),
        "lengths": column(lengths),
        "marks": column(np.array(marks, dtype=np.int64)),
        "mean": round(float(np.mean(2.0 ** (lengths / 4))), 6) if documents else 0,
        "places": column(postings.sizes),
        "shards": _starts(cut),
        "spelling": LENGTHS,
        "widest": int(postings.sizes.max(initial=0)),
    }


def _starts(cut: Sequence[Shard]) -> str:
    """Return where each shard begins, separated by spaces: words have none."""
    return " ".join(shard.first for shard in cut)


def _facet(column: Column) -> list[Any]:
    choices = [[choice.id, choice.label] for choice in column.choices]
    return [column.name, column.label, choices, column.codes]


def _cards(documents: Sequence[Document], kinds: Sequence[tuple[str, str]]) -> Iterator[File]:
    numbers = {id_: number for number, (id_, _) in enumerate(kinds)}
    for number, start in enumerate(range(0, len(documents), CARDS)):
        cards = [_card(document, numbers) for document in documents[start : start + CARDS]]
        yield _file(f"d/{number}.js", "d", number, cards)


def _card(document: Document, kinds: Mapping[str, int]) -> list[Any]:
    """Return the card's values: 1 if it has unshown texts, its type, its reel, its language."""
    reel = [document.clips, document.play]
    own = [document.language] if document.language else []
    return [
        document.url,
        document.title,
        document.note,
        document.seconds,
        document.picture,
        len(document.passages),
        int(bool(document.unshown)),
        kinds[document.kind.id] if document.kind else -1,
        *(reel if any(reel) or own else []),
        *own,
    ]


def _passages(documents: Sequence[Document]) -> Iterator[File]:
    """Yield the passages of each page, and unshown texts that phrases are searched in."""
    for number, document in enumerate(documents):
        unshown = [_lines(lines)] if (lines := [*document.unshown]) else []
        if document.passages or unshown:
            times = _times([passage.at for passage in document.passages])
            texts = _lines([passage.text for passage in document.passages])
            kinds = [passage.kind for passage in document.passages[: document.marks]]
            further = [document.translated] if document.translated else []
            rest = [*(unshown or [""]), *further] if further else unshown
            yield _file(f"t/{number}.js", "t", number, kinds, times, texts, *rest)


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
