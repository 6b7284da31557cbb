"""Read mkdocs.yml and the files it inherits from, with the position of each setting."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from typing import Any

import yaml
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.resolver import Resolver

from lessonbank.content import yaml as plain_yaml
from lessonbank.content.document import Document, read
from lessonbank.content.tree import Tree
from lessonbank.content.yaml_faults import explained
from lessonbank.content.yaml_places import span
from lessonbank.content.yaml_scene import Fault, YamlError
from lessonbank.diagnostics import Code, Diagnostic

_INHERIT = "INHERIT"
_ENV = "!ENV"
_PYTHON = "tag:yaml.org,2002:python/"
_RELATIVE = "!relative"
_MERGE = "tag:yaml.org,2002:merge"
_DEEPEST = 10
"""Longest chain of files that inherit from each other."""


class SettingsError(Exception):
    """The settings cannot be read; `found` says why."""

    def __init__(self, *found: Diagnostic) -> None:
        super().__init__(found[0].message)
        self.found = found


class Python:
    """A value with a Python tag, which is not evaluated."""


@dataclass(frozen=True)
class Setting:
    """A value, its position and that of its name.

    `value` is text, a number, True, False, None or Python; for a map, a dict of Settings by
    name; for a list, a list of Settings.
    """

    value: Any
    document: Document
    place: tuple[int, int]
    name_place: tuple[int, int] = field(default=(0, 0))

    def get(self, *way: str) -> Setting | None:
        """Return the setting at a path of names below this one, or None."""
        found: Setting | None = self
        for name in way:
            if found is None or not isinstance(found.value, dict):
                return None
            found = found.value.get(name)
        return found

    @property
    def entries(self) -> tuple[Setting, ...]:
        """The entries of a list; empty for any other value."""
        return tuple(self.value) if isinstance(self.value, list) else ()

    @property
    def named(self) -> Mapping[str, Setting]:
        """The settings of a map, by name; empty for any other value."""
        return self.value if isinstance(self.value, dict) else {}

    def report(
        self,
        code: Code,
        message: str,
        fix: str,
        suggestion: str | None = None,
        *,
        name: bool = False,
    ) -> Diagnostic:
        """Return a diagnostic about the value, or about its name."""
        place = self.name_place if name else self.place
        return self.document.diagnostic(code, message, fix, place, suggestion)


def read_settings(
    tree: Tree, path: str, environ: Mapping[str, str] = os.environ, *, depth: int = 0
) -> Setting:
    """Read a file's settings, merged over those of the file that it inherits from.

    Raise UnreadableError or SettingsError.
    """
    document = read(tree, path)
    own = _Reader(document, environ).read()
    base = own.named.get(_INHERIT)
    if base is None:
        return own
    above = normpath(join(dirname(path), str(base.value)))
    if depth >= _DEEPEST:
        fix = "Delete `INHERIT` from one of them."
        raise SettingsError(base.report(Code.WRONG_SETTING, "the files inherit in a circle", fix))
    if above.startswith("..") or not isinstance(base.value, str) or not _is_there(tree, above):
        fix = "Correct the path; it is relative to the folder of this file."
        message = f"there is no file `{base.value}` to inherit from"
        raise SettingsError(base.report(Code.SETTING_NAMES_NOTHING, message, fix))
    return _merged(read_settings(tree, above, environ, depth=depth + 1), own)


def _is_there(tree: Tree, path: str) -> bool:
    try:
        tree.size(path)
    except OSError:
        return False
    return True


def _merged(below: Setting, above: Setting) -> Setting:
    """Merge as MkDocs does: maps by name, other values as a whole."""
    if not isinstance(below.value, dict) or not isinstance(above.value, dict):
        return above
    both = dict(below.value)
    for name, setting in above.value.items():
        both[name] = _merged(both[name], setting) if name in both else setting
    return Setting(both, above.document, above.place, above.name_place)


class _Typed(SafeConstructor, Resolver):
    """Gives plain scalars their types in YAML 1.1, as MkDocs does."""

    def __init__(self) -> None:
        SafeConstructor.__init__(self)
        Resolver.__init__(self)


class _Reader:
    """One pass over one file."""

    def __init__(self, document: Document, environ: Mapping[str, str]) -> None:
        self._document = document
        self._environ = environ
        self._typed = _Typed()
        self._known: dict[int, Setting] = {}
        self._open: set[int] = set()

    def read(self) -> Setting:
        text = self._document.text
        try:
            plain_yaml.compose(text)  # Refuses nesting too deep for the reader in C.
            loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
            root = loader.get_single_node()
            found = self._setting(root) if root else Setting({}, self._document, (0, 0))
        except yaml.YAMLError as error:
            raise self._refusal(explained(text, error)) from error
        except YamlError as error:
            raise self._refusal(*error.faults) from error
        if not isinstance(found.value, dict):
            message = "mkdocs.yml must be a map of settings"
            fault = Fault(
                Code.WRONG_SETTING, message, "Write `site_name: ...` first.", *found.place
            )
            raise self._refusal(fault)
        return found

    def _refusal(self, *faults: Fault) -> SettingsError:
        return SettingsError(
            *(
                self._document.diagnostic(
                    each.code,
                    each.message,
                    each.fix,
                    (each.start, each.start + 1 if each.end is None else each.end),
                    each.suggestion,
                )
                for each in faults
            )
        )

    def _setting(self, node: Node) -> Setting:
        if id(node) in self._open:
            raise YamlError(self._fault(node, "the value contains itself through an alias"))
        if id(node) not in self._known:
            self._open.add(id(node))
            self._known[id(node)] = Setting(self._value(node), self._document, span(node))
            self._open.discard(id(node))
        return self._known[id(node)]

    def _value(self, node: Node) -> Any:
        if node.tag == _ENV:
            return self._of_environment(node)
        if node.tag.startswith(_PYTHON) or node.tag == _RELATIVE:
            return Python()
        if isinstance(node, MappingNode):
            return self._map(node)
        if isinstance(node, SequenceNode):
            return [self._setting(each) for each in node.value]
        return self._scalar(node)

    def _map(self, node: MappingNode) -> dict[str, Setting]:
        below: dict[str, Setting] = {}
        own: dict[str, Setting] = {}
        for key, value in node.value:
            found = self._setting(value)
            name = str(key.value)
            if key.tag == _MERGE:
                for each in found.entries or (found,):
                    below = {**each.named, **below}
            elif name in own:
                message = f"`{name}` is set twice, and only the last one counts"
                fix = "Delete one of the two."
                raise YamlError(Fault(Code.DUPLICATE_KEY, message, fix, *span(key)))
            else:
                own[name] = Setting(found.value, found.document, found.place, span(key))
        return {**below, **own}

    def _scalar(self, node: Node) -> Any:
        try:
            return self._typed.construct_object(node)
        except (yaml.YAMLError, ValueError) as error:
            message = f"`{node.tag}` is not a type that MkDocs knows"
            raise YamlError(self._fault(node, message)) from error

    def _of_environment(self, node: Node) -> Any:
        """Return the first environment variable that is set, or else the list's last entry."""
        parts: list[Node] = node.value if isinstance(node, SequenceNode) else [node]
        names, default = (parts[:-1], parts[-1]) if len(parts) > 1 else (parts, None)
        for name in names:
            if (value := self._environ.get(str(name.value))) is not None:
                tag = self._typed.resolve(ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
                return self._scalar(ScalarNode(tag, value, node.start_mark, node.end_mark))
        return self._value(default) if default is not None else None

    def _fault(self, node: Node, message: str) -> Fault:
        fix = "Write the value itself."
        return Fault(Code.UNSUPPORTED_YAML, message, fix, *span(node))
