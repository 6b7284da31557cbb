"""Inputs of each clip's last renditions, kept to explain why a rendition is made again."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Mapping
from pathlib import Path
from typing import Any

from lessonbank.files import atomic
from lessonbank.media.keys import Parts

History = dict[str, dict[str, Parts]]
"""By clip, then by rendition."""


def read_history(path: Path) -> History:
    """Read the history on disk; return an empty one if it is missing or damaged."""
    try:
        history: History = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return history if isinstance(history, dict) else {}


def write_history(path: Path, news: History) -> None:
    """Add `news` to the history on disk."""
    _write(path, {**read_history(path), **news})


def forget(path: Path, keep: Container[str]) -> None:
    """Remove the history of all clips except those in `keep`."""
    history = read_history(path)
    kept = {clip: parts for clip, parts in history.items() if clip in keep}
    if kept != history:
        _write(path, kept)


def _write(path: Path, history: History) -> None:
    atomic.write_text(path, json.dumps(history, sort_keys=True, separators=(",", ":")) + "\n")


def difference(old: Parts, new: Parts) -> str:
    """Describe the first difference between two sets of parts; "" if they are equal."""
    new = json.loads(json.dumps(new))  # Turn tuples into lists, as in the stored history.
    for name, tell in _TELLERS.items():
        if old.get(name) != new.get(name):
            return tell(old.get(name), new.get(name), new)
    return ""


def _version(old: Any, new: Any, parts: Parts) -> str:
    return f"recipe {parts['recipe']} changed {old} -> {new}"


def _cut(old: Any, new: Any, _: Parts) -> str:
    return f"in/out changed {_span(old)} -> {_span(new)}"


def _span(cut: Any) -> str:
    return "-".join(f"{ms / 1000:g}" for ms in cut or ()) + " s"


def _redactions(old: Any, new: Any, _: Parts) -> str:
    if old is None or new is None:
        return f"redaction {'added' if old is None else 'removed'}"
    return "redaction changed"


def _inner(what: str) -> Callable[[Any, Any, Parts], str]:
    def tell(old: Any, new: Any, _: Parts) -> str:
        if not isinstance(old, Mapping) or not isinstance(new, Mapping):
            return f"{what} changed"
        name = next(name for name in sorted({*old, *new}) if old.get(name) != new.get(name))
        return f"{what} changed: {name} {old.get(name)} -> {new.get(name)}"

    return tell


_TELLERS: Mapping[str, Callable[[Any, Any, Parts], str]] = {
    "schema": lambda old, new, _: f"cache format changed {old} -> {new}",
    "version": _version,
    "source": lambda _old, _new, _: "source changed",
    "cut": _cut,
    "redactions": _redactions,
    "streams": lambda old, new, _: f"chosen streams changed {old} -> {new}",
    "picture": _inner("picture"),
    "loudness": _inner("loudness recipe"),
    "params": _inner("recipe"),
}
