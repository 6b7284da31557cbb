"""The dictionary for spelling corrections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from lessonbank.search.code import encode, front_coded, ordered
from lessonbank.search.document import Document
from lessonbank.search.postings import Postings
from lessonbank.search.tokens import terms

_MOST = 25_000
_SHORTEST = 4


def dictionary(postings: Postings, documents: Sequence[Document]) -> str:
    """Encode the commonest words, and all in titles, labels and names, with their frequencies.

    For each word in order: `<shared>rest`, a space, and one character for the frequency.
    """
    spread = dict(zip(postings.terms, postings.spread.tolist(), strict=True))
    words = [word for word in spread if len(word) >= _SHORTEST and word.isalpha()]
    common = sorted(words, key=lambda word: (-spread[word], word))[:_MOST]
    named = {word for word in _named(documents) if word in spread} & set(words)
    kept = ordered({*common, *named})
    ranks = encode(magnitude([spread[word] for word in kept])).decode("ascii")
    fronts = front_coded(kept, ["", *kept][:-1])
    return "".join(f"{word} {rank}" for word, rank in zip(fronts, ranks, strict=True))


def magnitude(counts: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return four times the binary logarithm of each count, rounded, from 0 to 63."""
    doubled = np.round(4 * np.log2(np.maximum(np.array(counts, dtype=np.float64), 1)))
    return np.minimum(doubled, 63).astype(np.int64)


def _named(documents: Sequence[Document]) -> Iterable[str]:
    for document in documents:
        for text in (document.title, document.labels, document.people):
            yield from terms(text)[0]
