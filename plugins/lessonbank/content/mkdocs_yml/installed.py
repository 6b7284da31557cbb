"""List installed plugins and Markdown extensions without loading them."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec

_PLUGINS = "mkdocs.plugins"
_EXTENSIONS = "markdown.extensions"


@cache
def plugin_names(theme: str) -> frozenset[str]:
    """Return the names of plugins, and also the short names of the theme's own."""
    names = {each.name for each in entry_points(group=_PLUGINS)}
    return frozenset({*names, *(name.removeprefix(f"{theme}/") for name in names)})


def extension_is_there(name: str) -> bool:
    """Return whether Markdown finds the extension, by its short name or as a module."""
    return name in _short_names() or _is_module(name.partition(":")[0])


@cache
def _short_names() -> frozenset[str]:
    return frozenset(each.name for each in entry_points(group=_EXTENSIONS))


def _is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False
