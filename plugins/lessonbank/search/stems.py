"""Words of the same stem, found at build time: browsers need no stemmer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from Stemmer import Stemmer

_MOST = 6
_LANGUAGES = {
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "sv": "swedish",
}


def stemmed(words: Sequence[str], language: str) -> list[str]:
    """Return the stem of each word; the words themselves without a stemmer for the language."""
    name = _LANGUAGES.get(language.partition("-")[0].lower())
    return Stemmer(name).stemWords(list(words)) if name else list(words)


class Families:
    """The words of `spread`, which counts the documents of each, by stem.

    `language` is a language tag. Without a stemmer for it, no word has relatives. `foreign` has the
    language of each word that stands in translations only: words of two languages are no family.
    """

    def __init__(
        self, spread: Mapping[str, int], language: str, foreign: Mapping[str, str] | None = None
    ) -> None:
        self._language = language
        self._foreign = foreign or {}
        self._by_stem: dict[tuple[str, str], list[str]] = defaultdict(list)
        known = [word for word in spread if word.isalpha()]
        for word, stem in zip(known, self._stems(known), strict=True):
            self._by_stem[stem].append(word)
        for family in self._by_stem.values():
            family.sort(key=lambda word: (-spread[word], word))

    def __iter__(self) -> Iterator[list[str]]:
        """Yield each family; words that no stemmer knows are one each."""
        yield from self._by_stem.values()

    def others(self, words: Sequence[str]) -> list[tuple[str, ...]]:
        """Return for each word the commonest others of its stem. The word itself may be unknown.

        So a word that is in no document finds what its other forms find.
        """
        families = [self._by_stem.get(stem, ()) for stem in self._stems(words)]
        return [
            tuple(other for other in family if other != word)[:_MOST] if word.isalpha() else ()
            for word, family in zip(words, families, strict=True)
        ]

    def _stems(self, words: Sequence[str]) -> list[tuple[str, str]]:
        """Return the stem of each word, with its language."""
        own = [(self._language, stem) for stem in stemmed(words, self._language)]
        for place, word in enumerate(words if self._foreign else ()):
            if language := self._foreign.get(word):
                own[place] = language, stemmed([word], language)[0]
        return own
