"""Convert YAML nodes to maps, lists and text, within limits."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode
from yaml.reader import Reader

from lessonbank.content.yaml_pasted import odd_space
from lessonbank.content.yaml_places import span
from lessonbank.content.yaml_scene import Fault, YamlError
from lessonbank.diagnostics import Code

MAX_DEPTH = 40
MAX_VALUES = 200_000
"""Limit on values. Each use of an alias counts, so that ten lines cannot make a billion values."""

TEXT = "tag:yaml.org,2002:str"
LIST = "tag:yaml.org,2002:seq"
MAP = "tag:yaml.org,2002:map"
NOTHING = "nothing"
_TAGS: dict[type[Node], frozenset[str]] = {
    ScalarNode: frozenset({TEXT, NOTHING}),
    SequenceNode: frozenset({LIST}),
    MappingNode: frozenset({MAP}),
}

_COLOUR = re.compile(r":[ \t]+(#[0-9a-fA-F]{3,8})[ \t]*$", re.MULTILINE)


def construct(root: Node, text: str) -> Any:
    """Return the data in the nodes of `text`. Raise YamlError with all faults."""
    construction = _Construction(text)
    value = construction.value(root, 0)
    if "\\" in text:  # Only escapes can produce characters that the reader refuses.
        construction.refuse_unprintable(root)
    if _COLOUR.search(text):
        construction.refuse_colours(root, text)
    if "{" in text:
        construction.refuse_cut_off(root, text)
    if construction.faults:
        raise YamlError(*construction.faults)
    return value


class _Construction:
    """One pass over a tree that counts values and collects faults."""

    def __init__(self, text: str) -> None:
        self.faults: list[Fault] = []
        self._text = text
        self._left = MAX_VALUES

    def value(self, node: Node, depth: int) -> Any:
        tag = node.tag
        if tag is TEXT:
            return node.value
        if tag is NOTHING:
            return None
        if tag not in _TAGS[type(node)]:
            self._refuse_tag(node)
        if isinstance(node, ScalarNode):
            return node.value
        self._count(node, depth)
        if isinstance(node, MappingNode):
            return self._mapping(node, depth)
        return [self.value(part, depth + 1) for part in node.value]

    def _mapping(self, node: MappingNode, depth: int) -> dict[str, Any]:
        found = {
            key.value: self.value(value, depth + 1)
            for key, value in node.value
            if key.tag is TEXT or self._is_name(key)
        }
        if any(name[:1].isspace() for name in found):
            self._refuse_odd_space(node)
        if len(found) != len(node.value):
            self._refuse_duplicates(node)
        if "<<" in found:
            self._refuse_merge(node)
        return found

    def _refuse_odd_space(self, node: MappingNode) -> None:
        """Refuse names that start with a non-breaking space, as copied from a web page."""
        for key, _ in node.value:
            line = self._text.rfind("\n", 0, key.start_mark.index) + 1
            if fault := odd_space(self._text, line, key.end_mark.index):
                self.faults.append(fault)

    def _count(self, node: Node, depth: int) -> None:
        """Raise YamlError for aliases that contain themselves or multiply without end."""
        if depth > MAX_DEPTH:
            raise YamlError(too_deep(node.start_mark.index))
        self._left -= len(node.value)
        if self._left < 0:
            raise YamlError(_too_many(node.start_mark.index))

    def _is_name(self, key: Node) -> bool:
        """Return whether a key that is not plain text can still name a field."""
        if isinstance(key, ScalarNode) and key.value:
            self._refuse_tag(key)
            return True
        self._refuse(
            key,
            "the name of a field must be text",
            "Write `name: value`, with the name as plain text.",
        )
        return False

    def refuse_unprintable(self, node: Node) -> None:
        if isinstance(node, CollectionNode):
            for part in node.value:
                for inner in part if isinstance(part, tuple) else (part,):
                    self.refuse_unprintable(inner)
        elif match := Reader.NON_PRINTABLE.search(node.value):
            message = f"the text has the control character U+{ord(match[0]):04X}"
            self._refuse(node, message, "Delete it: pages cannot show it.")

    def refuse_colours(self, node: Node, text: str) -> None:
        """Refuse a colour without quotes: YAML reads it as a comment and leaves the field empty."""
        if not isinstance(node, CollectionNode):
            return
        for part in node.value:
            key, value = part if isinstance(part, tuple) else (None, part)
            colour = _COLOUR.match(text, key.end_mark.index) if key is not None else None
            if key is not None and colour is not None and value.tag is NOTHING:
                message = f"`{colour[1]}` is a comment in YAML, so `{key.value}` is empty"
                fix = f'Put it in quotes: `{key.value}: "{colour[1]}"`.'
                self.faults.append(Fault(Code.WRONG_VALUE, message, fix, *colour.span(1)))
            self.refuse_colours(value, text)

    def refuse_cut_off(self, node: Node, text: str) -> None:
        """Refuse text with a comma in braces: the comma ends it, and the rest would be lost."""
        if not isinstance(node, CollectionNode):
            return
        before: tuple[Node, Node] | None = None
        for part in node.value:
            key, value = part if isinstance(part, tuple) else (None, part)
            if key is not None and is_rest(node, key, value, text):
                self.faults.append(_cut_off(before, key, text))
            before = part if isinstance(part, tuple) else None
            self.refuse_cut_off(value, text)

    def _refuse_tag(self, node: Node) -> None:
        if node.tag in _TAGS[type(node)]:
            return
        tag = node.tag.replace("tag:yaml.org,2002:", "!!")
        self._refuse(
            node,
            f"the YAML tag {tag} is not used in content",
            "Delete the tag; or put the text in quotes if it is meant to start with !.",
        )

    def _refuse_merge(self, node: MappingNode) -> None:
        key = next(key for key, _ in node.value if key.value == "<<")
        self._refuse(
            key, "the merge key << is not used in content", "Write out the fields it stands for."
        )

    def _refuse_duplicates(self, node: MappingNode) -> None:
        first: dict[str, Node] = {}
        twice: list[tuple[ScalarNode, int]] = []
        for key, _ in node.value:
            if isinstance(key, ScalarNode) and first.setdefault(key.value, key) is not key:
                twice.append((key, first[key.value].start_mark.line + 1))
        is_run = _is_run(node, {key.value for key, _ in twice})
        for key, line in twice[:1] if is_run else twice:
            more = len(twice) - 1 if is_run else 0
            message = f"`{key.value}` is given twice, first on line {line}"
            message += f", and {more} more below it" if more else ""
            self._refuse(key, message, _once(node, key, more, self._text), Code.DUPLICATE_KEY)

    def _refuse(
        self, node: Node, message: str, fix: str, code: Code = Code.UNSUPPORTED_YAML
    ) -> None:
        start, end = span(node)
        self.faults.append(Fault(code, message, fix, start, end))


_MANY = 2
"""Repeated fields from which on the whole block is probably repeated."""


def _is_run(node: CollectionNode, names: Collection[str]) -> bool:
    """Return whether so many fields are repeated that a whole item or entry is."""
    return len(names) > _MANY or (len(names) == _MANY and len(node.value) == 2 * _MANY)


def _once(node: CollectionNode, key: Node, more: int, text: str) -> str:
    """Return a fix for a repeated field."""
    column = key.start_mark.column
    above = text[: key.start_mark.index].rstrip().rpartition("\n")[2]
    if more and column == 0:
        return "Move everything from here on into a file of its own: a file holds one item."
    before = text[: node.start_mark.index].rpartition("\n")[2]
    if column and not node.flow_style and before.strip() == "-":
        return f"Write a dash before it if another entry starts here: `- {_line(key, text)}`."
    if len(above) - len(above.lstrip(" -")) > column:
        return "Indent it like the line above if it belongs there; otherwise delete one of the two."
    return "Delete one of the two, or put both values into one list if it takes a list."


def _line(key: Node, text: str) -> str:
    """Return the rest of the line from a key on."""
    return text[key.start_mark.index :].partition("\n")[0].strip()


def is_rest(node: CollectionNode, key: Node, value: Node, text: str) -> bool:
    """Return whether a key of a map in braces has no colon, so that it is part of a text."""
    following = text[key.end_mark.index :].lstrip()[:1]
    return bool(node.flow_style) and value.tag is NOTHING and following in {",", "}"}


def _cut_off(before: tuple[Node, Node] | None, key: Node, text: str) -> Fault:
    start, end = span(key)
    if before is None or not isinstance(before[1], ScalarNode):
        message = f"`{key.value}` has no colon, so it is not a field"
        fix = "Write `name: value`. Put text that starts with { in quotes."
        return Fault(Code.TEXT_CUT, message, fix, start, end)
    name, value = before[0].value, before[1]
    whole = " ".join(text[value.start_mark.index : end].split())
    quoted = json.dumps(whole.replace('"', "'"), ensure_ascii=False)
    message = f"the comma ends `{name}` here, so `{key.value}` would be lost"
    fix = f"Put the whole text in quotes: `{name}: {quoted}`. Or write each field on its own line."
    return Fault(Code.TEXT_CUT, message, fix, start, end)


def _too_many(at: int) -> Fault:
    return Fault(
        Code.OVERSIZED_YAML,
        f"the file has more than {MAX_VALUES:,} values, counting each use of an alias",
        "Split it into several files, or write the values without aliases (*name).",
        at,
        at + 1,
    )


def too_deep(at: int) -> Fault:
    return Fault(
        Code.OVERSIZED_YAML,
        f"lists and maps are nested more than {MAX_DEPTH} deep",
        "Write the value with fewer levels.",
        at,
        at + 1,
    )
