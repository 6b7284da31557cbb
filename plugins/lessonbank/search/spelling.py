"""The dictionaries for spelling corrections, one for words of about a length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from lessonbank.search.code import encode, front_coded, ordered
from lessonbank.search.document import Document
from lessonbank.search.postings import Postings
from lessonbank.search.tokens import terms

LENGTHS = (4, 6, 8, 10, 12)
"""The length of the shortest words of each dictionary. A slip changes a length by one or two."""
_MOST = 25_000
_ANY = 1_000_000


def dictionaries(postings: Postings, documents: Sequence[Document]) -> Iterator[str]:
    """Encode the commonest words, and all in titles, labels and names, with their frequencies.

    For each word in order: `<shared>rest`, a space, and one character for the frequency.
    """
    spread = dict(zip(postings.terms, postings.spread.tolist(), strict=True))
    words = [word for word in spread if len(word) >= LENGTHS[0] and word.isalpha()]
    common = sorted(words, key=lambda word: (-spread[word], word))[:_MOST]
    named = {word for word in _named(documents) if word in spread} & set(words)
    kept = ordered({*common, *named})
    for least, more in pairwise((*LENGTHS, _ANY)):
        yield _encoded([word for word in kept if least <= len(word) < more], spread)


def _encoded(words: Sequence[str], spread: Mapping[str, int]) -> str:
    ranks = encode(magnitude([spread[word] for word in words])).decode("ascii")
    fronts = front_coded(words, ["", *words][:-1])
    return "".join(f"{word} {rank}" for word, rank in zip(fronts, ranks, strict=True))


def magnitude(counts: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return four times the binary logarithm of each count, rounded, from 0 to 63."""
    doubled = np.round(4 * np.log2(np.maximum(np.array(counts, dtype=np.float64), 1)))
    return np.minimum(doubled, 63).astype(np.int64)


def _named(documents: Sequence[Document]) -> Iterable[str]:
    for document in documents:
        for text in (document.title, document.labels, document.people):
            yield from terms(text)[0]
