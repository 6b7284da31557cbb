"""YAML as content uses it: maps, lists and text.

Every plain scalar is text; only an empty one, `null` or `~` is None. The model decides the type of
a value, so `on:` is a key, `1:15` a time, `1.10` a version and `NO` a country.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import yaml
from yaml.composer import Composer
from yaml.nodes import MappingNode, Node, ScalarNode
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from lessonbank.content.yaml_data import (
    LIST,
    MAP,
    MAX_DEPTH,
    NOTHING,
    TEXT,
    construct,
    too_deep,
)
from lessonbank.content.yaml_faults import explained
from lessonbank.content.yaml_scene import YamlError

_WRITTEN_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


class _Untyped:
    """Resolves the tags of nodes without guessing types."""

    def descend_resolver(self, parent: object, index: object) -> None: ...

    def ascend_resolver(self) -> None: ...

    def resolve(self, kind: type[Node], value: str, implicit: tuple[bool, bool]) -> str:
        if kind is ScalarNode:
            return NOTHING if value in _WRITTEN_NOTHING and implicit[0] else TEXT
        return MAP if kind is MappingNode else LIST


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
    """Return the tree of nodes with positions, or None for empty text. Raise YamlError."""
    _refuse_deep(text)
    try:
        return Loader(text).get_single_node()
    except yaml.YAMLError as error:
        raise YamlError(explained(text, error)) from error


_DEEP = re.compile(r"(?:[-?:][ \t]+){20}|^[ ]{60}", re.MULTILINE)


def _refuse_deep(text: str) -> None:
    """Raise YamlError for deep nesting: composing recurses in C and would crash."""
    if text.count("[") + text.count("{") <= MAX_DEPTH and not _DEEP.search(text):
        return
    loader, depth = Loader(text), 0
    try:
        while loader.check_event():
            event = loader.get_event()  # type: ignore[no-untyped-call]
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                raise YamlError(too_deep(event.start_mark.index))
    except yaml.YAMLError as error:
        raise YamlError(explained(text, error)) from error


def load(text: str) -> Any:
    """Return the maps, lists and text in YAML `text`. Raise YamlError with all faults."""
    root = compose(text)
    return None if root is None else construct(root, text)


def written(value: object) -> str:
    """Return text, or a list of texts, in YAML after a field's name."""
    if isinstance(value, list):
        return f"[{', '.join(_quoted(str(part), 'key: [{}]', [part]) for part in value)}]"
    return _quoted(str(value), "key: {}", value)


def _quoted(text: str, form: str, meant: object) -> str:
    """Return `text`, in quotes where a reader would misread it in `form`.

    PyYAML without libyaml ends a text in brackets at a question mark.
    """
    whole = form.format(text)
    is_plain = all(_means(reader, whole, {"key": meant}) for reader in (Loader, PurePythonLoader))
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _means(reader: type[Loader | PurePythonLoader], text: str, meant: object) -> bool:
    """Return whether a reader understands `text` as it is meant."""
    try:
        _refuse_deep(text)
        root = reader(text).get_single_node()
        return root is not None and construct(root, text) == meant
    except (yaml.YAMLError, YamlError):
        return False
