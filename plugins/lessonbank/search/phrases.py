"""Names of several words as terms: where the words stand in a row, in any of their forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

import numpy as np
from numpy.typing import NDArray

from lessonbank.search.code import Numbers, ordered
from lessonbank.search.document import FIELDS
from lessonbank.search.reading import Reading
from lessonbank.search.stems import stemmed
from lessonbank.search.tokens import terms

NAME = "="
"""Prefix of each word of such a term: `=cold=call`. No word contains it."""


def name_term(name: str) -> str:
    """Return the term of a name of several words, and an empty text for one word."""
    words = terms(name)[0]
    return "".join(f"{NAME}{word}" for word in words) if len(words) > 1 else ""


def phrases(
    reading: Reading, names: Iterable[str], language: str
) -> tuple[list[str], Numbers, Numbers]:
    """Return the terms of the names that occur; and for each occurrence its term and first word.

    The words stand in one place, or in speech, which continues from place to place.
    """
    wanted = ordered({term for name in names if (term := name_term(name))})
    rows = [term[1:].split(NAME) for term in wanted]
    finder = _Finder(reading, rows, language)
    places = [(term, finder.of(row)) for term, row in zip(wanted, rows, strict=True)]
    found = [(term, at) for term, at in places if len(at)]
    numbers = [np.full(len(at), number) for number, (_, at) in enumerate(found)]
    empty = np.empty(0, np.int64)
    starts = [at for _, at in found]
    return [term for term, _ in found], _joined(numbers, empty), _joined(starts, empty)


def _joined(parts: list[Numbers], empty: Numbers) -> Numbers:
    return np.concatenate([empty, *parts])


class _Finder:
    """Finds rows of words. Words of one stem have one number, and words of no row have 0."""

    def __init__(self, reading: Reading, rows: Sequence[Sequence[str]], language: str) -> None:
        words = sorted({word for row in rows for word in row})
        numbers: dict[str, int] = dict(zip(stemmed(words, language), count(1)))
        self._number = {
            word: numbers[stem] for word, stem in zip(words, stemmed(words, language), strict=True)
        }
        stems = stemmed(reading.vocabulary, language)
        self._row = np.array([numbers.get(stem, 0) for stem in stems], np.int32)[reading.words]
        self._documents, self._places = reading.documents, reading.places
        places = np.flatnonzero(self._row)
        order = np.argsort(self._row[places], kind="stable")
        self._at = places[order]
        self._ends = np.searchsorted(self._row[self._at], np.arange(len(words) + 2))

    def of(self, row: Sequence[str]) -> Numbers:
        """Return where a row of words begins."""
        numbers = [self._number[word] for word in row]
        rarest = min(range(len(row)), key=lambda place: self._count(numbers[place]))
        starts = self._places_of(numbers[rarest]) - rarest
        starts = starts[(starts >= 0) & (starts + len(row) <= len(self._row))]
        for place, number in enumerate(numbers):
            starts = starts[self._row[starts + place] == number]
        for one in range(len(row) - 1):
            starts = starts[self._follows(starts + one)]
        return starts

    def _count(self, number: int) -> int:
        return int(self._ends[number + 1] - self._ends[number])

    def _places_of(self, number: int) -> Numbers:
        return self._at[self._ends[number] : self._ends[number + 1]]

    def _follows(self, at: Numbers) -> NDArray[np.bool_]:
        """Return for each place whether the next word goes on from it."""
        is_one = self._places[at] == self._places[at + 1]
        is_speech = self._places[at] >= len(FIELDS)
        is_same = self._documents[at] == self._documents[at + 1]
        goes_on: NDArray[np.bool_] = is_same & (is_one | is_speech)
        return goes_on
