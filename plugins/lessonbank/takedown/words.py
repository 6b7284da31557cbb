"""Words and phrases that only removed items have, to find them in other texts.

Texts are compared as lower-case words without separators, so a title is also found in an address
or in a folded line of a calendar.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal, get_args, get_origin

from lessonbank.bank import Bank, Clip, Item, ItemTypes, Permission, Recording, Value

_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Letters of scripts without spaces between words: each counts as a word."""
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_SHORTEST = 3
"""The shortest word to search for by itself."""
_SHORTEST_PHRASE = 4


def words_of(text: str) -> list[str]:
    """Return the words of a text as it is compared; `pack-hide.js` does the same."""
    folded = unicodedata.normalize("NFKC", text).upper().lower()
    return _WORD.findall(folded.replace("\u03c2", "\u03c3"))  # The final sigma.


def joined(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


@dataclass(frozen=True)
class OwnWords:
    """Words that only removed items have, and phrases of common words that only they have."""

    words: frozenset[str]
    phrases: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)

    @cached_property
    def _phrases(self) -> tuple[tuple[frozenset[str], str], ...]:
        return tuple((frozenset(phrase.split()), phrase) for phrase in sorted(self.phrases))

    def said_in(self, text: str) -> bool:
        """Whether the text has any of these words or phrases."""
        found = words_of(text)
        known = frozenset(found)
        if not self.words.isdisjoint(known):
            return True
        line = ""
        for words, phrase in self._phrases:
            if words <= known:
                line = line or joined(found)
                if phrase in line:
                    return True
        return False


def own_words(taken: Iterable[str], kept: Iterable[str]) -> OwnWords:
    """Find the words and phrases of removed texts that no kept text has."""
    lines = [words_of(text) for text in kept]
    common = frozenset(word for line in lines for word in line)
    whole = "\n".join(map(joined, lines))
    words: set[str] = set()
    phrases: set[str] = set()
    for text in taken:
        found = words_of(text)
        own = {word for word in found if word not in common and is_telling(word)}
        words |= own
        if not own and is_phrase(found) and joined(found) not in whole:
            phrases.add(joined(found))
    return OwnWords(frozenset(words), frozenset(phrases))


def is_telling(word: str) -> bool:
    """Whether a word is not a number, and long enough to identify an item."""
    return not word.isdigit() and (len(word) >= _SHORTEST or word >= _UNSPACED[0])


def is_phrase(words: list[str]) -> bool:
    """Whether words identify an item together, as a short name does."""
    letters = "".join(words)
    return len(letters) >= _SHORTEST_PHRASE and not letters.isdigit()


def said_by(item: Item) -> Iterator[str]:
    """Yield every text of an item that may be on a page, line by line."""
    match item:
        case Permission():
            yield item.id
        case Recording():
            yield from (item.id, item.title, *(credit.name or "" for credit in item.credits))
        case _:
            yield from _texts(item.model_dump(exclude_defaults=True))
            if isinstance(item, Clip):
                yield item.code or ""


def said_by_trust(bank: Bank) -> Iterator[str]:
    """Yield the texts of the trust, the vocabularies and the shipped frameworks."""
    yield from _texts(bank.trust.model_dump())
    for vocabulary in bank.vocabularies.values():
        yield from (text for term in vocabulary.terms for text in (term.id, term.label))
    for framework in bank.shipped.values():
        yield from _texts(framework.model_dump())
    yield from fixed_terms(bank.types)


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield from filter(None, map(str.strip, value.splitlines()))
        case Mapping():
            for part in value.values():
                yield from _texts(part)
        case list() | tuple():
            for part in value:
                yield from _texts(part)


@cache
def fixed_terms(types: ItemTypes) -> frozenset[str]:
    """Every word that some field of the types may only choose from."""
    return frozenset(term for model in types for term in _choices(model, set()))


def _choices(annotation: Any, seen: set[Any]) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from map(str, get_args(annotation))
    elif isinstance(annotation, type) and issubclass(annotation, Value):
        if annotation not in seen:
            seen.add(annotation)
            for info in annotation.model_fields.values():
                yield from _choices(info.annotation, seen)
    else:
        for part in get_args(annotation):
            yield from _choices(part, seen)
