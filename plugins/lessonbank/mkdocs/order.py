"""The order in which plugins and hooks hear of an event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mkdocs.plugins import PluginCollection


def stand_last(plugins: PluginCollection, event: str, method: Callable[..., Any]) -> None:
    """Have `method` hear of an event after all others, whatever their priorities."""
    others = plugins.events[event]
    others.sort(key=lambda each: each == method)  # What is equal keeps its order.
