"""Encode postings as printable text, split into files that a browser loads one by one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np

from lessonbank.search.ascending import Lists, interpolate
from lessonbank.search.bits import pack, truncated_binary
from lessonbank.search.code import MOST_SHARED, SIGNS, Numbers, encode, front_coded
from lessonbank.search.postings import Postings

SHARD_BYTES = 16_384
"""Target size: smaller shards need more requests, larger ones more bytes per lookup."""
_LEAST_SHARDS, _MOST_SHARDS = 8, 2000
_BATCH_HITS = 32_768
"""Hits per batch: few enough to stay in the processor's cache."""
_NEAR = 12
"""Most words between two of a stem that stay in one shard."""
_CORRECT_BYTES = 4
"""About the size of one word of `correct`."""
_BEFORE_ALL = "!"
"""This sorts before every sign of a word."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Consecutive terms, and `first`, from which on words are looked for in them.

    Words that are no terms are looked for in the lesser shard, if a term has one of its own.
    `facts` has three numbers per term: twice its number of documents (plus one if frequent), its
    hits beyond these, and the length of its postings in characters. `words` are front-coded, with
    words of the same stem. `correct` are words in few or no documents that are no typing errors,
    in the same form. This order of fields compresses best.
    """

    first: str
    postings: str
    facts: str
    words: str
    correct: str = ""


Entries = Mapping[str, Sequence[str]]
"""Words in order, each with other words of its stem."""


def shards(postings: Postings, terms: Entries, correct: Entries | None = None) -> Iterator[Shard]:
    """Yield the shards of the index. `terms` are those of the postings, `correct` other words."""
    texts = list(_texts(postings))
    sizes = np.array([len(text) for text in texts], dtype=np.int64)
    marked = postings.spread * 2 + postings.frequent
    more = np.where(postings.frequent, 0, postings.counts - postings.spread)
    facts = np.column_stack([marked, more, sizes])
    others = list((correct or {}).items())
    words = [word for word, _ in others]
    weights = sizes + _CORRECT_BYTES * np.diff(_ends(words, postings.terms), prepend=0)
    rows = list(terms.items())
    cuts = _cuts(weights.tolist(), _wholes(terms))
    firsts = list(_firsts(postings.terms, weights, cuts))
    ends = _ends(words, firsts)
    for first, within, own in zip(firsts, pairwise(cuts), pairwise([0, *ends]), strict=True):
        yield Shard(
            first,
            b"".join(texts[slice(*within)]).decode("ascii"),
            encode(facts[slice(*within)].reshape(-1)).decode("ascii"),
            _words(rows[slice(*within)]),
            _words(others[slice(*own)]),
        )


def _firsts(terms: Sequence[str], weights: Numbers, cuts: Sequence[int]) -> Iterator[str]:
    """Yield where each shard begins: right after a larger term that has a shard of its own."""
    held = np.add.reduceat(weights, cuts[:-1]) if terms else weights
    for number, start in enumerate(cuts[:-1]):
        is_after = number and start - cuts[number - 1] == 1 and held[number - 1] > held[number]
        yield f"{terms[start - 1]}{_BEFORE_ALL}" if is_after else terms[start]


def _ends(words: Sequence[str], starts: Sequence[str]) -> list[int]:
    """Return for each of `starts` how many of the ordered `words` come before the next one.

    The first also has all words before it, and the last all words after it.
    """
    ends = [bisect_left(words, _units(start), key=_units) for start in starts[1:]]
    return [*ends, len(words)] if starts else []


def _units(word: str) -> bytes:
    """Return the UTF-16 code units by which browsers compare strings."""
    return word.encode("utf-16-be", "surrogatepass")


