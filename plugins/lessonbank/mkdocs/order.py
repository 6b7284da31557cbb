"""Order the handlers of an event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mkdocs.plugins import PluginCollection


def stand_last(plugins: PluginCollection, event: str, method: Callable[..., Any]) -> None:
    """Call `method` after all other handlers of an event, whatever their priorities."""
    others = plugins.events[event]
    others.sort(key=lambda each: each == method)  # What is equal keeps its order.
