"""Words of the same stem, found at build time: browsers need no stemmer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from Stemmer import Stemmer

from lessonbank.search.code import Numbers

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


def same_stem(words: Sequence[str], spread: Numbers, language: str) -> list[tuple[str, ...]]:
    """Return for each word the commonest other words of its stem.

    `language` is a language tag. Without a stemmer for it, all tuples are empty.
    """
    families = _families(words, spread, language)
    by_word = {word: family for family in families for word in family}
    return [
        tuple(other for other in by_word.get(word, ()) if other != word)[:_MOST] for word in words
    ]


def _families(words: Sequence[str], spread: Numbers, language: str) -> list[list[str]]:
    name = _LANGUAGES.get(language.partition("-")[0].lower())
    if name is None:
        return []
    known = {
        word: count for word, count in zip(words, spread.tolist(), strict=True) if word.isalpha()
    }
    stems = Stemmer(name).stemWords(list(known))
    found: dict[str, list[str]] = defaultdict(list)
    for stem, word in zip(stems, known, strict=True):
        found[stem].append(word)
    return [
        sorted(family, key=lambda word: (-known[word], word))
        for family in found.values()
        if len(family) > 1
    ]
