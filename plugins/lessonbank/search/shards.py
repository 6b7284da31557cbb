"""Postings -> text in the signs of `code`, cut into files that a browser asks for one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from lessonbank.search.code import Numbers, encode, fronted, lengths
from lessonbank.search.postings import Postings

SHARD_BYTES = 16_384
"""Smaller files are more requests, larger ones more bytes for each word that is looked up."""
_LEAST_SHARDS, _MOST_SHARDS = 8, 2000
_AT_ONCE = 500_000
"""Hits that are encoded in one go; it bounds what the build needs in memory."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Terms that follow each other.

    `words` are front-coded with those of the same stem, `facts` are for each term in how many
    documents it stands (twice, and one more if frequent) and how long its postings are.
    """

    first: str
    words: str
    facts: str
    postings: str


def shards(postings: Postings, kin: Sequence[Sequence[str]]) -> Iterator[Shard]:
    """The whole index; `kin` are for each term the others of its stem."""
    texts = list(_texts(postings))
    for start, end in pairwise(_cuts([len(text) for text in texts])):
        within = slice(start, end)
        terms = postings.terms[within]
        marked = postings.spread[within] * 2 + postings.frequent[within]
        sizes = [len(text) for text in texts[within]]
        yield Shard(
            terms[0],
            _words(terms, kin[within]),
            encode(np.column_stack([marked, sizes]).reshape(-1).astype(np.int64)).decode("ascii"),
            b"".join(texts[within]).decode("ascii"),
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


def _words(terms: Sequence[str], kin: Sequence[Sequence[str]]) -> str:
    """`<shared>rest,<shared>rest of a relative ...` and a space, for each term."""
    return "".join(
        f"{word}{_relatives(term, relatives)} "
        for word, term, relatives in zip(fronted(terms), terms, kin, strict=True)
    )


def _relatives(term: str, relatives: Sequence[str]) -> str:
    return "".join(f",{fronted((term, relative))[1]}" for relative in relatives)


def _texts(postings: Postings) -> Iterator[bytes]:
    """The postings of each term."""
    for start, end in pairwise(_batches(postings.ends)):
        first = int(postings.ends[start - 1]) if start else 0
        hits = postings.hits[first : int(postings.ends[end - 1])]
        values, counts = _values(postings, hits, start, end)
        coded, stops = encode(values), np.cumsum(lengths(values))
        bounds = np.concatenate([[0], stops])[np.concatenate([[0], np.cumsum(counts)])].tolist()
        yield from (coded[one:other] for one, other in pairwise(bounds))


def _batches(ends: Numbers) -> list[int]:
    total = int(ends[-1]) if len(ends) else 0
    inner = np.searchsorted(ends, np.arange(_AT_ONCE, total, _AT_ONCE)) + 1
    return sorted({0, *inner.tolist(), len(ends)})


def _values(postings: Postings, hits: Numbers, start: int, end: int) -> tuple[Numbers, Numbers]:
    """The numbers to write for terms `start` to `end`, and how many of them are each term's.

    For each document: how far on it is, twice, and one more if it has several hits; then how many
    beyond two; then the places, each as how far on it is, unless the term is frequent.
    """
    pages, places = np.divmod(hits, postings.width)
    firsts = np.flatnonzero(np.diff(pages, prepend=-1))
    terms, documents = np.divmod(pages[firsts], postings.documents)
    gaps = _gaps(documents, terms)
    counts = np.diff(firsts, append=len(hits))
    several = counts > 1
    kept = np.where(postings.frequent[terms], 0, counts)
    sizes = 1 + several + kept
    begins = np.cumsum(sizes) - sizes
    values = np.empty(int(sizes.sum()), dtype=np.int64)
    values[begins] = 2 * gaps + several
    values[begins[several] + 1] = counts[several] - 2
    shown = np.repeat(kept > 0, counts)
    within = np.arange(len(hits)) - np.repeat(firsts, counts)
    steps = np.where(within == 0, places, np.diff(places, prepend=0) - 1)
    values[(np.repeat(begins + 1 + several, counts) + within)[shown]] = steps[shown]
    return values, np.bincount(terms - start, weights=sizes, minlength=end - start).astype(np.int64)


def _gaps(documents: Numbers, terms: Numbers) -> Numbers:
    """How far on each document is from the one before it, of the same term."""
    begins = np.diff(terms, prepend=-1) != 0
    return np.where(begins, documents, np.diff(documents, prepend=0))
