"""Read the lexicon of a language: common words, function words and a thesaurus."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from lessonbank.bank import Synonyms


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`words` are correct as they are. A page need not have the `function_words` of a query."""

    words: frozenset[str] = frozenset()
    function_words: frozenset[str] = frozenset()
    thesaurus: tuple[Synonyms, ...] = ()


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language tag; an empty one for languages without a folder here."""
    folder = Path(__file__).parent / language.partition("-")[0].lower()
    if not folder.is_dir():
        return Lexicon()
    return Lexicon(
        _words(folder / "words.txt"),
        _words(folder / "function-words.txt"),
        _thesaurus(folder / "thesaurus.yml"),
    )


def _words(path: Path) -> frozenset[str]:
    return frozenset(path.read_text(encoding="utf-8").split())


def _thesaurus(path: Path) -> tuple[Synonyms, ...]:
    return tuple(map(Synonyms.model_validate, yaml.safe_load(path.read_text(encoding="utf-8"))))
