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


class Families:
    """The words of `spread`, which counts the documents of each, by stem.

    `language` is a language tag. Without a stemmer for it, no word has relatives.
    """

    def __init__(self, spread: Mapping[str, int], language: str) -> None:
        name = _LANGUAGES.get(language.partition("-")[0].lower())
        self._stemmer = Stemmer(name) if name else None
        self._by_stem: dict[str, list[str]] = defaultdict(list)
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

    def _stems(self, words: Sequence[str]) -> list[str]:
        return self._stemmer.stemWords(list(words)) if self._stemmer else list(words)
