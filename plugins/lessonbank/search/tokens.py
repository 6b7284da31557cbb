"""Split text into search words. `tests/search/tokens.json` has the cases.

The browser applies the same rules to queries (`site/assets/find/1-words.js`). Change both
together, and add a case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

Word = tuple[str, ...]
"""A word as its parts: several if joined by hyphens or multiplication signs."""

_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bc\u00b4\uff07]")
_HYPHENS = re.compile("[\u2010\u2011\u2212]")
_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ", "-0123456789n")
_POWER = re.compile("⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ]+")
_FRACTION = re.compile("(?=[¼-¾⅐-⅞↉])")
_LETTERS = str.maketrans(
    {
        "\u00ad": None,
        "\u2044": "/",
        "\u2215": "/",
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
"""Letters that Unicode does not decompose into a base letter and a mark."""

# Literal first so `re` scans fast; the lookbehind runs only on a hit.
_POSSESSIVE = re.compile(r"'s(?<=[^\W_]'s)(?<!'s's)(?![^\W_])")
_APOSTROPHE = re.compile(r"'(?<=[^\W_]')(?=[^\W_])")
_THOUSANDS = re.compile(r"([0-9]),(?=[0-9]{3}(?![0-9]))")
_VOICED = "\u3099\u309a"
"""Japanese voicing marks: they make another letter, unlike accents."""
_UNSPACED = (
    "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3031-\u30ff\u3105-\u312f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Scripts without spaces between words, and Korean, which has none before particles."""
_TIMES = "(?:x| x | ?[\u00d7*\u2217\u2715\u2716\u2a2f] ?)"
"""An x has spaces on both sides or on neither: 2x 3y is not a product."""
_NUMBER = "[0-9]+(?:[./:][0-9]+)*"
_SIGN = f"[^\\W_{_UNSPACED}]"
_LETTER = f"[^\\W\\d_{_UNSPACED}]"
_RUN = f"(?:(?![\\W_])[{_UNSPACED}])+"
_PRODUCT = re.compile(f"{_NUMBER}(?:{_TIMES}{_NUMBER})+{_SIGN}*")
_WORD = re.compile(
    f"{_PRODUCT.pattern}"  # 7x8, 7 x 8
    r"|[0-9]+(?:[./:][0-9]+)+"  # 3/4, 2.5, 3:1
    rf"|{_SIGN}+\^-?{_SIGN}+"  # x^2
    rf"|[a-z](?:\+\+|\#)(?!{_SIGN})"  # c++, c#
    rf"|{_LETTER}{_SIGN}*(?:-{_SIGN}+)*"  # well-being
    rf"|{_SIGN}+"
    rf"|{_RUN}"
)
_PLAIN = re.compile(r"[^\W_]+")
_SIGNS = re.compile(r"[-0-9^#+]")
"""An ASCII text without these has only plain words, for which there is a faster pattern."""
_HAS_UNSPACED = re.compile(_RUN)
_ROW = re.compile(rf"{_RUN}(?:\s+{_RUN})*")
_FACTOR = re.compile(f"{_NUMBER}(?={_TIMES}[0-9])|{_NUMBER}{_SIGN}*|[^ ]")

ABBREVIATION = "^"
"""Suffix of the terms of abbreviations, so that SEND is not only the verb: `send^`. It sorts
before all letters, so both terms are neighbours."""
_ABBREVIATION = re.compile(r"(?<![^\W_])(?=[a-z]*[A-Z][a-z]*[A-Z])[A-Za-z]{2,6}(?![^\W_])")
_TWO_CAPITALS = re.compile(r"[A-Z][a-z]{0,4}[A-Z]")
"""Matches every text with an abbreviation, and rules out most others fast."""
_SMALL = re.compile("[a-z]{2}")
"""Matches no text in capitals throughout, such as some captions."""

APART = "\0"
"""Separates the terms of texts that are read together. No term contains it."""
_CLASSES = {"#": "-^#+", "0": "0123456789", ".": "./:,", "x": "xX*", "_": " "}
"""Classes of characters: joiners, digits, points between digits, multiplication, space."""
_UNVOICED = dict.fromkeys(map(ord, _VOICED))
_CURLED = (("\u2019", "'"), ("\u2018", "'"), ("\u201c", " "), ("\u201d", " "), ("\u2013", " "))
_CLASS_OF_BYTE = bytes(
    ord(next((kind for kind, signs in _CLASSES.items() if sign in signs), " "))
    for sign in map(chr, range(256))
)
"""Maps each byte to its class in `_CLASSES`."""
_LETTERS_OR_SPACE = "".join(
    sign.lower() if sign.isalnum() else " " for sign in map(chr, range(1, 128))
)
_SPACED = f"{APART}{_LETTERS_OR_SPACE}".encode("ascii").ljust(256)
"""Maps each byte of a simple text to a lower-case letter, a digit or a space."""


