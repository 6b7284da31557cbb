"""Inputs of each clip's last renditions, kept to explain why a rendition is made again.

Each clip has a file of its own, so that stores can be merged by copying their files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from lessonbank.files import atomic
from lessonbank.media.keys import Parts

Inputs = Mapping[str, Parts]
"""By rendition."""
_DIGITS = 32


class History:
    """The inputs of the clips in a store."""

    def __init__(self, store: Path) -> None:
        self._folder = store / "history"

    def path(self, clip: str) -> Path:
        """Return the file of a clip."""
        name = hashlib.sha256(clip.encode()).hexdigest()[:_DIGITS]
        return self._folder / f"{name}.json"

    def of(self, clip: str) -> Inputs:
        """Return the inputs of a clip; nothing if they are missing or damaged."""
        try:
            inputs: Inputs = json.loads(self.path(clip).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return inputs if isinstance(inputs, dict) else {}

    def remember(self, clip: str, inputs: Inputs) -> None:
        """Keep the inputs of a clip."""
        text = json.dumps(inputs, sort_keys=True, separators=(",", ":"))
        if self.of(clip) != json.loads(text):
            atomic.write_text(self.path(clip), f"{text}\n")


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
