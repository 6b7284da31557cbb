"""`[text](clip:id#t=80)` becomes a link and `![text](clip:id#t=80,95)` a player.

A player needs a paragraph to itself; among other words it becomes a link.

Any kind of item can be linked. What is not among the targets (its edition may not show it) is
left as plain words: the author's mistakes are found by the checks, before any page is made.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from lessonbank.bank import ITEM_TYPES, Address
from lessonbank.markdown.targets import Target, Targets

_KINDS = frozenset(item.kind for item in ITEM_TYPES)
_LAST = -10
"""After MkDocs' own treatment of links (0), which leaves addresses with a scheme alone."""


class BankLinks(Extension):
    """Resolves addresses of items against `targets`.

    `root` gives the way from the page that is being converted to the site's root: `""` or
    `"../"` and so on.
    """

    def __init__(self, targets: Callable[[], Targets], root: Callable[[], str]) -> None:
        super().__init__()
        self._targets = targets
        self._root = root

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        resolver = _Resolver(md, self._targets(), self._root)
        md.treeprocessors.register(resolver, "lessonbank", _LAST)


class _Resolver(Treeprocessor):
    def __init__(self, md: Markdown, targets: Targets, root: Callable[[], str]) -> None:
        super().__init__(md)
        self._md = md
        self._targets = targets
        self._root = root
        self._kinds = _KINDS | {kind for kind, _ in targets}

    def run(self, root: Element) -> None:
        for parent in root.iter():
            for child in list(parent):
                if child.tag == "a":
                    self._link(child)
                elif child.tag == "img":
                    self._embed(parent, child)

    def _find(self, written: str | None) -> tuple[Address, Target | None] | None:
        """The address and its target; None where `written` is an ordinary address."""
        if written is None or written.partition(":")[0] not in self._kinds:
            return None
        try:
            address = Address.parse(written)
        except ValueError:
            return None
        return address, self._targets.get((address.kind, address.id))

    def _link(self, element: Element) -> None:
        found = self._find(element.get("href"))
        if found is None:
            return
        address, target = found
        if target is None:
            _unlink(element)
        else:
            element.set("href", f"{self._root()}{target.url}{address.fragment}")

    def _embed(self, parent: Element, image: Element) -> None:
        found = self._find(image.get("src"))
        if found is None:
            return
        address, target = found
        words = image.get("alt") or (target.title if target else "")
        if target is None:
            _become_text(image, words)
        elif target.embed is None or not _alone(parent, image):
            _become_link(image, f"{self._root()}{target.url}{address.fragment}", words)
        else:
            parent.remove(image)
            parent.text = self._md.htmlStash.store(target.embed(address, words, self._root()))


def _unlink(element: Element) -> None:
    element.tag = "span"
    element.attrib.clear()
    element.set("class", "lb-unavailable")


def _become_text(image: Element, text: str) -> None:
    image.tag = "span"
    image.attrib.clear()
    image.text = text


def _become_link(image: Element, href: str, words: str) -> None:
    image.tag = "a"
    image.attrib.clear()
    image.set("href", href)
    image.text = words


def _alone(parent: Element, child: Element) -> bool:
    """Whether a paragraph holds nothing else: only then can a player take its place."""
    words = (parent.text or "").strip() or (child.tail or "").strip()
    return parent.tag == "p" and len(parent) == 1 and not words