def words(text: str) -> list[Word]:
    """Return the words of `text` in order, in lower case and without accents.

    Split scripts without spaces into overlapping pairs of letters.
    """
    return _words(_folded(text))


def terms(text: str) -> tuple[list[str], list[str]]:
    """Return the search terms of `text`: its words in order, and other forms of them.

    Other forms are hyphenated words written as one, and abbreviations marked as such; in scripts
    without spaces also single letters, and pairs across a space.
    """
    folded = _folded(text)
    found = _words(folded)
    parts = [part for word in found for part in word]
    others = [joined(word) for word in found if len(word) > 1]
    others += _abbreviations(text)
    return parts, others if text.isascii() else [*others, *_letters(folded)]


def is_abbreviation(text: str) -> bool:
    """Return whether the text is a short word with two capitals: SEND, AfL."""
    return _ABBREVIATION.fullmatch(text) is not None


def _abbreviations(text: str) -> list[str]:
    if not _has_abbreviation(text) or not (_SMALL.search(text) or len(text.split()) == 1):
        return []
    return [f"{found.lower()}{ABBREVIATION}" for found in _ABBREVIATION.findall(text)]


def continued(text: str, after: str) -> str:
    """Append the first letter of `after` to `text` if their scripts need no space between."""
    if text.isascii() or after.isascii():
        return text
    head, tail = after.lstrip()[:1], text.rstrip()[-1:]
    if min(head, tail) < _UNSPACED[0]:
        return text
    return f"{text}{head}" if _ROW.fullmatch(_folded(f"{tail}{head}")) else text


def terms_of_all(texts: Sequence[str]) -> list[str]:
    """Return the terms of all texts as `terms` does, with `APART` between texts."""
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
    """Whether a text needs the full rules; simple ASCII text takes a tenth of the time."""
    if not text.isascii() or _has_abbreviation(text):
        return True
    kinds = text.encode("ascii").translate(_CLASS_OF_BYTE)
    return any(hard in kinds for hard in (b"#", b"0.", b"0x", b"0_x"))


def _has_abbreviation(text: str) -> bool:
    return _TWO_CAPITALS.search(text) is not None


def _typewritten(text: str) -> str:
    """Replace typographic quotes and dashes by ASCII equivalents."""
    if not text.isascii():
        for sign, plain in _CURLED:
            text = text.replace(sign, plain)
    return text


def _plain(text: str) -> str:
    """Convert simple text to lower-case words between spaces."""
    if "'" in text:
        text = _APOSTROPHE.sub("", _POSSESSIVE.sub("", text.lower()))
    return text.encode("ascii").translate(_SPACED).decode("ascii")


def _spaced(texts: Iterable[str]) -> str:
    return f" {APART} ".join(" ".join(chain(*terms(text))) for text in texts)


def joined(word: Word) -> str:
    """Return the word without its hyphens."""
    return "".join(word)


def _words(folded: str) -> list[Word]:
    if folded.isascii() and not _SIGNS.search(folded):
        return [(found,) for found in _PLAIN.findall(folded)]
    return list(chain.from_iterable(map(_read, _WORD.findall(folded))))


def _read(found: str) -> Iterable[Word]:
    """Convert one match of `_WORD` to words."""
    if _HAS_UNSPACED.match(found):
        return [(found,)] if len(found) == 1 else [(one + other,) for one, other in pairwise(found)]
    if _PRODUCT.fullmatch(found):
        return [tuple(part if part[0].isdigit() else "x" for part in _FACTOR.findall(found))]
    if "-" in found and "^" not in found:
        return [tuple(found.split("-"))]
    return [(found,)]


def _letters(folded: str) -> Iterator[str]:
    """Yield single letters of scripts without spaces, and pairs across a space."""
    for row in _ROW.findall(folded):
        runs = row.split()
        if len(row) > 1:
            yield from "".join(runs)
        yield from (one[-1] + other[0] for one, other in pairwise(runs))


def _folded(text: str) -> str:
    folded = text.lower() if text.isascii() else _fold(text)
    if "'" in folded:
        folded = _APOSTROPHE.sub("", _POSSESSIVE.sub("", folded))
    if "," in folded:
        folded = _THOUSANDS.sub(r"\1", folded)
    return folded


def _fold(text: str) -> str:
    plain = _HYPHENS.sub("-", _APOSTROPHES.sub("'", text))
    plain = _POWER.sub(lambda power: "^" + power[0].translate(_SUPERSCRIPTS), plain)
    apart = unicodedata.normalize("NFKD", _FRACTION.sub(" ", plain)).lower()
    kept = "".join(sign for sign in apart if sign in _VOICED or not _is_mark(sign))
    whole = unicodedata.normalize("NFC", kept.translate(_LETTERS))
    return whole.translate(_UNVOICED)


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")
