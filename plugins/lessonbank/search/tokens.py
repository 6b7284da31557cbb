"""Text -> words to search by. `tests/search/tokens.json` says what becomes of what.

The browser reads what people type with the same rules (`site/assets/find/tokens.js`): a change
here is one there, and a case in that file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import chain

Word = tuple[str, ...]
"""A word as its parts: one, or several that hyphens join."""

_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bc\uff07]")
_HYPHENS = re.compile("[\u2010\u2011]")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_POWER = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_FRACTION = re.compile("(?=[¼-¾⅐-⅞])")
_LETTERS = str.maketrans(
    {
        "\u00ad": None,
        "\u2044": "/",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "\u0131": "i",
        "\u03c2": "\u03c3",
    }
)
"""Letters that do not come apart into one of a keyboard and a mark."""

# They begin with the sign itself, which is found at once; what is before it is looked at after.
_POSSESSIVE = re.compile(r"'s(?<=[^\W_]'s)(?<!'s's)(?![^\W_])")
_APOSTROPHE = re.compile(r"'(?<=[^\W_]')(?=[^\W_])")
_THOUSANDS = re.compile(r"([0-9]),(?=[0-9]{3}(?![0-9]))")
_WORD = re.compile(
    r"[0-9]+(?:[./:][0-9]+)+"  # 3/4, 2.5, 3:1
    r"|[^\W_]+\^-?[^\W_]+"  # x^2
    r"|[a-z](?:\+\+|\#)(?![^\W_])"  # c++, c#
    r"|[^\W\d_][^\W_]*(?:-[^\W_]+)*"  # well-being
    r"|[^\W_]+"
)
_PLAIN = re.compile(r"[^\W_]+")
_SIGNS = re.compile(r"[-0-9^#+]")
"""Without one of these a text has plain words only, which are found in a third of the time."""

APART = "\0"
"""Stands between the terms of texts that are read together. No term holds it."""
_CURLED = (("\u2019", "'"), ("\u2018", "'"), ("\u201c", " "), ("\u201d", " "), ("\u2013", " "))
_KINDS = bytes(
    ord("#" if sign in "-^#+" else "0" if sign in "0123456789" else "." if sign in "./:," else " ")
    for sign in map(chr, range(256))
)
"""What each byte of a text is to `_is_hard`: a sign that joins, a digit, a point between digits."""
_LETTERS_OR_SPACE = "".join(
    sign.lower() if sign.isalnum() else " " for sign in map(chr, range(1, 128))
)
_SPACED = f"{APART}{_LETTERS_OR_SPACE}".encode("ascii").ljust(256)
"""What becomes of each byte of a text that has nothing hard in it."""


def words(text: str) -> list[Word]:
    """The words of `text` in order, folded to small letters without accents."""
    return [tuple(found.split("-")) if _is_joined(found) else (found,) for found in _found(text)]


def terms(text: str) -> tuple[list[str], list[str]]:
    """What `text` is found by: its words in order, and the joined forms of those with hyphens."""
    found = _found(text)
    if "-" not in text and text.isascii():
        return found, []
    parts = [part for word in found for part in (word.split("-") if _is_joined(word) else [word])]
    return parts, [joined((*word.split("-"),)) for word in found if _is_joined(word)]


def terms_of_all(texts: Sequence[str]) -> list[str]:
    """The terms of each text, as `terms` finds them, with `APART` after all but the last."""
    whole = _typewritten(APART.join(texts))
    parts = whole.split(APART)
    if len(parts) != len(texts):
        return _spaced(texts).split()
    hard = [place for place, part in enumerate(parts) if _is_hard(part)] if _is_hard(whole) else []
    for place in hard:
        parts[place] = ""
    plain = _plain(f" {APART} ".join(parts))
    if hard:
        found = plain.split(APART)
        for place in hard:
            found[place] = _spaced([texts[place]])
        plain = f" {APART} ".join(found)
    return plain.split()


def _is_hard(text: str) -> bool:
    """Else a text is words between signs, which are found in a tenth of the time."""
    if not text.isascii():
        return True
    kinds = text.encode("ascii").translate(_KINDS)
    return b"#" in kinds or b"0." in kinds


def _typewritten(text: str) -> str:
    """`text` with signs in it that every keyboard has, which read the same."""
    if not text.isascii():
        for sign, plain in _CURLED:
            text = text.replace(sign, plain)
    return text


def _plain(text: str) -> str:
    """Text without anything hard in it as small letters and digits between spaces."""
    if "'" in text:
        text = _APOSTROPHE.sub("", _POSSESSIVE.sub("", text.lower()))
    return text.encode("ascii").translate(_SPACED).decode("ascii")


def _spaced(texts: Iterable[str]) -> str:
    return f" {APART} ".join(" ".join(chain(*terms(text))) for text in texts)


def joined(word: Word) -> str:
    """The word as those write it who use no hyphen."""
    return "".join(word)


def _is_joined(found: str) -> bool:
    return "-" in found and "^" not in found


def _found(text: str) -> list[str]:
    folded = text.lower() if text.isascii() else _fold(text)
    if "'" in folded:
        folded = _APOSTROPHE.sub("", _POSSESSIVE.sub("", folded))
    if "," in folded:
        folded = _THOUSANDS.sub(r"\1", folded)
    return (_WORD if _SIGNS.search(folded) else _PLAIN).findall(folded)


def _fold(text: str) -> str:
    plain = _HYPHENS.sub("-", _APOSTROPHES.sub("'", text))
    plain = _POWER.sub(lambda power: "^" + power[0].translate(_SUPERSCRIPTS), plain)
    apart = unicodedata.normalize("NFKD", _FRACTION.sub(" ", plain)).lower()
    kept = "".join(sign for sign in apart if not unicodedata.category(sign).startswith("M"))
    return kept.translate(_LETTERS)
