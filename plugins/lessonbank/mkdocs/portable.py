"""What would not work in a folder on a disk, which is how a stick is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

_TAG = re.compile(r"<(?:script|link)\b[^>]*>", re.IGNORECASE)
_REFUSED = re.compile(
    r"""\s(?:(?:integrity|crossorigin)\b|type\s*=\s*["']?module\b|rel\s*=\s*["']?modulepreload\b)""",
    re.IGNORECASE,
)
_INSTANT = "navigation.instant"
_SEARCH = "search"


def refuse_settings(config: MkDocsConfig) -> None:
    """Raise PluginError for settings of `mkdocs.yml` that a folder cannot do."""
    if refused := [f"{config.config_file_path}: {each}" for each in _unportable(config)]:
        raise PluginError("\n".join(refused))


def portable(html: str, name: str) -> str:
    """The page `name`, which is finished. Raises PluginError if a folder cannot do it."""
    for tag in _TAG.findall(html):
        if _REFUSED.search(tag):
            raise PluginError(
                f"{name}: browsers do not load {tag} in a folder. Take `integrity`, `crossorigin` "
                "or `module` out of the template or setting that writes it."
            )
    return html


def _unportable(config: MkDocsConfig) -> Iterator[str]:
    for feature in config.theme.get("features") or ():
        if str(feature).startswith(_INSTANT):
            yield (
                f"theme.features: {feature} asks for pages by script, which browsers refuse in a "
                "folder. Take it out of the list."
            )
    for name in config.plugins:
        if name.rpartition("/")[2] == _SEARCH:
            yield (
                f"plugins: {_SEARCH} would be a second search for readers, and loads its whole "
                "index at once. Take it out of the list: the Find page has every page."
            )
    for script in config.extra_javascript:
        if getattr(script, "type", "") == "module" or str(script).endswith(".mjs"):
            yield (
                f"extra_javascript: {script} is a module, and browsers load none in a folder. "
                "Make it a classic script."
            )
