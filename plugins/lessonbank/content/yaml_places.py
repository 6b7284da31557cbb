"""Find the positions of YAML values in their text."""

from __future__ import annotations

from collections.abc import Iterator

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from lessonbank.bank import Location


def span(node: Node) -> tuple[int, int]:
    """Return start and end of a node's text; for a map or a list, of its first scalar.

    A list that contains itself through an alias has none, and stands for itself.
    """
    seen: set[int] = set()
    while isinstance(node, CollectionNode) and node.value and id(node) not in seen:
        seen.add(id(node))
        first = node.value[0]
        node = first[0] if isinstance(node, MappingNode) else first
    return node.start_mark.index, node.end_mark.index


def plain_texts(node: Node, location: Location = ()) -> Iterator[tuple[Location, ScalarNode]]:
    """Yield location and node of each value without quotes. Aliases must not be recursive."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield from plain_texts(value, (*location, key.value))
    elif isinstance(node, SequenceNode):
        for number, value in enumerate(node.value):
            yield from plain_texts(value, (*location, number))
    elif isinstance(node, ScalarNode) and not node.style:
        yield location, node


def find(root: Node, location: Location) -> tuple[Node | None, Node, bool]:
    """Return key, value and True for `location`, or those of the nearest parent and False.

    An entry of a list has no key.
    """
    key, node = None, root
    for step in location:
        pair = _step(node, step)
        if pair is None:
            return key, node, False
        key, node = pair
    return key, node, True


def _step(node: Node, step: str | int) -> tuple[Node | None, Node] | None:
    if isinstance(node, MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None
