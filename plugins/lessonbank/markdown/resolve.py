"""Every link to an item in a piece of HTML, however it is written: resolved, or withheld.

The HTML is read as browsers read it, so that the way an address is written makes no difference.
Where an edition may not show an item, the whole element that leads to it goes: its words, its
title and the description of its picture may tell what the item is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

from lessonbank.markdown.gone import essence, is_gone
from lessonbank.markdown.headings import slug
from lessonbank.markdown.leads import Lead, Leads
from lessonbank.markdown.targets import Directory
from lessonbank.markdown.write import CITING, UNSEEN, Writer, children, says

_POINTED = re.compile(r"\]\(<([^<>\n]*)>\)")
"""A link whose source is shown. HTML would take its address for an element."""
_MEDIA = frozenset({"audio", "map", "object", "picture", "svg", "video"})
"""Elements that show one thing, whichever of their parts names it."""
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
    """HTML in which no element leads to an item by other than the address of its page.

    Where a player goes stands `mark:number` in a paragraph of its own. `gone` are the ids of
    elements that were withheld.
    """

    html: str
    players: tuple[str, ...] = ()
    gone: frozenset[str] = frozenset()


def resolve(
    html: str, directory: Directory, page: str, mark: str, gone: frozenset[str] = frozenset()
) -> Resolved:
    """Resolve `html`, part of the page at the address `page`. `mark` is text that it cannot hold.

    `gone` are ids that the page has lost already. The outcome is still to be cleaned.
    """
    html = _POINTED.sub(r"](&lt;\1&gt;)", html)
    parser = LexborHTMLParser(html, is_fragment=True) if html else None
    if parser is None or parser.root is None:
        return Resolved(html)
    plan = _Plan(parser, Leads(directory, page), gone=set(gone))
    if not plan.changes_anything:
        return Resolved(html)
    writer = Writer(
        plan.withheld, plan.shown, plan.bare | plan.telling, "../" * page.count("/"), mark
    )
    return Resolved(writer.written(parser.root), tuple(writer.players), frozenset(plan.gone))


@dataclass
class _Plan:
    """What becomes of elements and texts, by their `mem_id`.

    `withheld` are replaced by a note, `shown` lead to a page. `bare` hold nothing but what is
    withheld; the ids of those `telling` have its words. `gone` are ids that will not be there.
    """

    parser: LexborHTMLParser
    leads: Leads
    withheld: dict[int, LexborNode] = field(default_factory=dict)
    shown: dict[int, Lead] = field(default_factory=dict)
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
        self._take_along()
        while len(self._taken) < len(self.withheld):
            self._take_along()

    @property
    def changes_anything(self) -> bool:
        return bool(self.withheld or self.shown or self._hides)

    def _nodes(self) -> Iterator[LexborNode]:
        root = self.parser.root
        return root.traverse(include_text=True) if root else iter(())

    def _read_text(self, node: LexborNode) -> None:
        text = node.text_content or ""
        if self.leads.denies_syntax(text):
            self._labels.update(self.leads.denied_labels(text))
            self._withhold(_block(node))

    def _read_labels(self) -> None:
        """Withhold text that refers to a definition which Markdown has not taken for one."""
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
            if self.leads.denies_code(node.text()):
                self._withhold(node)
        if self.leads.denies_tag(node.tag or ""):
            self._withhold(_block(node))
        elif self.leads.denies(node):
            self._withhold(_outermost(node, _FIGURES))
        elif lead := self.leads.shown(node):
            whole = node if node.tag in CITING else _outermost(node, _MEDIA)
            self.shown.setdefault(whole.mem_id, lead)

    def _withhold(self, node: LexborNode) -> None:
        self.withheld[node.mem_id] = node

    def _take_along(self) -> None:
        """Take in what holds nothing but the withheld, and links to what is gone with it."""
        level = [node for id_, node in self.withheld.items() if id_ not in self._taken]
        for node in level:
            self.gone.update(id_ for each in _elements(node) for id_ in _ids(each))
            self.gone.update(_heading_ids(node) - self._ids)
            self._take_ids_of(node)
        self._taken.update(self.withheld)
        while level:
            around = {above.mem_id: above for node in level if (above := node.parent)}
            level = [each for each in around.values() if self._holds_nothing_else(each)]
            self.bare.update(each.mem_id for each in level)
            self.gone.update(id_ for each in level for id_ in _ids(each))
        for link in self.parser.css('a[href^="#"]') if self.gone else ():
            if is_gone((link.attributes.get("href") or "")[1:], self.gone):
                self._withhold(link)

    def _take_ids_of(self, node: LexborNode) -> None:
        """Take the ids around what is withheld that are made of its words."""
        words = set(map(essence, filter(str.strip, _said(node))))
        for above in _around(node):
            ids = list(_ids(above)) if words else ()
            if any(word in essence(id_) for id_ in ids for word in words):
                self.telling.add(above.mem_id)
                self.gone.update(ids)

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(id_ for each in self.parser.css("[id]") for id_ in _ids(each))

    def _holds_nothing_else(self, node: LexborNode) -> bool:
        return all(
            each.mem_id in self.withheld or each.mem_id in self.bare or not says(each)
            for each in children(node)
        )


def _block(node: LexborNode) -> LexborNode:
    """The nearest block that a text is in; else the text."""
    return next((each for each in _around(node) if each.tag in _BLOCKS), node)


def _elements(node: LexborNode) -> list[LexborNode]:
    """The element and those in it; none of a text."""
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
    return {slug(_read(above), "-") for above in _around(node) if above.tag in _HEADINGS}


def _around(node: LexborNode) -> Iterator[LexborNode]:
    """The elements that a node is in, the nearest first."""
    while (node := node.parent) is not None:  # type: ignore[assignment]  # the loop's end
        yield node


def _outermost(node: LexborNode, tags: frozenset[str]) -> LexborNode:
    """The outermost of `tags` that the element is in or is; else the element."""
    return ([node] + [each for each in (node, *_around(node)) if each.tag in tags])[-1]
