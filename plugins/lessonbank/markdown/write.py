"""A tree of HTML, and what becomes of its elements -> HTML."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import starmap

from selectolax.lexbor import LexborNode

from lessonbank.markdown.gone import NOTE
from lessonbank.markdown.leads import Lead

UNSEEN = frozenset({"script", "style", "template"})
"""Elements that readers do not see."""
CITING = frozenset({"blockquote", "button", "del", "form", "input", "ins", "q"})
"""Elements that name an address, and are no link to it."""

_VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
    }
)
_RAW = frozenset(
    {"iframe", "noembed", "noframes", "noscript", "plaintext", "textarea", "title", "xmp"}
)
"""Elements whose text would be read as it stands: only what is in them is written."""
_TELLING = frozenset({"aria-label", "id", "name", "title"})
"""Attributes that may tell what an element held."""
_WORDS = ("alt", "title", "aria-label")


@dataclass
class Writer:
    """Writes a tree, with a note for each of the `withheld`, by their `mem_id`.

    `root` is the way to the site's root. `players` fills with the HTML of players.
    """

    withheld: Container[int]
    shown: Mapping[int, Lead]
    bare: Container[int]
    root: str
    mark: str
    players: list[str] = field(default_factory=list)

    def written(self, first: LexborNode) -> str:
        """`first` and its siblings. A tree may be deeper than Python's stack."""
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
        """Write how `node` begins. Gives what is still to be written of it, the last first."""
        tag, lead = node.tag or "", self.shown.get(node.mem_id)
        if node.mem_id in self.withheld:
            out.append(NOTE)
        elif node.is_text_node:
            out.append(escape(node.text_content or "", quote=False))
        elif not node.is_element_node or tag in UNSEEN:
            pass
        elif player := self._player(node):
            out.append(player)
        elif lead and tag not in CITING | {"a"}:
            out.append(self._link(node, lead))
        elif tag in _RAW:
            return _row(node.first_child)
        else:
            return self._element(node, lead, out)
        return []

    def _element(
        self, node: LexborNode, lead: Lead | None, out: list[str]
    ) -> list[LexborNode | str]:
        attributes = dict(node.attributes)
        if lead:
            attributes[lead.attribute] = self._url(lead)
        if node.mem_id in self.bare:
            attributes = {n: value for n, value in attributes.items() if n not in _TELLING}
        out.append(f"<{node.tag}{''.join(starmap(_attribute, attributes.items()))}>")
        if node.tag in _VOID:
            return []
        if lead and node.text() == lead.written:
            return [f"{escape(lead.target.title)}</{node.tag}>"]
        return [f"</{node.tag}>", *_row(node.first_child)]

    def _link(self, node: LexborNode, lead: Lead) -> str:
        words = node.text().strip() or next(filter(None, map(node.attributes.get, _WORDS)), "")
        return f'<a href="{escape(self._url(lead))}">{escape(words or lead.target.title)}</a>'

    def _player(self, node: LexborNode) -> str:
        """The place of a player, where a paragraph holds a picture of an item and nothing else."""
        if node.tag != "p":
            return ""
        inside = list(filter(says, children(node)))
        lead = self.shown.get(inside[0].mem_id) if len(inside) == 1 else None
        if not lead or inside[0].tag != "img" or not lead.target.embed or not lead.address:
            return ""
        words = inside[0].attributes.get("alt") or lead.target.title
        self.players.append(lead.target.embed(lead.address, words, self.root))
        return f"<p>{self.mark}:{len(self.players) - 1}</p>"

    def _url(self, lead: Lead) -> str:
        return f"{self.root}{lead.target.url}{lead.ending}"


def says(node: LexborNode) -> bool:
    """Whether a node is more than space between others."""
    return node.is_element_node or bool(node.is_text_node and (node.text_content or "").strip())


def children(node: LexborNode) -> Iterator[LexborNode]:
    """What stands right in an element."""
    return _after(node.first_child)


def _after(node: LexborNode | None) -> Iterator[LexborNode]:
    while node is not None:
        yield node
        node = node.next


def _row(first: LexborNode | None) -> list[LexborNode | str]:
    """A node and those after it, the last first."""
    row: list[LexborNode | str] = [*_after(first)]
    return row[::-1]


def _attribute(name: str, value: str | None) -> str:
    return f' {name}="{escape(value or "")}"'
