"""Postings -> text in printable signs, cut into files that a browser asks for one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np

from lessonbank.search.ascending import Lists, bisect
from lessonbank.search.bits import pack, short
from lessonbank.search.code import Numbers, encode, fronted
from lessonbank.search.postings import Postings

SHARD_BYTES = 16_384
"""Smaller files are more requests, larger ones more bytes for each word that is looked up."""
_LEAST_SHARDS, _MOST_SHARDS = 8, 2000
_AT_ONCE = 32_768
"""Hits that are encoded in one go: so few that all that is known of them stays near a processor."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Terms that follow each other.

    `facts` are for each term in how many documents it stands (twice, and one more if frequent),
    how many more hits it has, and how many signs its postings take. `words` are front-coded with
    those of the same stem. In this order a packer has least to learn anew in the middle.
    """

    first: str
    postings: str
    facts: str
    words: str


def shards(postings: Postings, same_stem: Sequence[Sequence[str]]) -> Iterator[Shard]:
    """The whole index; `same_stem` are for each term the others of its stem."""
    texts = list(_texts(postings))
    sizes = np.array([len(text) for text in texts], dtype=np.int64)
    marked = postings.spread * 2 + postings.frequent
    facts = np.column_stack([marked, postings.counts - postings.spread, sizes])
    for start, end in pairwise(_cuts(sizes.tolist())):
        within = slice(start, end)
        terms = postings.terms[within]
        yield Shard(
            terms[0],
            b"".join(texts[within]).decode("ascii"),
            encode(facts[within].reshape(-1)).decode("ascii"),
            _words(terms, same_stem[within]),
        )


def _cuts(sizes: list[int]) -> list[int]:
    """Where shards begin and end. No term is in two."""
    total = sum(sizes)
    target = max(total // _MOST_SHARDS, min(SHARD_BYTES, total // _LEAST_SHARDS), 1)
    cuts, held = [0], 0
    for term, size in enumerate(sizes):
        if held and held + size > target:
            cuts.append(term)
            held = 0
        held += size
    return [*cuts, len(sizes)] if sizes else [0]


def _words(terms: Sequence[str], same_stem: Sequence[Sequence[str]]) -> str:
    """`<shared>rest,<shared>rest of a relative ...` and a space, for each term."""
    pairs = [
        (relative, term) for term, all_ in zip(terms, same_stem, strict=True) for relative in all_
    ]
    relatives = iter(fronted([one for one, _ in pairs], [term for _, term in pairs]))
    return "".join(
        ",".join((word, *islice(relatives, len(own)))) + " "
        for word, own in zip(fronted(terms, ["", *terms][:-1]), same_stem, strict=True)
    )


def _texts(postings: Postings) -> Iterator[bytes]:
    """The postings of each term."""
    for start, end in pairwise(_batches(postings.ends)):
        values, bounds, ends = _written(_Batch.of(postings, start, end))
        signs, stops = pack(*short(values, bounds), ends)
        yield from (signs[one:other] for one, other in pairwise([0, *stops.tolist()]))


def _batches(ends: Numbers) -> list[int]:
    total = int(ends[-1]) if len(ends) else 0
    inner = np.searchsorted(ends, np.arange(_AT_ONCE, total, _AT_ONCE)) + 1
    return sorted({0, *inner.tolist(), len(ends)})


@dataclass(frozen=True, slots=True)
class _Batch:
    """The hits of some terms: `places`, in so many of each of the `documents` of each term.

    `spread` is in how many documents each term stands, `shown` for each of these whether its
    places are written, `sizes` are of how many places each document of the bank is made.
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
    """The values to write, what each is below, and where those of each term end.

    First the documents, then how far one comes in the term's hits with each document but the
    last, then the places in each document, unless the term is frequent: all of them ascend.
    """
    spread, kept = batch.spread, np.where(batch.shown, batch.counts, 0)
    last, hits = np.cumsum(spread), np.cumsum(batch.counts)
    ends = 2 * last - np.arange(1, len(spread) + 1) + np.cumsum(kept)[last - 1]
    begins = np.concatenate([[0], ends[:-1]])
    before = (hits - batch.counts)[last - spread]
    zero = np.zeros_like(spread)
    pages = Lists(last - spread, spread, zero, zero + len(batch.sizes) - 1, begins)
    totals = hits[last - 1] - before
    shares = Lists(pages.starts + last[-1], spread - 1, zero + 1, totals - 1, begins + spread)
    places = _places(batch, kept, last)
    reached = hits - np.repeat(before, spread)
    values = np.concatenate([batch.documents, reached, batch.places])
    return *bisect(values, pages.and_(shares).and_(places)), ends


def _places(batch: _Batch, kept: Numbers, last: Numbers) -> Lists:
    """The places in each document, which lie behind documents and shares of their term."""
    heads = np.repeat(2 * last - np.arange(1, len(last) + 1), batch.spread)
    starts = 2 * len(kept) + np.cumsum(batch.counts) - batch.counts
    highs = batch.sizes[batch.documents] - 1
    return Lists(starts, kept, np.zeros_like(kept), highs, heads + np.cumsum(kept) - kept)
