"""Change some fields of a YAML file and leave every other character as it was.

Only the values are replaced, at the positions of PyYAML's nodes, so comments, order, quotes and
folded text elsewhere stay as their author wrote them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode
from yaml.reader import Reader
from yaml.resolver import Resolver

from lessonbank.content import yaml
from lessonbank.content.yaml_scene import Fault, YamlError
from lessonbank.diagnostics import Code

Written = str | bool | int | float | date | time | tuple[str, ...] | tuple[Mapping[str, Any], ...]
"""Values that a field can be set to."""

_TEXT = "tag:yaml.org,2002:str"
_LINE_BREAKS = re.compile("[\\x85\\u2028\\u2029\\ufeff]")


def edited(text: str, changes: Mapping[str, Written | None], order: Sequence[str]) -> str:
    """Return `text` with fields set, or removed where the value is None.

    A new field goes after its nearest predecessor in `order`. Raise YamlError where
    `text` cannot be read, or a value cannot be written.
    """
    wanted: dict[str, Any] = {**(yaml.load(text) or {})}
    for name, value in changes.items():
        wanted.pop(name, None)
        if value is not None:
            wanted[name] = yaml.load(field(name, value))[name]
    root = yaml.compose(text)
    if isinstance(root, MappingNode) and root.flow_style:  # One map in braces.
        return new_file(wanted, order)
    for name, value in changes.items():
        text = _without(text, name) if value is None else _with(text, name, value, order)
    return text if yaml.load(text) == (wanted or None) else new_file(wanted, order)


def field(name: str, value: Any) -> str:
    """Return a field as lines of YAML; each map of a list takes one line.

    Raise YamlError for a character that no file may contain.
    """
    if isinstance(value, tuple | list) and value and isinstance(value[0], Mapping):
        return f"{name}:\n" + "".join(f"  - {_flow(entry)}\n" for entry in value)
    return f"{name}: {_text(value, value) if isinstance(value, str) else _flow(value)}\n"


def new_file(fields: Mapping[str, Written | None], order: Sequence[str]) -> str:
    """Return a file with the fields that are not None, in `order`."""
    given = {name: value for name, value in fields.items() if value is not None}
    return "".join(field(name, given[name]) for name in _in_order(given, order))


def _in_order(names: Mapping[str, object], order: Sequence[str]) -> list[str]:
    return sorted(names, key=lambda name: order.index(name) if name in order else len(order))


def _with(text: str, name: str, value: Written, order: Sequence[str]) -> str:
    pair = _find(text, name)
    if pair:
        colon = text.index(":", pair[0].end_mark.index) + 1
        return text[:colon] + field("", value)[1:-1] + text[max(colon, _end(text, pair[1])) :]
    at = _place_for(text, name, order)
    before = "" if at == 0 or text[at - 1] == "\n" else "\n"
    return f"{text[:at]}{before}{field(name, value)}{text[at:]}"


def _without(text: str, name: str) -> str:
    pair = _find(text, name)
    if pair is None:
        return text
    start = text.rfind("\n", 0, pair[0].start_mark.index) + 1
    return text[:start] + text[_next_line(text, max(pair[0].end_mark.index, _end(text, pair[1]))) :]


def _pairs(text: str) -> list[tuple[Node, Node]]:
    root = yaml.compose(text)
    return list(root.value) if isinstance(root, MappingNode) else []


def _find(text: str, name: str) -> tuple[Node, Node] | None:
    return next((pair for pair in _pairs(text) if pair[0].value == name), None)


def _place_for(text: str, name: str, order: Sequence[str]) -> int:
    """Return the offset for a new field: after its nearest predecessor, or else at the top."""
    pairs = _pairs(text)
    ends = {key.value: _end(text, value) for key, value in pairs}
    before = order[: order.index(name)] if name in order else order
    near = next((each for each in reversed(before) if each in ends), None)
    if near:
        return _next_line(text, ends[near])
    return pairs[0][0].start_mark.index if pairs else len(text)


def _end(text: str, node: Node) -> int:
    """Return where a value's text ends; a block's end mark would include comments below it."""
    while isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(node, MappingNode) else last
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    return start + len(text[start:end].rstrip())


def _next_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{name}: {_flow(part)}' for name, part in value.items())}}}"
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_flow, value))}]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case time():
            return f'"{value:%H:%M}"'
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return _text(value, [value]) if isinstance(value, str) else str(value)


def _text(value: str, place: str | list[str]) -> str:
    """Return text, or a list of texts, in quotes where YAML readers could misread it.

    Raise YamlError for a character that no content file may contain, even escaped.
    """
    if found := Reader.NON_PRINTABLE.search(value):
        message = (
            f"the text has the invisible character U+{ord(found[0]):04X}, which is not allowed"
        )
        fix = "Delete it; it often comes from copying text out of another program."
        raise YamlError(Fault(Code.UNSUPPORTED_YAML, message, fix, *found.span()))
    is_text = Resolver().resolve(ScalarNode, value, (True, False)) == _TEXT  # type: ignore[no-untyped-call]
    plain = f"[{value}]" if isinstance(place, list) else value
    if is_text and yaml.written(place) == plain:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _LINE_BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def appended(text: str, name: str, entry: Mapping[str, Any], order: Sequence[str]) -> str:
    """Append an entry to a list of maps; create the list if it is missing.

    Raise YamlError where `text` cannot be read.
    """
    data = yaml.load(text) or {}
    former = data.get(name)
    known = former if isinstance(former, list) else []
    pair = _find(text, name)
    if pair and isinstance(pair[1], SequenceNode) and not pair[1].flow_style and known:
        last = pair[1].value[-1]
        dash = text.rindex("-", 0, last.start_mark.index)
        indent = text[text.rfind("\n", 0, dash) + 1 : dash]
        at = _next_line(text, _end(text, last))
        before = "" if text[at - 1 : at] == "\n" else "\n"
        longer = f"{text[:at]}{before}{indent}- {_flow(entry)}\n{text[at:]}"
        if indent.strip() == "" and yaml.load(longer) == {**data, name: [*known, _read(entry)]}:
            return longer
    return edited(text, {name: (*known, entry)}, order)


def _read(entry: Mapping[str, Any]) -> Any:
    return yaml.load(f"- {_flow(entry)}\n")[0]
