"""An independent decoder of index files, for tests."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import sub
from typing import Any

ALPHABET = [chr(n) for n in (*range(97, 127), *range(32, 97)) if n not in {34, 92}]
PLACE = {sign: n for n, sign in enumerate(ALPHABET)}


def call(data: bytes) -> tuple[str, list[Any]]:
    """Return the function that a file calls, and its arguments."""
    match = re.fullmatch(r"lessonbank\.index\.([a-z])\((.*)\);\n", data.decode("ascii"), re.DOTALL)
    assert match is not None
    return match[1], json.loads(f"[{match[2]}]")


def numbers(text: str) -> list[int]:
    found, at = [], 0
    while at < len(text):
        head = PLACE[text[at]]
        if head < 64:
            length, value = 1, head
        elif head < 89:
            length, value = 2, 64 + (head - 64) * 93 + PLACE[text[at + 1]]
        elif head < 92:
            length = 3
            rest = ((head - 89) * 93 + PLACE[text[at + 1]]) * 93 + PLACE[text[at + 2]]
            value = 64 + 25 * 93 + rest
        else:
            length, value = 6, 0
            for sign in text[at + 1 : at + 6]:
                value = value * 93 + PLACE[sign]
        found.append(value)
        at += length
    return found


def column(text: str) -> list[int]:
    """Return the numbers of a column: the first character tells how many each of them has."""
    width = PLACE[text[0]]
    found = []
    for at in range(1, len(text), width):
        value = 0
        for sign in text[at : at + width]:
            value = value * 93 + PLACE[sign]
        found.append(value)
    return found


@dataclass(frozen=True)
class Term:
    frequent: bool
    documents: int
    relatives: tuple[str, ...]
    places: dict[int, list[int]]
    """Places by document; none of a frequent term."""


def terms(
    postings: str, facts: str, words: str, sizes: Sequence[int]
) -> Iterator[tuple[str, Term]]:
    """Yield words with their terms; `sizes` is the number of places of each document."""
    counts, start = numbers(facts), 0
    for index, (word, others) in enumerate(_families(words)):
        marked, more, size = counts[3 * index : 3 * index + 3]
        bits = Bits(postings[start : start + size])
        found = places(bits, marked // 2, more, sizes, frequent=marked % 2 == 1)
        assert bits.rest() < 6
        yield word, Term(marked % 2 == 1, marked // 2, others, found)
        start += size


def _families(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return each word with the others of its stem."""
    found: list[tuple[str, tuple[str, ...]]] = []
    word = ""
    for entry in text.split(" ")[:-1]:
        listed, _, steps = entry.partition(";")
        own, *others = listed.split(",")
        word = _after(word, own)
        relatives = tuple(_after(word, other) for other in others)
        if steps:
            one, more = found[-PLACE[steps]]
            relatives = tuple(each for each in (one, *more) if each != word)
        found.append((word, relatives))
    return found


def _after(word: str, part: str) -> str:
    return word[: PLACE[part[0]]] + part[1:]


class Bits:
    def __init__(self, text: str) -> None:
        self.text = "".join(f"{PLACE[sign]:06b}" for sign in text)
        self.at = 0

    def rest(self) -> int:
        return len(self.text) - self.at

    def take(self, count: int) -> int:
        self.at += count
        return int("0" + self.text[self.at - count : self.at], 2)

    def below(self, bound: int) -> int:
        """Read a truncated binary code: values in the middle have one bit less."""
        few = bound.bit_length() - 1
        spare = 2 ** (few + 1) - bound
        value = self.take(few)
        if value >= spare:
            value = 2 * value + self.take(1) - spare
        return (value + (bound - spare) // 2) % bound

    def ascending(self, count: int, low: int, high: int) -> list[int]:
        if not count:
            return []
        half = count // 2
        middle = low + half + self.below(high - low - count + 2)
        before = self.ascending(half, low, middle - 1)
        return [*before, middle, *self.ascending(count - half - 1, middle + 1, high)]


def places(
    bits: Bits, spread: int, more: int, sizes: Sequence[int], *, frequent: bool
) -> dict[int, list[int]]:
    documents = bits.ascending(spread, 0, len(sizes) - 1)
    if frequent:
        return {document: [] for document in documents}
    total = spread + more
    reached = [0, *bits.ascending(spread - 1, 1, total - 1), total]
    return {
        document: bits.ascending(count, 0, sizes[document] - 1)
        for document, count in zip(documents, map(sub, reached[1:], reached), strict=False)
    }


@dataclass(frozen=True)
class Decoded:
    manifest: dict[str, Any]
    terms: dict[str, Term]
    facets: dict[str, tuple[list[list[str]], list[set[int]]]]
    cards: list[list[Any]]
    passages: dict[int, list[Any]]
    shards: list[list[str]]
    spelling: dict[str, int]


def decode(files: Mapping[str, bytes]) -> Decoded:
    manifest: dict[str, Any] = call(files["m.js"])[1][0]
    by_shard = []
    for number in range(sum(path.startswith("s/") for path in files)):
        kind, given = call(files[f"s/{number}.js"])
        assert (kind, given[0]) == ("s", number)
        by_shard.append(dict(terms(*given[1:4], column(manifest["places"]))))
    blocks = [call(files[path])[1] for path in files if path.startswith("d/")]
    passages = [call(files[path])[1] for path in files if path.startswith("t/")]
    return Decoded(
        manifest,
        {word: term for shard in by_shard for word, term in shard.items()},
        {name: (choices, list(_rows(codes))) for name, _, choices, codes in _facets(files)},
        [card for _, block in sorted(blocks) for card in block],
        {number: rest for number, *rest in passages},
        [list(shard) for shard in by_shard],
        {word: rank for text in _dictionaries(files) for word, rank in _spelling(text)},
    )


def _facets(files: Mapping[str, bytes]) -> list[Any]:
    return list(call(files["f.js"])[1][0])


def _dictionaries(files: Mapping[str, bytes]) -> Iterator[str]:
    for path in files:
        if path.startswith("v/"):
            yield call(files[path])[1][1]


def _rows(codes: str) -> Iterator[set[int]]:
    values = iter(numbers(codes))
    for count in values:
        yield {next(values) for _ in range(count)}


def _spelling(text: str) -> Iterator[tuple[str, int]]:
    before, at = "", 0
    while at < len(text):
        end = text.index(" ", at + 1)
        before = before[: PLACE[text[at]]] + text[at + 1 : end]
        yield before, PLACE[text[end + 1]]
        at = end + 2
