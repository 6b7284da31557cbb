"""Words as read -> for each term, in which places of which documents it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lessonbank.search.code import Numbers
from lessonbank.search.reading import Reading

PAIR = "_"
"""Begins the terms that are two frequent words in a row, `_do_you`. No word holds it."""
FREQUENT_HITS = 20_000
"""A word in more than half of the documents is frequent if it stands in as many places."""


@dataclass(frozen=True)
class Postings:
    """Hits in the order of term, document and place.

    Each hit is one number, `(term * documents + document) * width + place`. Frequent terms are
    searched by document alone; where two of them stand in a row, that is a term of its own.
    """

    terms: tuple[str, ...]
    hits: Numbers
    documents: int
    width: int
    frequent: NDArray[np.bool_]

    @property
    def span(self) -> int:
        """How far the numbers of one term's hits reach."""
        return self.documents * self.width

    @cached_property
    def ends(self) -> Numbers:
        """Where the hits of each term end."""
        return np.searchsorted(self.hits, np.arange(1, len(self.terms) + 1) * self.span)

    @cached_property
    def spread(self) -> Numbers:
        """In how many documents each term stands."""
        pages = self.hits // self.width
        first = np.diff(pages, prepend=-1) != 0
        return np.bincount(pages[first] // max(1, self.documents), minlength=len(self.terms))


def invert(reading: Reading, frequent_hits: int = FREQUENT_HITS) -> Postings:
    """Turn what was read round. Terms are in the order in which a browser compares text."""
    documents, width = len(reading.keys), int(reading.places.max(initial=0)) + 1
    words, numbers = _sorted_words(reading)
    spots = reading.documents.astype(np.int64) * width + reading.places
    hits = _distinct(numbers * (documents * width) + spots)
    plain = Postings(tuple(words), hits, documents, width, np.zeros(len(words), np.bool_))
    counts = np.diff(plain.ends, prepend=0)
    frequent = (counts > frequent_hits) & (2 * plain.spread > documents)
    pairs, paired = _pairs(numbers, spots, frequent, plain)
    return _merged(replace(plain, frequent=frequent), pairs, paired)


def _sorted_words(reading: Reading) -> tuple[list[str], Numbers]:
    """The vocabulary in order, without what stands nowhere, and the number of each word read."""
    used = np.unique(reading.words).tolist()
    order = sorted(used, key=lambda word: reading.vocabulary[word].encode("utf-16-be"))
    rank = np.zeros(len(reading.vocabulary), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return [reading.vocabulary[word] for word in order], rank[reading.words]


def _pairs(
    numbers: Numbers, spots: Numbers, frequent: NDArray[np.bool_], plain: Postings
) -> tuple[list[str], Numbers]:
    """Two frequent words in a row in one place: as terms, and their hits."""
    is_frequent = frequent[numbers]
    found = np.flatnonzero(is_frequent[:-1] & is_frequent[1:] & (spots[:-1] == spots[1:]))
    both = numbers[found] * len(plain.terms) + numbers[found + 1]
    distinct = np.unique(both)
    names = [_pair(plain.terms, pair) for pair in distinct.tolist()]
    order = sorted(range(len(names)), key=lambda which: names[which].encode("utf-16-be"))
    rank = np.zeros(len(names), dtype=np.int64)
    rank[order] = np.arange(len(order))
    hits = rank[np.searchsorted(distinct, both)] * plain.span + spots[found]
    return [names[which] for which in order], _distinct(hits)


def _pair(words: Sequence[str], pair: int) -> str:
    one, other = divmod(pair, len(words))
    return f"{PAIR}{words[one]}{PAIR}{words[other]}"


def _merged(plain: Postings, pairs: list[str], paired: Numbers) -> Postings:
    """Pairs stand together among the words, since all begin alike and no word does."""
    cut = sum(word < PAIR for word in plain.terms)
    split = int(np.searchsorted(plain.hits, cut * plain.span))
    before, after = plain.hits[:split], plain.hits[split:] + len(pairs) * plain.span
    none = np.zeros(len(pairs), np.bool_)
    return replace(
        plain,
        terms=(*plain.terms[:cut], *pairs, *plain.terms[cut:]),
        hits=np.concatenate([before, paired + cut * plain.span, after]),
        frequent=np.concatenate([plain.frequent[:cut], none, plain.frequent[cut:]]),
    )


def _distinct(values: Numbers) -> Numbers:
    values.sort()  # In place: these are the largest arrays of the build.
    kept: NDArray[np.bool_] = np.diff(values, prepend=-1) != 0
    return values[kept]
