"""Documents -> every word in them as numbers, so that only what has changed is read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lessonbank.search.code import Numbers
from lessonbank.search.document import Document
from lessonbank.search.tokens import terms

Small = NDArray[np.int32]


@dataclass(frozen=True)
class Reading:
    """The words of documents in order: which word it is, and in which place of its document.

    `keys` are fingerprints of the documents' texts, `ends` where each one's words end.
    A word of the vocabulary that no document holds any more is harmless.
    """

    vocabulary: tuple[str, ...]
    keys: tuple[str, ...]
    ends: Numbers
    words: Small
    places: Small

    @property
    def documents(self) -> Small:
        """The document of each word."""
        counts = np.diff(self.ends, prepend=0)
        return np.repeat(np.arange(len(self.keys), dtype=np.int32), counts)

    @property
    def sizes(self) -> Numbers:
        """How many words each document has."""
        return np.diff(self.ends, prepend=0)


def read(documents: Iterable[Document], known: Reading | None = None) -> Reading:
    """Read `documents`; what stands in `known` already is taken from there."""
    vocabulary = _Vocabulary(known.vocabulary if known else ())
    before = _by_key(known) if known else {}
    keys, parts = [], []
    for document in documents:
        places = document.places
        key = _key(places)
        keys.append(key)
        parts.append(before.get(key) or _read(places, vocabulary))
    words, found = ([part[which] for part in parts] for which in (0, 1))
    ends = np.cumsum([len(part) for part in words], dtype=np.int64)
    return Reading(tuple(vocabulary), tuple(keys), ends, _joined(words), _joined(found))


class _Vocabulary(dict[str, int]):
    """Numbers words in the order in which they are first met."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(zip(words, range(len(words)), strict=True))

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def _key(places: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(places).encode("utf-8", "surrogatepass")).hexdigest()


def _read(places: Sequence[str], vocabulary: _Vocabulary) -> tuple[Small, Small]:
    found: list[str] = []
    counts = []
    for text in places:
        before = len(found)
        in_order, wholes = terms(text)
        found += in_order
        found += wholes
        counts.append(len(found) - before)
    words = np.fromiter(map(vocabulary.__getitem__, found), np.int32, len(found))
    return words, np.repeat(np.arange(len(places), dtype=np.int32), counts)


def _by_key(known: Reading) -> dict[str, tuple[Small, Small]]:
    starts = (known.ends - known.sizes).tolist()
    parts = zip(known.keys, starts, known.ends.tolist(), strict=True)
    return {key: (known.words[start:end], known.places[start:end]) for key, start, end in parts}


def _joined(parts: list[Small]) -> Small:
    return np.concatenate([np.empty(0, np.int32), *parts])
