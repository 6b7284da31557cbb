"""What editors make of plain text in YAML.

lessonbank reads every value as text. Editors guess: for YAML 1.2, `7` is a number and `true` is
true or false; for YAML 1.1, `1:15` is the number 75 and `on` is true. A schema accepts both.
"""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

Schema = dict[str, Any]

_NUMBERS = {
    **{text: float(text) for text in ("0", "7", "12", "999", "2026", "99999", "999001", "5299921")},
    **{text: float(text) for text in ("-7", "0.5", "12.5", "-0.5", "1e-3")},
}
"""Spellings that are numbers to every editor, and their values."""
_CLOCKS = {
    "1:00": 60.0,
    "9:59": 599.0,
    "23:59": 1439.0,
    "999:59": 59_999.0,
    "99:59:59": 359_999.0,
    "00:00.5": 0.5,
    "12:30.5": 750.5,
}
"""Spellings that are numbers for YAML 1.1 only: the last part counts ones, the others sixties."""
_BOOLEANS = ("true", "false", "yes", "no", "on", "off")


def widened(schema: Schema) -> Schema:
    """Return a part of a schema as an editor may read the text that it takes."""
    if "enum" in schema or "const" in schema:
        return _with_readings(schema)
    kinds = schema["type"] if isinstance(schema.get("type"), list) else [schema.get("type")]
    if {*kinds} - {"null"} != {"string"}:
        return schema
    numbers = {value for text, value in (_NUMBERS | _CLOCKS).items() if _fits(schema, text)}
    more = []
    if numbers:
        more.append("integer" if all(value.is_integer() for value in numbers) else "number")
    if any(_fits(schema, text) for text in _BOOLEANS):
        more.append("boolean")
    limits = _limits(numbers) if numbers else {}
    return {**schema, "type": ["string", *more, *kinds[1:]], **limits} if more else schema


def _with_readings(schema: Schema) -> Schema:
    """Add what an editor may make of the words of a list."""
    options = schema.get("enum") or [schema["const"]]
    read = [yaml.safe_load(option) for option in options if isinstance(option, str)]
    more = [value for value in read if isinstance(value, bool | int | float)]
    bare = {key: value for key, value in schema.items() if key not in {"const", "type"}}
    return {**bare, "enum": [*options, *more]}


def _limits(numbers: set[float]) -> Schema:
    """Return the least and the greatest number that the text can be, where they are known."""
    if min(numbers) < 0:
        return {}
    if numbers & {*_NUMBERS.values()} - {*_CLOCKS.values()}:
        return {"minimum": 0}
    whole = all(value.is_integer() for value in numbers)
    longest = max(numbers) == max(_CLOCKS.values())
    return {"minimum": int(min(numbers)) if whole else 0} | (
        {} if longest else {"maximum": int(max(numbers))}
    )


def _fits(schema: Schema, text: str) -> bool:
    longest = schema.get("maxLength", len(text))
    return len(text) <= longest and re.search(schema.get("pattern", ""), text) is not None


def either_case(words: tuple[str, ...]) -> str:
    """Return a pattern of the words in small or capital letters."""
    spelt = ("".join(f"[{c}{c.upper()}]" if c.isalpha() else c for c in w) for w in words)
    return f"^(?:{'|'.join(spelt)})$"


def key_as_read(name: str) -> str | None:
    """Return a pattern of the key that an editor may make of a field's name, or None.

    For YAML 1.1, `on:` is the key true.
    """
    read = yaml.safe_load(name)
    return None if isinstance(read, str) else either_case((json.dumps(read),))


_LETTERS_AND_DIGITS = r"[\p{L}\p{N}]"
_NO_SIGN = r"[^\x00-/:-@\[-`{-\u00a9]"
_NEEDLESS = re.compile(r"(?<!\\)((?:\\\\)*)\\(?=[\"'`])")


def portable(pattern: str) -> str:
    """Return the pattern for every program that reads schemas.

    Not all of them know Unicode's classes, and JavaScript takes no needless backslash.
    """
    return _NEEDLESS.sub(r"\1", pattern.replace(_LETTERS_AND_DIGITS, _NO_SIGN))


def plain(value: object) -> Any:
    """Return a default value as JSON has it, or None for one that says nothing."""
    if not isinstance(value, str | int | float | list | bool) or value == []:
        return None
    return json.loads(json.dumps(value))
