"""Find words of the interface that a page in another language still says in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel.messages.pofile import read_po
from selectolax.lexbor import LexborHTMLParser, LexborNode

from lessonbank.texts import LOCALE

_WORD = re.compile(r"[^\W\d_]{3,}")
_NOT_SAID = re.compile(r"%\(\w+\)[sd]|</?\w[^>]*>")
_SAID = ("aria-label", "aria-description", "placeholder", "title", "alt", "label", "data-label")
_SILENT = frozenset({"script", "style"})


def english_left(page: str, given: str, language: str = "cy") -> frozenset[str]:
    """Return English words of the interface on a page outside parts that are marked as English.

    Words of `given`, which is the content, may stand anywhere.
    """
    root = LexborHTMLParser(page).root
    said = "\n".join(_said(root, language)) if root else ""
    return (_words(said) & _english(language)) - _words(given)


@cache
def _english(language: str) -> frozenset[str]:
    """Return the words of the messages that no translation has too."""
    with (LOCALE / language / "LC_MESSAGES" / "lessonbank.po").open("rb") as written:
        messages = [each for each in read_po(written, locale=language) if each.id]
    both = [_texts(each.id) for each in messages], [_texts(each.string) for each in messages]
    english, other = (_words("\n".join(text for texts in each for text in texts)) for each in both)
    return english - other


def _texts(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [_NOT_SAID.sub(" ", each) for each in ([text] if isinstance(text, str) else text)]


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))


def _said(node: LexborNode, language: str) -> Iterator[str]:
    """Yield the texts and the read attributes of elements that are not marked as English."""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield child.text()
        elif child.tag not in _SILENT:
            own = child.attributes.get("lang") or language
            if not own.startswith("en"):
                yield from (value for name in _SAID if (value := child.attributes.get(name)))
                yield from _said(child, own)
