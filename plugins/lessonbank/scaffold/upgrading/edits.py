"""Change one value of a YAML file, and prove that nothing else changed.

Each function returns the whole new text, or None if the change cannot be made safely: through an
alias or a merged map, or in a form that is not understood.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from lessonbank.bank import Location
from lessonbank.content import yaml
from lessonbank.content.document import Document
from lessonbank.content.yaml_data import MAX_DEPTH, TEXT, is_rest
from lessonbank.content.yaml_places import find
from lessonbank.content.yaml_scene import YamlError

_MOST_NODES = 100_000
_GONE = object()
Pair = tuple[Node, Node]
"""A field's name and value."""


class _UnclearError(Exception):
    """The file has a form that cannot be compared."""


def _written(value: str, style: str | None = None) -> str:
    """Return text as YAML: in quotes of this style, or else in quotes only where it needs them."""
    return f"{style}{value}{style}" if style in ("'", '"') else yaml.written([value])[1:-1]


def with_value(document: Document, location: Location, value: str) -> str | None:
    """Replace the text at `location`; quotes stay as they are."""
    node = node_at(document, location)
    if not isinstance(node, ScalarNode):
        return None
    start, end = node.start_mark.index, node.end_mark.index
    edit = (start, end, _written(value, node.style))
    return _proved(document, edit, location, (TEXT, value))


def with_field(document: Document, location: Location, name: str, value: str) -> str | None:
    """Add a field at the top of the map at `location`, which may be empty."""
    node = node_at(document, location)
    line = f"{name}: {_written(value)}"
    if isinstance(node, ScalarNode) and node.tag != TEXT and location:
        at = _after_colon(document, location)
        span = (at, at) if not node.value else (node.start_mark.index, node.end_mark.index)
        new = f" {{{line}}}" if not node.value else f"{{{line}}}"
        return _proved(document, (*span, new), location, {name: (TEXT, value)})
    if not isinstance(node, MappingNode):
        return None
    if node.flow_style:
        at = node.start_mark.index + 1
        new = f"{line}, " if node.value else line
    else:
        at = node.value[0][0].start_mark.index
        column = at - (document.text.rfind("\n", 0, at) + 1)
        new = f"{line}\n{' ' * column}"
    return _proved(document, (at, at, new), (*location, name), (TEXT, value))


def with_options(document: Document, location: Location, name: str, value: str) -> str | None:
    """Turn the name at `location` into a map of that name with one option."""
    node = node_at(document, location)
    if not isinstance(node, ScalarNode):
        return None
    at = node.end_mark.index
    wanted = {node.value: {name: (TEXT, value)}}
    return _proved(document, (at, at, f": {{{name}: {_written(value)}}}"), location, wanted)


def without(document: Document, location: Location) -> str | None:
    """Delete the field at `location` with its line, or with its comma in a map in braces."""
    key, node = _pair(document, location)
    above = node_at(document, location[:-1])
    if key is None or node is None or not isinstance(above, MappingNode):
        return None
    text = document.text
    start, end = key.start_mark.index, _end(text, node)
    if above.flow_style:
        start, end = _with_comma(text, start, end, is_last=above.value[-1][0].value == location[-1])
    else:
        first = text.rfind("\n", 0, start) + 1
        if text[first:start].strip():
            return None
        start, end = first, _next_line(text, end)
    return _proved(document, (start, end, ""), location, _GONE)


def renamed(document: Document, location: Location, name: str) -> str | None:
    """Rename the field at `location`; its value, quotes and comments stay as they are."""
    key, node = _pair(document, location)
    if not isinstance(key, ScalarNode) or node is None:
        return None
    edit = (key.start_mark.index, key.end_mark.index, _written(name, key.style))
    try:
        value = _outline(node, _Count())
    except _UnclearError:
        return None
    return _proved(document, edit, (*location[:-1], name), value, location)


def with_whole_text(document: Document) -> str | None:
    """Put the first text in quotes that a comma in braces cuts off, or return None without one."""
    try:
        root = yaml.compose(document.text[: document.yaml_end])
        cut = next(_cut_texts(root, document.text, ()), None) if root else None
        if cut is None:
            return None
        location, pairs = cut
        (name, value), rests = pairs[0], pairs[1:]
        start, end = value.start_mark.index, rests[-1][0].end_mark.index
        whole = " ".join(document.text[start:end].split())
        gone = {key.value for key, _ in rests}
        fields = _get(_tree(document.text[: document.yaml_end]), location)
        kept = {each: it for each, it in fields.items() if each not in gone}
    except (_UnclearError, YamlError):
        return None
    edit = (start, end, json.dumps(whole, ensure_ascii=False))
    return _proved(document, edit, location, {**kept, name.value: (TEXT, whole)})


