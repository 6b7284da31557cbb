"""Invert read words: for each term, its documents and the places in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lessonbank.search.code import Numbers, ordered
from lessonbank.search.document import FIELDS
from lessonbank.search.phrases import NAME, phrases
from lessonbank.search.reading import Reading, Small

PAIR = "_"
"""Prefix of terms made of two adjacent frequent words, such as `_do_you`. No word contains it.

A pair may begin in one passage and end in the next, since speech continues.
"""
FREQUENT_HITS = 100_000
"""A word is frequent with more hits than this, in more than half of the documents."""
_BATCH_HITS = 1_000_000
"""Hits per batch; it limits memory."""


@dataclass(frozen=True)
class Postings:
    """Hits in the order of term, document and place.

    Each hit is `(term * documents + document) * width + place`. Frequent terms are searched by
    document only; each pair of adjacent frequent words is a term too. `sizes` is the number of
    places of each document.
    """

    terms: tuple[str, ...]
    hits: Numbers
    sizes: Numbers
    frequent: NDArray[np.bool_]

    @property
    def documents(self) -> int:
        """The number of documents."""
        return len(self.sizes)

    @property
    def width(self) -> int:
        """The number of hit numbers reserved for one document of a term."""
        return int(self.sizes.max(initial=1))

    @property
    def span(self) -> int:
        """The number of hit numbers reserved for one term."""
        return self.documents * self.width

    @cached_property
    def ends(self) -> Numbers:
        """The end of each term's hits in `hits`."""
        return np.searchsorted(self.hits, np.arange(1, len(self.terms) + 1) * self.span)

    @property
    def counts(self) -> Numbers:
        """The number of hits of each term."""
        return np.diff(self.ends, prepend=0)

    @cached_property
    def spread(self) -> Numbers:
        """The number of documents with each term."""
        firsts = np.concatenate([*self._firsts(), np.empty(0, np.int64)])
        return np.diff(np.searchsorted(firsts, self.ends), prepend=0)

    def _firsts(self) -> Iterator[Numbers]:
        """Yield indices of the first hit per term and document, in batches to save memory."""
        for start in range(0, len(self.hits), _BATCH_HITS):
            before = max(0, start - 1)
            pages = self.hits[before : start + _BATCH_HITS] // self.width
            yield np.flatnonzero(_is_new(pages)[start - before :]) + start


def invert(
    reading: Reading,
    frequent_hits: int = FREQUENT_HITS,
    names: Iterable[str] = (),
    language: str = "",
) -> Postings:
    """Invert a reading. Terms are sorted as a browser compares strings.

    `names` of several words are terms too, where they occur; `language` tells forms of their words.
    """
    words, numbers = _sorted_words(reading)
    sizes = _sizes(reading)
    none = np.zeros(len(words), np.bool_)
    plain = Postings(tuple(words), np.empty(0, np.int64), sizes, none)
    plain = replace(plain, hits=_distinct(_hits(plain, numbers, reading.documents, reading.places)))
    frequent = (plain.counts > frequent_hits) & (2 * plain.spread > len(sizes))
    pairs, paired = _pairs(numbers, frequent, plain, reading)
    merged = _merged(replace(plain, frequent=frequent), pairs, paired, PAIR)
    found, which, at = phrases(reading, names, language)
    hits = _hits(merged, which, reading.documents[at], reading.places[at])
    return _merged(merged, found, _distinct(hits), NAME)


def _hits(plain: Postings, terms: Numbers | Small, documents: Small, places: Small) -> Numbers:
    hits = terms.astype(np.int64)
    hits *= plain.documents
    hits += documents
    hits *= plain.width
    hits += places
    return hits


def _sizes(reading: Reading) -> Numbers:
    """Return the number of places per document: one more than its last place with a word."""
    filled = reading.sizes > 0
    sizes = np.zeros(len(reading.keys), dtype=np.int64)
    sizes[filled] = reading.places[reading.ends[filled] - 1] + 1
    return sizes


def _sorted_words(reading: Reading) -> tuple[list[str], Small]:
    """Return the sorted vocabulary of used words, and the new number of each word read."""
    counts = np.bincount(reading.words, minlength=len(reading.vocabulary))
    numbers = {reading.vocabulary[word]: word for word in np.flatnonzero(counts).tolist()}
    words = ordered(numbers)
    rank = np.zeros(len(reading.vocabulary), dtype=np.int32)
    rank[[numbers[word] for word in words]] = np.arange(len(words))
    return words, rank[reading.words]


def _pairs(
    numbers: Small, frequent: NDArray[np.bool_], plain: Postings, reading: Reading
) -> tuple[list[str], Numbers]:
    """Return pairs of adjacent frequent words as terms, and their hits at the first word."""
    is_frequent, documents, places = frequent[numbers], reading.documents, reading.places
    together = (places[:-1] == places[1:]) | (places[:-1] >= len(FIELDS))
    found = np.flatnonzero(is_frequent[:-1] & is_frequent[1:] & together)
    found = found[documents[found] == documents[found + 1]]
    both = numbers[found].astype(np.int64) * len(plain.terms) + numbers[found + 1]
    distinct = np.unique(both)
    pairs = {_pair(plain.terms, pair): which for which, pair in enumerate(distinct.tolist())}
    names = ordered(pairs)
    rank = np.zeros(len(names), dtype=np.int64)
    rank[[pairs[name] for name in names]] = np.arange(len(names))
    terms = rank[np.searchsorted(distinct, both)]
    hits = _distinct(_hits(plain, terms, documents[found], places[found]))
    return names, hits


def _pair(words: Sequence[str], pair: int) -> str:
    one, other = divmod(pair, len(words))
    return f"{PAIR}{words[one]}{PAIR}{words[other]}"


def _merged(plain: Postings, pairs: list[str], paired: Numbers, prefix: str) -> Postings:
    """Insert pairs or names among the words; their common prefix keeps them together."""
    cut = sum(word < prefix for word in plain.terms)
    split = int(np.searchsorted(plain.hits, cut * plain.span))
    hits = np.concatenate([plain.hits[:split], paired, plain.hits[split:]])
    hits[split : split + len(paired)] += cut * plain.span
    hits[split + len(paired) :] += len(pairs) * plain.span
    none = np.zeros(len(pairs), np.bool_)
    return replace(
        plain,
        terms=(*plain.terms[:cut], *pairs, *plain.terms[cut:]),
        hits=hits,
        frequent=np.concatenate([plain.frequent[:cut], none, plain.frequent[cut:]]),
    )


def _distinct(values: Numbers) -> Numbers:
    values.sort()  # In place: these are the largest arrays of the build.
    return values[_is_new(values)]


def _is_new(values: Numbers) -> NDArray[np.bool_]:
    """Return whether each value differs from the one before it."""
    new = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new
