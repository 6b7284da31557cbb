"""Read the words of documents as numbers; only changed documents are read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lessonbank.search.code import Numbers
from lessonbank.search.document import Document
from lessonbank.search.tokens import APART, terms_of_all

READING_VERSION = 3
"""Bump when the same documents produce different words."""

Small = NDArray[np.int32]


@dataclass(frozen=True)
class Reading:
    """The words of documents in order: `words` are numbers in the vocabulary, `places` are places.

    `keys` are digests of the documents' texts, `ends` the end of each document's words. The
    vocabulary begins with `APART` and may have words that are no longer used.
    """

    vocabulary: tuple[str, ...]
    keys: tuple[str, ...]
    ends: Numbers
    words: Small
    places: Small

    @property
    def documents(self) -> Small:
        """The document number of each word."""
        counts = np.diff(self.ends, prepend=0)
        return np.repeat(np.arange(len(self.keys), dtype=np.int32), counts)

    @property
    def sizes(self) -> Numbers:
        """The number of words of each document."""
        return np.diff(self.ends, prepend=0)

    @property
    def is_sound(self) -> bool:
        """Whether the parts are consistent; data from a cache file may be damaged."""
        return bool(
            self.ends.dtype == np.int64
            and self.words.dtype == self.places.dtype == np.int32
            and self.ends.ndim == self.words.ndim == self.places.ndim == 1
            and self.vocabulary[:1] == (APART,)
            and len(self.keys) == len(self.ends)
            and (self.sizes >= 0).all()
            and self.sizes.sum() == len(self.words) == len(self.places)
            and self.words.min(initial=0) >= 0
            and self.words.max(initial=0) < len(self.vocabulary)
            and self.places.min(initial=0) >= 0
        )

    def trimmed(self) -> Reading:
        """Return the reading without unused words."""
        used = np.bincount(self.words, minlength=len(self.vocabulary)) > 0
        used[0] = True
        numbers = np.cumsum(used, dtype=np.int32) - 1
        vocabulary = tuple(self.vocabulary[word] for word in np.flatnonzero(used).tolist())
        return replace(self, vocabulary=vocabulary, words=numbers[self.words])


def read(documents: Iterable[Document], known: Reading | None = None) -> Reading:
    """Read `documents`; reuse unchanged documents from `known`."""
    vocabulary = _Vocabulary(known.vocabulary if known else (APART,))
    before = _by_key(known) if known else {}
    keys, ends = [], [0]
    words, places = bytearray(), bytearray()  # Grown in place, to hold no text twice.
    for document in documents:
        texts = document.places
        keys.append(_key(texts))
        found = before.get(keys[-1]) or _read(texts, vocabulary)
        words += found[0].tobytes()
        places += found[1].tobytes()
        ends.append(ends[-1] + len(found[0]))
    return Reading(
        tuple(vocabulary),
        tuple(keys),
        np.array(ends[1:], np.int64),
        np.frombuffer(words, np.int32),
        np.frombuffer(places, np.int32),
    )


class _Vocabulary(dict[str, int]):
    """Numbers words in the order of their first use."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(zip(words, range(len(words)), strict=True))

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def _key(places: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(places).encode("utf-8", "surrogatepass")).hexdigest()


def _read(texts: Sequence[str], vocabulary: _Vocabulary) -> tuple[Small, Small]:
    found = terms_of_all(texts)
    numbers = np.fromiter(map(vocabulary.__getitem__, found), np.int32, len(found))
    apart = numbers == vocabulary[APART]
    return numbers[~apart], np.cumsum(apart, dtype=np.int32)[~apart]


def _by_key(known: Reading) -> dict[str, tuple[Small, Small]]:
    starts = (known.ends - known.sizes).tolist()
    parts = zip(known.keys, starts, known.ends.tolist(), strict=True)
    return {key: (known.words[start:end], known.places[start:end]) for key, start, end in parts}
