# ruff: noqa: RUF001 - as typed
"""Guess which words in notes about a lesson are names, from how people are written about.

`namesIn` of `site/assets/form/1-names.js` guesses the same where notes are typed.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from lessonbank.captions.spoken_names import NAME, ORDINARY, SPOKEN, spoken_word

_IN_A_SENTENCE = re.compile(rf"(?<=[a-zß-öø-ÿ0-9,;:)] )({NAME})")
_AT_ITS_BEGINNING = re.compile(
    rf"(?:^|[.!?…]\s)\s*({NAME})(?:[’']s)?\s+(?:and\s+[^\W\d_a-z][\w-]+\s+)?"
    r"(?:answered|asked|began|can|could|couldn|did|does|drew|explained|finished|found|gave|got|had|has"
    r"|is|knew|looked|made|needs|offered|put|read|repeated|said|sat|says|seemed|seems|shouted|spoke"
    r"|started|stopped|struggled|talked|thinks|thought|told|took|tried|turned|used|waited|was|went"
    r"|whispered|worked|wrote)\b",
    re.MULTILINE,
)
_SUBJECTS = """
all another answer any both each either every group half he her his homework i it its lesson
lessons many mine most much my neither nobody none nothing others our ours pair partner people
practice pupil pupils question questions she some something starter student task teacher that the
their them these they this those time us we work your
"""
"""Words that begin a sentence of a note, and are not names."""
_NO_NAMES = frozenset(f"{ORDINARY} {_SUBJECTS}".split())
_SMALL = re.compile(r"\b[a-z][\w'’-]*")
_POSSESSIVE = re.compile(r"['’]s?$")


def named_in_notes(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Return the words that look like names, each once, apart from those that are `known`.

    `known` words are in small letters.
    """
    small = {spoken_word(word) for word in _SMALL.findall(text)}
    spans = {
        found.span(1)
        for pattern in (*SPOKEN, _IN_A_SENTENCE, _AT_ITS_BEGINNING)
        for found in pattern.finditer(text)
    }
    words = (text[slice(*span)] for span in sorted(spans))
    names = (w for w in words if not _is_known(spoken_word(w), small, known))
    return tuple(dict.fromkeys(_POSSESSIVE.sub("", name) for name in names))


def _is_known(word: str, *lists: Collection[str]) -> bool:
    return any(word in words for words in (_NO_NAMES, *lists))
