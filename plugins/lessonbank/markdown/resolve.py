"""Resolve or withhold every link to an item in HTML.

A browser's parser reads the HTML, so every notation of an address is recognised. For an item that
the edition may not show, the whole linking element goes: its text, title and alternative text may
reveal the item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

from lessonbank.markdown.gone import essence, is_gone
from lessonbank.markdown.headings import slug
from lessonbank.markdown.item_links import ItemLink, LinkReader
from lessonbank.markdown.targets import Directory
from lessonbank.markdown.write import CITING, UNSEEN, Writer, children, has_content

_POINTED = re.compile(r"\]\(<([^<>\n]*)>\)")
"""The visible source of a link. HTML would parse its address as an element."""
_MEDIA = frozenset({"audio", "map", "object", "picture", "svg", "video"})
"""Elements that show one thing, whose parts may name it."""
_FIGURES = _MEDIA | {"figure"}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CODE = frozenset({"code", "kbd", "pre", "samp", "tt", "var"})
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl"),
        *_HEADINGS,
        *("dt", "figcaption", "figure", "li", "ol", "p", "pre"),
        *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """HTML in which links to items have the addresses of their pages.

    `<p>mark:number</p>` is the placeholder of a player. `gone` are the ids of withheld elements.
    """

    html: str
    players: tuple[str, ...] = ()
    gone: frozenset[str] = frozenset()


def resolve(
    html: str, directory: Directory, page: str, mark: str, gone: frozenset[str] = frozenset()
) -> Resolved:
    """Resolve `html`, a part of the page at the address `page`. `mark` must not occur in it.

    `gone` are ids that the page has already lost. The caller has to sanitise the result.
    """
    html = _POINTED.sub(r"](&lt;\1&gt;)", html)
    parser = LexborHTMLParser(html, is_fragment=True) if html else None
    if parser is None or parser.root is None:
        return Resolved(html)
    plan = _Plan(parser, LinkReader(directory, page), gone=set(gone))
    if not plan.changes_anything:
        return Resolved(html)
    writer = Writer(
        plan.withheld, plan.shown, plan.bare | plan.telling, "../" * page.count("/"), mark
    )
    return Resolved(writer.written(parser.root), tuple(writer.players), frozenset(plan.gone))


@dataclass
class _Plan:
    """The decision for elements and texts, by their `mem_id`.

    A note replaces `withheld` nodes. `shown` nodes link to a page. `bare` elements have only
    withheld content; ids of `telling` elements repeat it. `gone` are ids that are removed.
    """

    parser: LexborHTMLParser
    links: LinkReader
    withheld: dict[int, LexborNode] = field(default_factory=dict)
    shown: dict[int, ItemLink] = field(default_factory=dict)
    bare: set[int] = field(default_factory=set)
    telling: set[int] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    _hides: bool = False
    _labels: set[str] = field(default_factory=set)
    _code: set[int] = field(default_factory=set)
    _taken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for node in self._nodes():
            if node.is_text_node:
                self._read_text(node)
            elif node.is_element_node:
                self._read_element(node)
        if self._labels:
            self._read_labels()
        self._withhold_dependants()
        while len(self._taken) < len(self.withheld):
            self._withhold_dependants()

    @property
    def changes_anything(self) -> bool:
        return bool(self.withheld or self.shown or self._hides)

    def _nodes(self) -> Iterator[LexborNode]:
        root = self.parser.root
        return root.traverse(include_text=True) if root else iter(())

    def _read_text(self, node: LexborNode) -> None:
        text = node.text_content or ""
        if self.links.denies_syntax(text):
            self._labels.update(self.links.denied_labels(text))
            self._withhold(_block(node))

    def _read_labels(self) -> None:
        """Withhold text with the labels of definitions that Markdown did not recognise."""
        for node in self._nodes():
            text = node.text_content or "" if node.is_text_node else ""
            if any(label in text for label in self._labels):
                self._withhold(_block(node))

    def _read_element(self, node: LexborNode) -> None:
        self._hides |= node.tag in UNSEEN
        if node.parent and node.parent.mem_id in self._code:
            self._code.add(node.mem_id)
        elif node.tag in _CODE:
            self._code.add(node.mem_id)
            if self.links.denies_code(node.text()):
                self._withhold(node)
        if self.links.denies_tag(node.tag or ""):
            self._withhold(_block(node))
        elif self.links.denies(node):
            self._withhold(_outermost(node, _FIGURES))
        elif link := self.links.shown(node):
            whole = node if node.tag in CITING else _outermost(node, _MEDIA)
            self.shown.setdefault(whole.mem_id, link)

    def _withhold(self, node: LexborNode) -> None:
        self.withheld[node.mem_id] = node

    def _withhold_dependants(self) -> None:
        """Mark elements with only withheld content as bare, and withhold links to removed ids."""
        level = [node for id_, node in self.withheld.items() if id_ not in self._taken]
        for node in level:
            self.gone.update(id_ for each in _elements(node) for id_ in _ids(each))
            self.gone.update(_heading_ids(node) - self._ids)
            self._take_ids_of(node)
        self._taken.update(self.withheld)
        while level:
            around = {above.mem_id: above for node in level if (above := node.parent)}
            level = [each for each in around.values() if self._has_only_withheld(each)]
            self.bare.update(each.mem_id for each in level)
            self.gone.update(id_ for each in level for id_ in _ids(each))
        for link in self.parser.css('a[href^="#"]') if self.gone else ():
            if is_gone((link.attributes.get("href") or "")[1:], self.gone):
                self._withhold(link)

    def _take_ids_of(self, node: LexborNode) -> None:
        """Take the ids around what is withheld that are made of its words."""
        words = set(map(essence, filter(str.strip, _said(node))))
        for above in _ancestors(node):
            ids = list(_ids(above)) if words else ()
            if any(word in essence(id_) for id_ in ids for word in words):
                self.telling.add(above.mem_id)
                self.gone.update(ids)

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(id_ for each in self.parser.css("[id]") for id_ in _ids(each))

    def _has_only_withheld(self, node: LexborNode) -> bool:
        return all(
            each.mem_id in self.withheld or each.mem_id in self.bare or not has_content(each)
            for each in children(node)
        )


def _block(node: LexborNode) -> LexborNode:
    """Return the nearest block around a node; else the node."""
    return next((each for each in _ancestors(node) if each.tag in _BLOCKS), node)


def _elements(node: LexborNode) -> list[LexborNode]:
    """Return an element and its descendants; nothing for a text."""
    return node.css("*") if node.is_element_node else []


def _ids(node: LexborNode) -> Iterator[str]:
    for name in ("id", "name"):
        if value := node.attributes.get(name):
            yield value


def _said(node: LexborNode) -> Iterator[str]:
    """The words of an element or a text, those of its pictures included."""
    yield node.text()
    for each in _elements(node):
        yield from (each.attributes.get(name) or "" for name in ("alt", "title"))


def _read(node: LexborNode) -> str:
    """The words of an element, those of its pictures in their places."""
    parts = [node, *node.traverse(include_text=True)]
    words = (e.text_content if e.is_text_node else e.attributes.get("alt") for e in parts)
    return "".join(word or "" for word in words)


def _heading_ids(node: LexborNode) -> set[str]:
    """The id that a heading would have from words that it has lost."""
    return {slug(_read(above), "-") for above in _ancestors(node) if above.tag in _HEADINGS}


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the ancestors of a node, nearest first."""
    while (node := node.parent) is not None:  # type: ignore[assignment]  # the loop's end
        yield node


def _outermost(node: LexborNode, tags: frozenset[str]) -> LexborNode:
    """Return the outermost element with one of `tags`, from the node up; else the node."""
    return ([node] + [each for each in (node, *_ancestors(node)) if each.tag in tags])[-1]
