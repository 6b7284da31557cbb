"""YAML as content uses it: maps, lists and text.

Every plain scalar is text and only an empty one, `null` or `~` is None: which type a value has is
the model's to say. So `on:` is a key, `1:15` a time, `1.10` a version and `NO` a country.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import yaml
from yaml.composer import Composer
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from lessonbank.bank import Location
from lessonbank.content.yaml_faults import Fault, YamlError, explained
from lessonbank.diagnostics import Code

MAX_DEPTH = 40
MAX_VALUES = 200_000
"""An alias counts each time it is used, so that ten lines cannot stand for a billion values."""

_TEXT = "tag:yaml.org,2002:str"
_LIST = "tag:yaml.org,2002:seq"
_MAP = "tag:yaml.org,2002:map"
_NOTHING = "nothing"
_TAGS: dict[type[Node], frozenset[str]] = {
    ScalarNode: frozenset({_TEXT, _NOTHING}),
    SequenceNode: frozenset({_LIST}),
    MappingNode: frozenset({_MAP}),
}
_WRITTEN_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


class _Untyped:
    """Resolves the tags of nodes without guessing types."""

    def descend_resolver(self, parent: object, index: object) -> None: ...

    def ascend_resolver(self) -> None: ...

    def resolve(self, kind: type[Node], value: str, implicit: tuple[bool, bool]) -> str:
        if kind is ScalarNode:
            return _NOTHING if value in _WRITTEN_NOTHING and implicit[0] else _TEXT
        return _MAP if kind is MappingNode else _LIST


class PurePythonLoader(_Untyped, Reader, Scanner, Parser, Composer):
    """For machines whose PyYAML was built without libyaml."""

    def __init__(self, stream: str) -> None:
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)


if TYPE_CHECKING or not yaml.__with_libyaml__:
    Loader = PurePythonLoader
else:
    from yaml.cyaml import CParser

    class Loader(_Untyped, CParser):
        """libyaml's parser and composer."""


def compose(text: str) -> Node | None:
    """The tree of nodes with their positions, or None where there is nothing. Raises YamlError."""
    _refuse_deep(text)
    try:
        return Loader(text).get_single_node()
    except yaml.YAMLError as error:
        raise YamlError(explained(text, error)) from error


_COLOUR = re.compile(r":[ \t]+(#[0-9a-fA-F]{3,8})[ \t]*$", re.MULTILINE)
_DEEP = re.compile(r"(?:[-?:][ \t]+){20}|^[ ]{60}", re.MULTILINE)


def _refuse_deep(text: str) -> None:
    """Composing recurses in C and would crash on ten thousand brackets; reading events does not."""
    if text.count("[") + text.count("{") <= MAX_DEPTH and not _DEEP.search(text):
        return
    loader, depth = Loader(text), 0
    try:
        while loader.check_event():
            event = loader.get_event()  # type: ignore[no-untyped-call]
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                raise YamlError(_too_deep(event.start_mark.index))
    except yaml.YAMLError as error:
        raise YamlError(explained(text, error)) from error


def _too_deep(at: int) -> Fault:
    return Fault(
        Code.OVERSIZED_YAML,
        f"lists and maps are nested more than {MAX_DEPTH} deep",
        "Write the value with fewer levels.",
        at,
        at + 1,
    )


def load(text: str) -> Any:
    """The maps, lists and text that `text` describes. Raises YamlError with all that is wrong."""
    root = compose(text)
    if root is None:
        return None
    construction = _Construction()
    value = construction.value(root, 0)
    if "\\" in text:  # Nothing else brings in what the reader lets nobody write.
        construction.refuse_unprintable(root)
    if _COLOUR.search(text):
        construction.refuse_colours(root, text)
    if construction.faults:
        raise YamlError(*construction.faults)
    return value


def written(value: object) -> str:
    """Text, or a list of texts, as it is written after the name of a field."""
    if isinstance(value, list):
        return f"[{', '.join(_quoted(str(part), 'key: [{}]', [part]) for part in value)}]"
    return _quoted(str(value), "key: {}", value)


