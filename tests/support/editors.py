"""YAML as editors read it, and what their schemas find in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft7Validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from lessonbank.schemas import documents


def _yaml_1_1(text: str) -> Any:
    return yaml.safe_load(text)


def _yaml_1_2(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


READERS: Mapping[str, Callable[[str], Any]] = {"1.1": _yaml_1_1, "1.2": _yaml_1_2}
"""How an editor reads YAML, by its version."""


UNREADABLE = (yaml.YAMLError, YAMLError, ValueError, RecursionError)
"""The errors of text that is no YAML, which an editor shows without a schema."""


def read(text: str, version: str) -> Any:
    """Return the text's data as JSON."""
    return _as_json(READERS[version](text))


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {_key(key): _as_json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_as_json(part) for part in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def _key(key: Any) -> str:
    return key if isinstance(key, str) else json.dumps(_as_json(key))


@cache
def validators() -> Mapping[str, Draft7Validator]:
    return {name: Draft7Validator(schema) for name, schema in documents().items()}


def errors(name: str, data: Any) -> list[str]:
    """Return what the schema called `name` finds in data."""
    return [
        f"{[*each.path]}: {each.message[:120]}" for each in validators()[name].iter_errors(data)
    ]


def items_of(content: Path) -> Iterator[tuple[Path, str, str]]:
    """Yield each file with fields below a bank's `content/`: path, schema and YAML."""
    for path in sorted(content.rglob("*")):
        folder = path.relative_to(content).parts[0]
        name = "trust" if folder == "trust.yml" else folder
        is_item = path.suffix in {".yml", ".yaml", ".md"} and path.stem not in {"index", "README"}
        if name not in validators() or not is_item or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        yield path, name, text.split("\n---", 1)[0] if path.suffix == ".md" else text
