"""Write a tree of HTML with its links resolved and denied parts withheld."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import starmap

from selectolax.lexbor import LexborNode

from lessonbank.markdown.gone import note
from lessonbank.markdown.item_links import ItemLink

UNSEEN = frozenset({"script", "style", "template"})
"""Elements that readers never see."""
CITING = frozenset({"blockquote", "button", "del", "form", "input", "ins", "q"})
"""Elements with an address that are not links."""

_VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
    }
)
_RAW = frozenset(
    {"iframe", "noembed", "noframes", "noscript", "plaintext", "textarea", "title", "xmp"}
)
"""Elements with raw text: only their content is written."""
_REVEALING = frozenset({"aria-label", "id", "name", "title"})
"""Attributes that may reveal the content of an element."""
_WORDS = ("alt", "title", "aria-label")


@dataclass
class Writer:
    """Writes a tree, with a note for each node in `withheld`, by `mem_id`.

    `root` is the relative path to the site's root. `players` collects the HTML of players.
    """

    withheld: Container[int]
    shown: Mapping[int, ItemLink]
    bare: Container[int]
    root: str
    mark: str
    players: list[str] = field(default_factory=list)

    def written(self, first: LexborNode) -> str:
        """Write `first` and its siblings. No recursion: trees may be deeper than Python's stack."""
        out: list[str] = []
        ahead = _row(first)
        while ahead:
            part = ahead.pop()
            if isinstance(part, str):
                out.append(part)
            else:
                ahead += self._begun(part, out)
        return "".join(out)

    def _begun(self, node: LexborNode, out: list[str]) -> list[LexborNode | str]:
        """Write the start of `node`; return its remaining parts, last first."""
        tag, link = node.tag or "", self.shown.get(node.mem_id)
        if node.mem_id in self.withheld:
            out.append(note())
        elif node.is_text_node:
            out.append(escape(node.text_content or "", quote=False))
        elif not node.is_element_node or tag in UNSEEN:
            pass
        elif player := self._player(node):
            out.append(player)
        elif link and tag not in CITING | {"a"}:
            out.append(self._link(node, link))
        elif tag in _RAW:
            return _row(node.first_child)
        else:
            return self._element(node, link, out)
        return []

    def _element(
        self, node: LexborNode, link: ItemLink | None, out: list[str]
    ) -> list[LexborNode | str]:
        attributes = dict(node.attributes)
        if link:
            attributes[link.attribute] = self._url(link)
        if node.mem_id in self.bare:
            attributes = {n: value for n, value in attributes.items() if n not in _REVEALING}
        out.append(f"<{node.tag}{''.join(starmap(_attribute, attributes.items()))}>")
        if node.tag in _VOID:
            return []
        if link and node.text() == link.written:
            return [f"{escape(link.target.title)}</{node.tag}>"]
        return [f"</{node.tag}>", *_row(node.first_child)]

    def _link(self, node: LexborNode, link: ItemLink) -> str:
        words = node.text().strip() or next(filter(None, map(node.attributes.get, _WORDS)), "")
        return f'<a href="{escape(self._url(link))}">{escape(words or link.target.title)}</a>'

    def _player(self, node: LexborNode) -> str:
        """Return the placeholder of a player if a paragraph has only an embedded item, else ''."""
        if node.tag != "p":
            return ""
        inside = list(filter(has_content, children(node)))
        link = self.shown.get(inside[0].mem_id) if len(inside) == 1 else None
        if not link or inside[0].tag != "img" or not link.target.embed or not link.address:
            return ""
        words = inside[0].attributes.get("alt") or link.target.title
        self.players.append(link.target.embed(link.address, words, self.root))
        return f"<p>{self.mark}:{len(self.players) - 1}</p>"

    def _url(self, link: ItemLink) -> str:
        return f"{self.root}{link.target.url}{link.ending}"


def has_content(node: LexborNode) -> bool:
    """Whether a node is an element or a text that is not blank."""
    return node.is_element_node or bool(node.is_text_node and (node.text_content or "").strip())


def children(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the children of an element."""
    return _after(node.first_child)


def _after(node: LexborNode | None) -> Iterator[LexborNode]:
    while node is not None:
        yield node
        node = node.next


def _row(first: LexborNode | None) -> list[LexborNode | str]:
    """Return a node and its next siblings, last first."""
    row: list[LexborNode | str] = [*_after(first)]
    return row[::-1]


def _attribute(name: str, value: str | None) -> str:
    return f' {name}="{escape(value or "")}"'
