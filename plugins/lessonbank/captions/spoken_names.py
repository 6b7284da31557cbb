"""Guess which words in captions are names, from how people are addressed in English and Welsh."""

from __future__ import annotations

import re
from collections.abc import Iterator

NAME = r"[^\W\d_a-z][^\W\d_A-Z][\w'’-]*"  # noqa: RUF001 - as typed
_THANKED = re.compile(
    r"\b(?:[Ww]ell (?:done|said)|[Tt]hank you|[Tt]hanks|[Gg]ood (?:boy|girl|job|try|work)"
    r"|[Nn]ice (?:one|work)|[Oo]ver to you|[Gg]o on"
    rf"|[Dd]a iawn(?: ti)?|[Dd]iolch(?: yn fawr)?),?\s+({NAME})(?=[.,!?;:]|\s*$)",
    re.MULTILINE,
)
_ASKED = re.compile(
    rf"(?:^-?|[.!?>…])\s*({NAME}),\s+(?:and |so )?"
    r"(?:can|come|could|did|do|explain|go|have|how|if|is|please|read|show|tell|what|when|where"
    r"|which|who|why|will|would|you|your)\b",
    re.MULTILINE,
)
_CALLED = re.compile(rf"(?<=[a-z]),\s({NAME})(?=[?!])")
ORDINARY = (
    "absolutely actually additionally after afternoon again alright also amazing and anybody "
    "anyone anyway apparently april august basically because before besides boys brilliant "
    "but bye certainly children class clearly congratulations cool correct december "
    "definitely english equally essentially even eventually everybody everyone exactly "
    "excellent fantastic february finally first firstly folks fortunately french friday "
    "friends generally german girls good goodbye great guys hello hence here hey hi honestly "
    "hooray hopefully how however ideally if importantly indeed instead interestingly january "
    "july june ladies lastly later latin listen look lovely luckily march maths may maybe "
    "meanwhile miss monday morning mum next nice no nope normally november now obviously "
    "october oh ok okay once one otherwise pardon perfect personally please quiet really "
    "remember right saturday second secondly september silence similarly since sir so "
    "somebody someone sometimes sorry spanish still stop sunday super sure team thanks then "
    "there therefore third thirdly though thursday thus today tomorrow tuesday two typically "
    "unfortunately until usually wait wednesday well welsh what when where which while who "
    "why with wonderful wow yeah year yep yes yesterday yet you "
    "bawb blant nawr dosbarth pawb pob rŵan syr "
)
"""Words that often have a capital or stand before a comma, but are not names."""


def called_by_name(text: str) -> list[tuple[int, int]]:
    """Return the spans (start, end) of likely names of people who are thanked, asked or called."""
    spans = {found.span(1) for pattern in _patterns(text) for found in pattern.finditer(text)}
    if not spans:
        return []
    ordinary = {*ORDINARY.split(), *_SMALL.findall(text)}
    return sorted(span for span in spans if spoken_word(text[slice(*span)]) not in ordinary)


_SMALL = re.compile(r"\b[a-z][\w'’-]*")  # noqa: RUF001 - as typed


SPOKEN = (_THANKED, _ASKED, _CALLED)


def _patterns(text: str) -> Iterator[re.Pattern[str]]:
    """Yield the patterns that may match; a cheap test for speed."""
    if any(phrase in text for phrase in _PHRASES):
        yield _THANKED
    if "," in text:
        yield _ASKED
        yield _CALLED


_PHRASES = ("ell done", "ell said", "hank", "ood ", "ice ", "ver to you", "o on", "a iawn", "iolch")


def spoken_word(name: str) -> str:
    """Normalise a name for look-up: `Amira's` becomes `amira`."""
    return re.split("['’]", name, maxsplit=1)[0].casefold()  # noqa: RUF001 - as typed


_CAPITAL = re.compile(rf"(?<=[\w,;:)\-]\s){NAME}")


def may_name(text: str) -> bool:
    """Return whether any word of a caption might be a name: a wider guess than `called_by_name`.

    Words with a capital inside a sentence count too.
    """
    capitals = (spoken_word(found[0]) for found in _CAPITAL.finditer(text))
    return any(word not in _KNOWN for word in capitals) or bool(called_by_name(text))


_KNOWN = frozenset(ORDINARY.split())
