"""`[text](clip:id#t=80)` becomes a link and `![text](clip:id#t=80,95)` a player.

A player needs a paragraph to itself; among other words it becomes a link.

Any kind of item can be linked. For what is not among the targets (its edition may not show it) a
neutral note stands, since the words of a link may tell what it led to. The author's mistakes are
found by the checks, before any page is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from lessonbank.bank import ITEM_TYPES, Address
from lessonbank.markdown.clean import clean
from lessonbank.markdown.patience import PATIENCE, within
from lessonbank.markdown.targets import Target, Targets

WITHHELD = "(not available in this edition)"
"""What stands for a link to what the edition may not show."""
_KINDS = frozenset(item.kind for item in ITEM_TYPES)
_UNFENCED = 22
"""After blocks of code are taken out (25), and before MkDocs looks for ids in HTML (21.5)."""
_MARKED_SECTION = re.compile(r"<!\[(?!CDATA\[)")
_BEFORE = 15
"""After links are made of Markdown (20), and before anybody reads them."""
_LAST = -10
"""After MkDocs' own treatment of links (0), which leaves addresses with a scheme alone."""
_PLACE = re.compile(f"{STX}lessonbank:([0-9]+){ETX}")
"""Where a player goes. Python-Markdown takes both signs out of what authors write."""


class BankLinks(Extension):
    """Resolves addresses of items against `targets`.

    `root` gives the way from the page that is being converted to the site's root: `""` or
    `"../"` and so on. A conversion that takes longer than `patience` seconds, or nests too deep,
    raises HeavyMarkdownError.
    """

    def __init__(
        self,
        targets: Callable[[], Targets],
        root: Callable[[], str],
        patience: float = PATIENCE,
    ) -> None:
        super().__init__()
        self._targets = targets
        self._root = root
        self._patience = patience

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.preprocessors.register(_Sections(md), "lessonbank", _UNFENCED)
        md.treeprocessors.register(_Guard(md), "lessonbank-guard", _BEFORE)
        resolver = _Resolver(md, self._targets(), self._root)
        md.treeprocessors.register(_Withholder(md, resolver), "lessonbank-withheld", _BEFORE)
        md.treeprocessors.register(resolver, "lessonbank", _LAST)
        md.postprocessors.register(_Cleaner(md, resolver.players), "lessonbank", _LAST)
        md.convert = within(self._patience)(md.convert)  # type: ignore[method-assign]


class _Sections(Preprocessor):
    """Takes `<![` for text: HTML has no such thing, and Python's parser ends in an exception."""

    def run(self, lines: list[str]) -> list[str]:
        return [_MARKED_SECTION.sub("&lt;![", line) for line in lines]


class _Guard(Treeprocessor):
    """Leaves only the words of an address that is none, such as `http://[`: readers stumble."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if not all(_readable(element.get(name, "")) for name in ("href", "src")):
                element.text = element.get("alt", element.text)
                element.attrib.clear()
                element.tag = "span"


def _readable(address: str) -> bool:
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


class _Cleaner(Postprocessor):
    def __init__(self, md: Markdown, players: list[str]) -> None:
        super().__init__(md)
        self._players = players

    def run(self, text: str) -> str:
        # Cleaning resolves `&#2;`, so meanwhile a place has a name that no text can tell of itself.
        name = sha256(text.encode()).hexdigest()
        cleaned = clean(_PLACE.sub(rf"{name}:\1", text))
        place = re.compile(f"<p[^>]*>{name}:([0-9]+)</p>")
        return place.sub(lambda found: self._players[int(found[1])], cleaned)


class _Resolver(Treeprocessor):
    def __init__(self, md: Markdown, targets: Targets, root: Callable[[], str]) -> None:
        super().__init__(md)
        self.players: list[str] = []
        self._targets = targets
        self._root = root
        self._kinds = _KINDS | {kind for kind, _ in targets}

    def run(self, root: Element) -> None:
        self.players.clear()
        for parent in root.iter():
            for child in list(parent):
                if child.tag == "a":
                    self._link(child)
                elif child.tag == "img":
                    self._embed(parent, child)

    def find(self, written: str | None) -> tuple[Address, Target | None] | None:
        """The address and its target; None where `written` is an ordinary address."""
        if written is None or written.partition(":")[0] not in self._kinds:
            return None
        try:
            address = Address.parse(written)
        except ValueError:
            return None
        return address, self._targets.get((address.kind, address.id))

    def _link(self, element: Element) -> None:
        found = self.find(element.get("href"))
        if found is None:
            return
        address, target = found
        if target is None:
            _withhold(element)
        else:
            element.set("href", f"{self._root()}{target.url}{address.fragment}")

    def _embed(self, parent: Element, image: Element) -> None:
        found = self.find(image.get("src"))
        if found is None:
            return
        address, target = found
        if target is None:
            _withhold(image)
            return
        words = image.get("alt") or target.title
        if target.embed is None or not _alone(parent, image):
            _become_link(image, f"{self._root()}{target.url}{address.fragment}", words)
        else:
            parent.remove(image)
            parent.text = f"{STX}lessonbank:{len(self.players)}{ETX}"
            self.players.append(target.embed(address, words, self._root()))


class _Withholder(Treeprocessor):
    """Puts notes in place of the withheld before headings are read for ids and titles."""

    def __init__(self, md: Markdown, resolver: _Resolver) -> None:
        super().__init__(md)
        self._resolver = resolver

    def run(self, root: Element) -> None:
        for element in list(root.iter()):
            address = {"a": "href", "img": "src"}.get(element.tag)
            found = self._resolver.find(element.get(address)) if address else None
            if found is not None and found[1] is None:
                _withhold(element)


def _withhold(element: Element) -> None:
    tail = element.tail
    element.clear()
    element.tag = "span"
    element.set("class", "lb-unavailable")
    element.text = WITHHELD
    element.tail = tail


def _become_link(image: Element, href: str, words: str) -> None:
    image.tag = "a"
    image.attrib.clear()
    image.set("href", href)
    image.text = words


def _alone(parent: Element, child: Element) -> bool:
    """Whether a paragraph holds nothing else: only then can a player take its place."""
    words = (parent.text or "").strip() or (child.tail or "").strip()
    return parent.tag == "p" and len(parent) == 1 and not words
