"""Find links to items in elements and texts, in any notation of their addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath, splitext

from selectolax.lexbor import LexborNode

from lessonbank.bank import Address
from lessonbank.bank.written import Key, WrittenKey, decoded, written_keys
from lessonbank.markdown.targets import Directory, Target

_WORDS = frozenset({"alt", "aria-label", "class", "content", "label", "placeholder", "title"})
"""Attributes with text, not addresses."""
_SYNTAX = re.compile(r"""(?:\]\(|\]:|[<"'=])\s*<?[^\s<>"']*$""")
"""Text before an item in the visible source of a link."""
_DEFINED = re.compile(r"(\[[^\[\]]+\]):\s*<?\S*$")
_LONGEST = 300
"""The most characters before an item that may belong to its link or label."""
_IGNORED = re.compile(r"[\t\n\r]")
"""Characters that browsers remove from addresses."""
_EDGES = "".join(map(chr, range(0x21)))
"""Characters that browsers strip from addresses: controls and the space."""
_SOURCE = ".md"
_PAGES = (_SOURCE, ".html")
_NOWHERE = "withheld:page"
"""Replaces the address of a page that the edition lacks, until its link is withheld."""
_SIGNS = frozenset(":/.%&")
"""Every address of an item contains one of these."""


@dataclass(frozen=True, slots=True)
class ItemLink:
    """A link to an item's page.

    `written` is the decoded address, `ending` the part after the page's address. `address` is None
    if the link is to a part of the page other than a time.
    """

    attribute: str
    written: str
    target: Target
    ending: str
    address: Address | None


class LinkReader:
    """Reads the links on the page at the address `page`."""

    def __init__(self, directory: Directory, page: str) -> None:
        self._directory = directory
        self._folder = dirname(page)
        kinds = "|".join(sorted(directory.kinds, key=len, reverse=True))
        self._scheme = re.compile(rf"(?:{kinds}):", re.IGNORECASE)

    def denied_address(self, written: str) -> str | None:
        """Return `kind:id` of the denied item that an address leads to, else None.

        For a page that the edition lacks, return an address that leads nowhere.
        """
        plain = _plain(written)
        for text in (plain, self._beside(plain)):
            for found in self._denied(text):
                return ":".join(found.key)
        return _NOWHERE if plain == _NOWHERE or self._is_absent(plain) else None

    def _is_absent(self, plain: str) -> bool:
        """Return whether a relative address leads to a page that the edition lacks."""
        path = plain.partition("#")[0].partition("?")[0]
        name, ending = splitext(self._beside(path))
        return ending in _PAGES and name in self._directory.absent

    def denies(self, node: LexborNode) -> bool:
        """Whether the element links to a denied item."""
        return any(
            self.denies_address(value, is_words=name in _WORDS)
            for name, value in node.attributes.items()
            if value
        )

    def denies_tag(self, tag: str) -> bool:
        """Whether a tag is an address in angle brackets that links to a denied item."""
        return not _SIGNS.isdisjoint(tag) and self.denied_address(tag) is not None

    def denies_address(self, written: str, *, is_words: bool = False) -> bool:
        """Whether an address or a text links to a denied or unknown item."""
        if _SIGNS.isdisjoint(written):
            return False
        plain = _plain(written)
        if self.denied_address(written):
            return True
        if is_words or not self._scheme.match(plain):
            return False
        return self._key(plain) not in self._directory.targets

    def shown(self, node: LexborNode) -> ItemLink | None:
        """Return the element's link to an item with a page, else None."""
        for name, value in node.attributes.items():
            if value and name not in _WORDS and (link := self.item_link(name, value)):
                return link
        return None

    def item_link(self, name: str, value: str) -> ItemLink | None:
        """Return the link in the attribute `name`, if it is to an item with a page, else None."""
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
        return ItemLink(name, plain, target, ending, address)

    def denies_syntax(self, text: str) -> bool:
        """Whether text shows the source of a link to a denied item."""
        return any(map(_SYNTAX.search, self._before_denied(text)))

    def denied_labels(self, text: str) -> Iterator[str]:
        """Yield the `[label]` of each definition of a link to a denied item, shown as text."""
        for before in self._before_denied(text):
            if label := _DEFINED.search(before):
                yield label[1]

    def denies_code(self, text: str) -> bool:
        """Whether code names a denied item."""
        return any(self._denied(decoded(text)))

    def _before_denied(self, text: str) -> Iterator[str]:
        """Yield the text before each address of a denied item."""
        plain = decoded(text)
        for written in self._directory.denied_in(plain):
            yield plain[max(0, written.start - _LONGEST) : written.start]

    def _denied(self, text: str) -> Iterator[WrittenKey]:
        return self._directory.denied_in(text, spaced=True)

    def _written(self, text: str, *, spaced: bool = False) -> Iterator[WrittenKey]:
        return written_keys(text, self._directory.types, spaced=spaced)

    def _beside(self, plain: str) -> str:
        """Resolve a relative address from the site's root."""
        return normpath(join(self._folder, plain.lstrip("/\\").replace("\\", "/")))

    def _key(self, plain: str) -> Key:
        """Return the key at the start of an address with a scheme; an empty key without one."""
        found = next(self._written(plain, spaced=True), None)
        return found.key if found and found.start == 0 else ("", "")


def _plain(written: str) -> str:
    return _IGNORED.sub("", decoded(written)).strip(_EDGES)


def _address(key: Key, fragment: str) -> Address | None:
    """Build the address; None if `fragment` is not a time."""
    try:
        return Address.parse(f"{key[0]}:{key[1]}#{fragment}")
    except ValueError:
        return None
