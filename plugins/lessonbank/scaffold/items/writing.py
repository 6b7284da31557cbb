"""Write a new item as YAML, or as Markdown with front matter, as people would write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lessonbank.bank import Item
from lessonbank.content import yaml
from lessonbank.content.edit import field

_WIDTH = 96
"""Longest line of a map that stands on one line."""


def written(model: type[Item], data: Mapping[str, Any], first: str = "", body: str = "") -> str:
    """Return the text of a file with these fields. Its `first` line is a comment, if given.

    Raise YamlError for a character that no file may contain.
    """
    text = "".join(_lines(data, ""))
    if yaml.load(text) != _plain(data):  # Quotes are safe everywhere.
        text = "".join(field(name, value) for name, value in data.items())
    if model.format == "md":
        return f"---\n{text}---\n{body}"
    return f"{first}{text}"


def _lines(data: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, value in data.items():
        if isinstance(value, list):
            yield f"{indent}{name}:\n"
            for entry in value:
                yield from _entry(entry, f"{indent}  ")
        else:
            yield indent + field(name, value)


def _entry(value: Any, indent: str) -> Iterator[str]:
    """Yield an entry of a list, on one line if it is short."""
    line = f"{indent}- {field('', value)[2:]}"
    if not isinstance(value, Mapping) or (len(line) <= _WIDTH and not _has_list(value)):
        yield line
        return
    lines = "".join(_lines(value, f"{indent}  "))
    yield f"{indent}- {lines[len(indent) + 2 :]}"


def _has_list(value: Mapping[str, Any]) -> bool:
    return any(isinstance(part, list) for part in value.values())


def _plain(value: Any) -> Any:
    """Return what is read back: maps, lists and text."""
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return yaml.load(field("key", value))["key"]