def _cuts(sizes: list[int], wholes: Sequence[int]) -> list[int]:
    """Return the boundaries of shards in terms. A shard begins where one of `wholes` does."""
    total = sum(sizes)
    target = max(total // _MOST_SHARDS, min(SHARD_BYTES, total // _LEAST_SHARDS), 1)
    cuts, held = [0], 0
    for start, end in pairwise([*wholes, len(sizes)]):
        size = sum(sizes[start:end])
        if held and held + size > target:
            cuts.append(start)
            held = 0
        held += size
    return [*cuts, len(sizes)] if sizes else [0]


def _wholes(terms: Entries) -> list[int]:
    """Return where words begin that stand together with all of their stem that are near.

    One request then brings a word and its other forms, which are all read for a query.
    """
    numbers = {word: number for number, word in enumerate(terms)}
    ends = list(range(len(terms)))
    for number, relatives in enumerate(terms.values()):
        others = (numbers.get(other, number) for other in relatives)
        ends[number] = max((other for other in others if other - number <= _NEAR), default=number)
    starts: list[int] = []
    reached = -1
    for number, end in enumerate(ends):
        if number > reached or number - starts[-1] > 2 * _NEAR:
            starts.append(number)
        reached = max(reached, end)
    return starts


def _words(entries: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return `<shared>rest` for each word, other words of its stem, and a space.

    The others are `,<shared>rest` each; or `;<steps>` tells how many words before it one of them
    stands, if that one has the same others.
    """
    words = [word for word, _ in entries]
    steps = list(_steps(entries))
    listed = [() if step else others for step, (_, others) in zip(steps, entries, strict=True)]
    pairs = [(one, word) for word, others in zip(words, listed, strict=True) for one in others]
    relatives = iter(front_coded([one for one, _ in pairs], [word for _, word in pairs]))
    fronts = front_coded(words, ["", *words][:-1])
    return "".join(
        ",".join((front, *islice(relatives, len(others)))) + (f";{SIGNS[step]} " if step else " ")
        for front, step, others in zip(fronts, steps, listed, strict=True)
    )


def _steps(entries: Sequence[tuple[str, Sequence[str]]]) -> Iterator[int]:
    """Yield for each word how many words before it one of the same family stands, 0 for none."""
    latest: dict[frozenset[str], int] = {}
    for number, (word, others) in enumerate(entries):
        family = frozenset((word, *others))
        step = number - latest.get(family, number)
        yield step if step <= MOST_SHARED else 0
        latest[family] = number


def _texts(postings: Postings) -> Iterator[bytes]:
    """Yield the encoded postings of each term."""
    for start, end in pairwise(_batches(postings.ends)):
        values, bounds, ends = _written(_Batch.of(postings, start, end))
        signs, stops = pack(*truncated_binary(values, bounds), ends)
        yield from (signs[one:other] for one, other in pairwise([0, *stops.tolist()]))


def _batches(ends: Numbers) -> list[int]:
    total = int(ends[-1]) if len(ends) else 0
    inner = np.searchsorted(ends, np.arange(_BATCH_HITS, total, _BATCH_HITS)) + 1
    return sorted({0, *inner.tolist(), len(ends)})


@dataclass(frozen=True, slots=True)
class _Batch:
    """The hits of some terms.

    `spread` is the number of documents per term. `documents`, `counts` (of hits) and `shown`
    (whether places are written) have one entry per term and document. `places` has one per hit,
    `sizes` the number of places per document of the bank.
    """

    spread: Numbers
    documents: Numbers
    counts: Numbers
    shown: np.ndarray[tuple[int], np.dtype[np.bool_]]
    places: Numbers
    sizes: Numbers

    @classmethod
    def of(cls, postings: Postings, start: int, end: int) -> _Batch:
        first = int(postings.ends[start - 1]) if start else 0
        hits = postings.hits[first : int(postings.ends[end - 1])]
        pages, places = np.divmod(hits, postings.width)
        firsts = np.flatnonzero(np.diff(pages, prepend=-1))
        terms, documents = np.divmod(pages[firsts], postings.documents)
        counts = np.diff(firsts, append=len(hits))
        shown = ~postings.frequent[terms]
        return cls(postings.spread[start:end], documents, counts, shown, places, postings.sizes)


def _written(batch: _Batch) -> tuple[Numbers, Numbers, Numbers]:
    """Return the values to write, their exclusive bounds, and the end of each term's values.

    Three ascending lists per term: its documents and, unless the term is frequent, the cumulative
    hits up to each document but the last, and the places in each document.
    """
    spread, kept = batch.spread, np.where(batch.shown, batch.counts, 0)
    last, hits = np.cumsum(spread), np.cumsum(batch.counts)
    shared = np.where(batch.shown[last - spread], spread - 1, 0)
    heads = np.cumsum(spread + shared)
    ends = heads + np.cumsum(kept)[last - 1]
    begins = np.concatenate([[0], ends[:-1]])
    before = (hits - batch.counts)[last - spread]
    zero = np.zeros_like(spread)
    pages = Lists(last - spread, spread, zero, zero + len(batch.sizes) - 1, begins)
    totals = hits[last - 1] - before
    shares = Lists(pages.starts + last[-1], shared, zero + 1, totals - 1, begins + spread)
    places = _places(batch, kept, heads)
    reached = hits - np.repeat(before, spread)
    values = np.concatenate([batch.documents, reached, batch.places])
    return *interpolate(values, pages.followed_by(shares).followed_by(places)), ends


def _places(batch: _Batch, kept: Numbers, heads: Numbers) -> Lists:
    """Return the lists of places per document, which follow the `heads` of their terms so far."""
    heads = np.repeat(heads, batch.spread)
    starts = 2 * len(kept) + np.cumsum(batch.counts) - batch.counts
    highs = batch.sizes[batch.documents] - 1
    return Lists(starts, kept, np.zeros_like(kept), highs, heads + np.cumsum(kept) - kept)