def _cut_texts(node: Node, text: str, here: Location) -> Iterator[tuple[Location, list[Pair]]]:
    """Yield the place of each map with a cut text: the field, and then the rest of its text."""
    if len(here) > MAX_DEPTH:
        return
    if isinstance(node, SequenceNode):
        for number, each in enumerate(node.value):
            yield from _cut_texts(each, text, (*here, number))
    if not isinstance(node, MappingNode):
        return
    run: list[Pair] = []
    for key, value in [*node.value, (None, None)]:
        if key is not None and run and is_rest(node, key, value, text):
            run.append((key, value))
            continue
        if len(run) > 1 and isinstance(run[0][1], ScalarNode) and not run[0][1].style:
            yield here, run
        run = [(key, value)]
    for key, value in node.value:
        yield from _cut_texts(value, text, (*here, key.value))


def locations(document: Document, path: tuple[str, ...]) -> tuple[Location, ...]:
    """Return where the names of `path` stand; lists between them are passed through."""
    try:
        root = yaml.compose(document.text[: document.yaml_end])
    except YamlError:
        return ()
    return tuple(_below(root, path, ())) if root else ()


def _below(node: Node, path: tuple[str, ...], here: Location) -> list[Location]:
    if len(here) > MAX_DEPTH:  # A list that holds itself through an alias.
        return []
    if isinstance(node, SequenceNode):
        entries = enumerate(node.value)
        return [at for number, each in entries for at in _below(each, path, (*here, number))]
    if not path:
        return [here]
    if not isinstance(node, MappingNode):
        return []
    named = (value for key, value in node.value if key.value == path[0])
    if len(path) == 1:
        return [(*here, path[0]) for _ in named]
    return [at for each in named for at in _below(each, path[1:], (*here, path[0]))]


def _pair(document: Document, location: Location) -> tuple[Node | None, Node | None]:
    try:
        root = yaml.compose(document.text[: document.yaml_end])
    except YamlError:
        return None, None
    key, node, found = find(root, location) if root else (None, None, False)
    return (key, node) if found else (None, None)


def node_at(document: Document, location: Location) -> Node | None:
    """Return the node of the value at `location`, or None."""
    return _pair(document, location)[1]


def _after_colon(document: Document, location: Location) -> int:
    key, node = _pair(document, location)
    if key is None or node is None:
        return 0
    return document.text.find(":", key.end_mark.index) + 1


def _end(text: str, node: Node) -> int:
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    return start + len(text[start:end].rstrip())


def _next_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _with_comma(text: str, start: int, end: int, *, is_last: bool) -> tuple[int, int]:
    """Return a span in braces with the comma after it, or the one before the last field."""
    if not is_last:
        after = text.find(",", end) + 1
        return start, after + len(text[after:]) - len(text[after:].lstrip(" "))
    before = text[:start].rstrip()
    return (len(before) - 1, end) if before.endswith(",") else (start, end)


def _proved(
    document: Document,
    edit: tuple[int, int, str],
    location: Location,
    wanted: Any,
    former: Location | None = None,
) -> str | None:
    """Return the edited text if only `location` changed, to what is `wanted`.

    A renamed field was at its `former` location before.
    """
    start, end, new = edit
    text = f"{document.text[:start]}{new}{document.text[end:]}"
    longer = len(text) - len(document.text)
    try:
        before = _tree(document.text[: document.yaml_end])
        after = _tree(text[: document.yaml_end + longer])
        is_sound = (
            _without(before, former or location) == _without(after, location)
            and _get(after, location) == wanted
            and (former is None or _get(before, location) is _GONE)
        )
    except (_UnclearError, YamlError):
        return None
    return text if is_sound else None


class _Count:
    """Counts nodes, because aliases can repeat them without end."""

    def __init__(self) -> None:
        self.left = _MOST_NODES

    def one(self, depth: int) -> None:
        self.left -= 1
        if self.left < 0 or depth > MAX_DEPTH:
            raise _UnclearError


def _tree(text: str) -> Any:
    root = yaml.compose(text)
    return None if root is None else _outline(root, _Count())


def _outline(node: Node, count: _Count, depth: int = 0) -> Any:
    """Return maps, lists, and scalars with their tags."""
    count.one(depth)
    if isinstance(node, SequenceNode):
        return [_outline(each, count, depth + 1) for each in node.value]
    if not isinstance(node, MappingNode):
        return node.tag, node.value
    found = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode) or key.value in found:
            raise _UnclearError
        found[key.value] = _outline(value, count, depth + 1)
    return found


def _get(tree: Any, location: Location) -> Any:
    for step in location:
        if isinstance(tree, dict):
            tree = tree.get(step, _GONE)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return _GONE
    return tree


def _without(tree: Any, location: Location) -> Any:
    """Return the tree without the value at `location`; the entries of a list keep their places."""
    if not location:
        return None
    first, rest = location[0], location[1:]
    if isinstance(tree, dict) and first in tree:
        others = {name: value for name, value in tree.items() if name != first}
        return {**others, first: _without(tree[first], rest)} if rest else others
    if isinstance(tree, list) and isinstance(first, int) and first < len(tree):
        return [*tree[:first], _without(tree[first], rest), *tree[first + 1 :]]
    return tree