def _quoted(text: str, form: str, meant: object) -> str:
    """`text`, in quotes where it would be read as something else in `form`."""
    try:
        is_plain = load(form.format(text)) == {"key": meant}
    except YamlError:
        is_plain = False
    return text if is_plain else json.dumps(text, ensure_ascii=False)


class _Construction:
    """One pass over a tree, counting what it meets and collecting what is wrong."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._left = MAX_VALUES

    def value(self, node: Node, depth: int) -> Any:
        tag = node.tag
        if tag is _TEXT:
            return node.value
        if tag is _NOTHING:
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
            if key.tag is _TEXT or self._is_name(key)
        }
        if len(found) != len(node.value):
            self._refuse_duplicates(node)
        if "<<" in found:
            self._refuse_merge(node)
        return found

    def _count(self, node: Node, depth: int) -> None:
        """Aliases can nest in themselves, or multiply: both end here."""
        if depth > MAX_DEPTH:
            raise YamlError(_too_deep(node.start_mark.index))
        self._left -= len(node.value)
        if self._left < 0:
            raise YamlError(_too_many(node.start_mark.index))

    def _is_name(self, key: Node) -> bool:
        """Whether a key that is not mere text can name a field nevertheless."""
        if isinstance(key, ScalarNode) and key.value:
            self._refuse_tag(key)
            return True
        self._refuse(
            key, "the name of a field must be text", "Write `name: value`, the name in plain text."
        )
        return False

    def refuse_unprintable(self, node: Node) -> None:
        if isinstance(node, CollectionNode):
            for part in node.value:
                for inner in part if isinstance(part, tuple) else (part,):
                    self.refuse_unprintable(inner)
        elif match := Reader.NON_PRINTABLE.search(node.value):
            message = f"the text holds the control character U+{ord(match[0]):04X}"
            self._refuse(node, message, "Delete it: no page can show it.")

    def refuse_colours(self, node: Node, text: str) -> None:
        """A colour without quotes is a comment, which leaves its field empty."""
        if not isinstance(node, CollectionNode):
            return
        for part in node.value:
            key, value = part if isinstance(part, tuple) else (None, part)
            colour = _COLOUR.match(text, key.end_mark.index) if key is not None else None
            if key is not None and colour is not None and value.tag is _NOTHING:
                message = f"`{colour[1]}` is a comment to YAML, so `{key.value}` is empty"
                fix = f'Put it in quotes: `{key.value}: "{colour[1]}"`.'
                self.faults.append(Fault(Code.WRONG_VALUE, message, fix, *colour.span(1)))
            self.refuse_colours(value, text)

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
        for key, _ in node.value:
            if isinstance(key, ScalarNode) and first.setdefault(key.value, key) is not key:
                line = first[key.value].start_mark.line + 1
                message = f"`{key.value}` is given twice, first on line {line}"
                fix = "Delete one of the two, or put both values into one list if it takes a list."
                self._refuse(key, message, fix, Code.DUPLICATE_KEY)

    def _refuse(
        self, node: Node, message: str, fix: str, code: Code = Code.UNSUPPORTED_YAML
    ) -> None:
        start, end = span(node)
        self.faults.append(Fault(code, message, fix, start, end))


def _too_many(at: int) -> Fault:
    return Fault(
        Code.OVERSIZED_YAML,
        f"the file holds more than {MAX_VALUES:,} values, its aliases written out",
        "Split it into several files, or write the values without aliases (*name).",
        at,
        at + 1,
    )


def span(node: Node) -> tuple[int, int]:
    """Where the words of a node stand in the text: for a map or a list, its first words."""
    while isinstance(node, CollectionNode) and node.value:
        first = node.value[0]
        node = first[0] if isinstance(node, MappingNode) else first
    return node.start_mark.index, node.end_mark.index


def find(root: Node, location: Location) -> tuple[Node | None, Node, bool]:
    """The key and the value at `location`, and True; or of the nearest thing around it, and False.

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
