"""What an element of a page, or a text in it, leads to, however the address is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from selectolax.lexbor import LexborNode

from lessonbank.bank import Address
from lessonbank.bank.written import Key, WrittenKey, decoded, written_keys
from lessonbank.markdown.targets import Directory, Target

_WORDS = frozenset({"alt", "aria-label", "class", "content", "label", "placeholder", "title"})
"""Attributes that hold words and no address."""
_SYNTAX = re.compile(r"""(?:\]\(|\]:|[<"'=])\s*<?[^\s<>"']*$""")
"""What stands before the item in the address of a link, shown as it is written."""
_DEFINED = re.compile(r"(\[[^\[\]]+\]):\s*<?\S*$")
_LONGEST = 300
"""Signs before an item that may be part of its address, or the label of a definition."""
_IGNORED = re.compile(r"[\t\n\r]")
"""Signs that browsers drop from addresses."""
_EDGES = "".join(map(chr, range(0x21)))
"""Signs that browsers drop from the ends of addresses: controls and the space."""
_SOURCE = ".md"
_SIGNS = frozenset(":/.%&")
"""An address has one of these."""


@dataclass(frozen=True, slots=True)
class Lead:
    """An address that leads to an item's page.

    `written` is the address in plain signs, `ending` what follows the page's own address. `address`
    is None where the link is to a part of the page other than a time.
    """

    attribute: str
    written: str
    target: Target
    ending: str
    address: Address | None


class Leads:
    """Reads what stands on the page at the address `page`."""

    def __init__(self, directory: Directory, page: str) -> None:
        self._directory = directory
        self._folder = dirname(page)
        kinds = "|".join(sorted(directory.kinds, key=len, reverse=True))
        self._scheme = re.compile(rf"(?:{kinds}):", re.IGNORECASE)

    def denied_address(self, written: str) -> str | None:
        """`kind:id` of the item that an address leads to, if that must not be told of."""
        plain = _plain(written)
        for text in (plain, self._beside(plain)):
            for found in self._denied(text):
                return ":".join(found.key)
        return None

    def denies(self, node: LexborNode) -> bool:
        """Whether the element leads to what the edition must not tell of."""
        return any(
            self.denies_address(value, is_words=name in _WORDS)
            for name, value in node.attributes.items()
            if value
        )

    def denies_tag(self, tag: str) -> bool:
        """The same of an address between pointed brackets, which HTML takes for an element."""
        return not _SIGNS.isdisjoint(tag) and self.denied_address(tag) is not None

    def denies_address(self, written: str, *, is_words: bool = False) -> bool:
        """Whether an address, or some words, lead to what the edition must not tell of."""
        if _SIGNS.isdisjoint(written):
            return False
        plain = _plain(written)
        if self.denied_address(written):
            return True
        if is_words or not self._scheme.match(plain):
            return False
        return self._key(plain) not in self._directory.targets

    def shown(self, node: LexborNode) -> Lead | None:
        """Where the element leads, if that is to an item that has a page."""
        for name, value in node.attributes.items():
            if value and name not in _WORDS and (lead := self.lead(name, value)):
                return lead
        return None

    def lead(self, name: str, value: str) -> Lead | None:
        """Where an address leads that stands in the attribute `name`, if to an item's page."""
        if _SIGNS.isdisjoint(value):
            return None
        plain = _plain(value)
        head, _, fragment = plain.partition("#")
        if self._scheme.match(plain):
            key = self._key(plain)
        elif head.endswith(_SOURCE) and ":" not in head:
            key = next((each.key for each in self._written(self._beside(head))), ("", ""))
        else:
            return None
        if (target := self._directory.targets.get(key)) is None:
            return None
        address = _address(key, fragment)
        ending = address.fragment if address else f"#{fragment}"
        return Lead(name, plain, target, ending, address)

    def denies_syntax(self, text: str) -> bool:
        """Whether text shows the source of a link to what the edition must not tell of."""
        return any(map(_SYNTAX.search, self._before_denied(text)))

    def denied_labels(self, text: str) -> Iterator[str]:
        """`[label]` of each definition, shown as text, of a link to what must not be told of."""
        for before in self._before_denied(text):
            if label := _DEFINED.search(before):
                yield label[1]

    def denies_code(self, text: str) -> bool:
        """Whether code names what the edition must not tell of."""
        return any(self._denied(decoded(text)))

    def _before_denied(self, text: str) -> Iterator[str]:
        """What stands before each address of what must not be told of."""
        plain = decoded(text)
        for written in self._directory.denied_in(plain):
            yield plain[max(0, written.start - _LONGEST) : written.start]

    def _denied(self, text: str) -> Iterator[WrittenKey]:
        return self._directory.denied_in(text, spaced=True)

    def _written(self, text: str, *, spaced: bool = False) -> Iterator[WrittenKey]:
        return written_keys(text, self._directory.types, spaced=spaced)

    def _beside(self, plain: str) -> str:
        """A relative address as it counts from the site's root."""
        return normpath(join(self._folder, plain.lstrip("/\\").replace("\\", "/")))

    def _key(self, plain: str) -> Key:
        """The key that an address with a scheme begins with; one that nothing has if it is none."""
        found = next(self._written(plain, spaced=True), None)
        return found.key if found and found.start == 0 else ("", "")


def _plain(written: str) -> str:
    return _IGNORED.sub("", decoded(written)).strip(_EDGES)


def _address(key: Key, fragment: str) -> Address | None:
    """None where `fragment` is no time."""
    try:
        return Address.parse(f"{key[0]}:{key[1]}#{fragment}")
    except ValueError:
        return None
