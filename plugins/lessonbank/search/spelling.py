"""The words that a mistyped one may have been meant for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from lessonbank.search.code import encode, fronted, ordered
from lessonbank.search.document import Document
from lessonbank.search.postings import Postings
from lessonbank.search.tokens import terms

_MOST = 25_000
_SHORTEST = 4


def dictionary(postings: Postings, documents: Sequence[Document]) -> str:
    """The commonest words and all that stand in titles and labels, each with how common it is.

    `<shared>rest`, a space, and how common, for each word in order.
    """
    spread = dict(zip(postings.terms, postings.spread.tolist(), strict=True))
    words = [word for word in spread if len(word) >= _SHORTEST and word.isalpha()]
    common = sorted(words, key=lambda word: (-spread[word], word))[:_MOST]
    named = {word for word in _named(documents) if word in spread} & set(words)
    kept = ordered({*common, *named})
    ranks = encode(magnitude([spread[word] for word in kept])).decode("ascii")
    fronts = fronted(kept, ["", *kept][:-1])
    return "".join(f"{word} {rank}" for word, rank in zip(fronts, ranks, strict=True))


def magnitude(counts: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Counts to the nearest quarter of a power of two, each of which is one sign."""
    doubled = np.round(4 * np.log2(np.maximum(np.array(counts, dtype=np.float64), 1)))
    return np.minimum(doubled, 63).astype(np.int64)


def _named(documents: Sequence[Document]) -> Iterable[str]:
    for document in documents:
        for text in (document.title, document.labels, document.people):
            yield from terms(text)[0]
