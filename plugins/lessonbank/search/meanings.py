"""Collect names of pages and synonyms for the Find page.

The Find page loads them before it looks for words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from lessonbank.bank import Synonyms
from lessonbank.search.code import ordered
from lessonbank.search.document import Document
from lessonbank.search.lexicon import Lexicon, lexicon
from lessonbank.search.stems import Families
from lessonbank.search.tokens import is_abbreviation, terms


@dataclass(frozen=True)
class Meanings:
    """A language's lexicon and a thesaurus in which no two groups share a name."""

    lexicon: Lexicon
    thesaurus: tuple[Synonyms, ...]

    def __iter__(self) -> Iterator[str]:
        """Yield every name of the thesaurus."""
        for group in self.thesaurus:
            yield from (*group.same, *group.related)

    @cached_property
    def named(self) -> frozenset[str]:
        """The words of all names."""
        return frozenset(word for name in self for word in terms(name)[0])

    @property
    def words(self) -> frozenset[str]:
        """Correctly spelt words."""
        return self.lexicon.words | self.named

    @property
    def whole(self) -> list[str]:
        """Abbreviations that are also plain words, such as SEND, in lower case."""
        short = {name.lower() for name in self if is_abbreviation(name)}
        return sorted(short & (self.lexicon.words | self.lexicon.function_words))


@lru_cache(maxsize=8)
def meanings(language: str, own: tuple[Synonyms, ...] = ()) -> Meanings:
    """Return the lexicon of a language, with a trust's `own` thesaurus added to its thesaurus."""
    known = lexicon(language)
    return Meanings(known, tuple(merged((*known.thesaurus, *own))))


def merged(groups: Iterable[Synonyms]) -> list[Synonyms]:
    """Join groups that share a name for their thing, each name once, in the order of the first."""
    found: list[Synonyms] = []
    for group in groups:
        shared = [other for other in found if not _keys(other).isdisjoint(_keys(group))]
        joined = _joined([*shared, group])
        place = found.index(shared[0]) if shared else len(found)
        found = [each for each in (*found[:place], joined, *found[place:]) if each not in shared]
    return found


def _keys(group: Synonyms) -> set[str]:
    return {key(name) for name in group.same}


@cache
def key(name: str) -> str:
    """Return one key for all spellings of a name: `think-pair-share`, `Think pair share`."""
    return " ".join(terms(name)[0])


def _joined(groups: Sequence[Synonyms]) -> Synonyms:
    if len(groups) == 1:
        return groups[0]
    same = {key(name): name for group in reversed(groups) for name in reversed(group.same)}
    related = {key(name): name for group in groups for name in group.related}
    return Synonyms(
        same=tuple(reversed(same.values())),
        related=tuple(name for name in related.values() if key(name) not in same),
    )


def meanings_data(documents: Sequence[Document], known: Meanings, language: str) -> list[Any]:
    """Return the data of the file.

    These are names by page, groups of the thesaurus, function words, abbreviations, and all words
    of these by stem.
    """
    names = [[page, _split(each.names)] for page, each in enumerate(documents) if each.names]
    groups = [[_split(group.same), _split(group.related)] for group in known.thesaurus]
    words = known.named.union(*(terms(name)[0] for each in documents for name in each.names))
    families = Families(dict.fromkeys(ordered(words), 0), language)
    lists = (ordered(known.lexicon.function_words), known.whole)
    return [names, groups, *map(" ".join, lists), ",".join(map(" ".join, families))]


def _split(names: Iterable[str]) -> list[str | tuple[str, str]]:
    """Return each name, with its words if they are not plain to see.

    A browser takes long to prepare for the rules by which others are read.
    """
    return [name if _is_plain(name) else (name, key(name)) for name in names]


def _is_plain(name: str) -> bool:
    """Whether a browser must read a name by the full rules, or needs none of them."""
    return not name.isascii() or name.replace(" ", "").isalpha() or not key(name)
