"""Split and join the lines of a cue's text as trees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lessonbank.captions.cuetext import Node, Span, Text, add_node, plain_text

Nodes = tuple[Node, ...]


def split_lines(nodes: Iterable[Node]) -> tuple[Nodes, ...]:
    """Return the tree of each line; repeat a span that covers several lines in each."""
    lines: list[list[Node]] = [[]]
    for node in nodes:
        first, *rest = _parts(node)
        for part in first:
            add_node(lines[-1], part)
        lines += [list(part) for part in rest]
    return tuple(map(tuple, lines))


def _parts(node: Node) -> list[Nodes]:
    """Split a node at its line breaks."""
    match node:
        case Text(text):
            return [(Text(part),) if part else () for part in text.split("\n")]
        case Span():
            return [(replace(node, children=part),) for part in split_lines(node.children)]
        case _:
            return [(node,)]


def join_lines(lines: Sequence[Nodes]) -> Nodes:
    """Join lines into one tree."""
    joined: list[Node] = []
    for number, line in enumerate(lines):
        for node in ((Text("\n"),) if number else ()) + line:
            add_node(joined, node)
    return tuple(joined)


def words_of(line: Nodes) -> str:
    """Return a line as plain text with single spaces."""
    return " ".join(plain_text(line).split())
