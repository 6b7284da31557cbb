"""The lines of a cue's text as trees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lessonbank.captions.cuetext import Node, Span, Text, add_node, plain_text

Nodes = tuple[Node, ...]


def split_lines(nodes: Iterable[Node]) -> tuple[Nodes, ...]:
    """The tree of each line; a span over several lines is in each of them."""
    lines: list[list[Node]] = [[]]
    for node in nodes:
        first, *rest = _parts(node)
        for part in first:
            add_node(lines[-1], part)
        lines += [list(part) for part in rest]
    return tuple(map(tuple, lines))


def _parts(node: Node) -> list[Nodes]:
    """What of a node is in each of the lines it is on."""
    match node:
        case Text(text):
            return [(Text(part),) if part else () for part in text.split("\n")]
        case Span():
            return [(replace(node, children=part),) for part in split_lines(node.children)]
        case _:
            return [(node,)]


def join_lines(lines: Sequence[Nodes]) -> Nodes:
    """One tree of several lines."""
    joined: list[Node] = []
    for number, line in enumerate(lines):
        for node in ((Text("\n"),) if number else ()) + line:
            add_node(joined, node)
    return tuple(joined)


def words_of(line: Nodes) -> str:
    """A line as it is read: plain text with single spaces."""
    return " ".join(plain_text(line).split())
