"""Read the settings of the plugin without MkDocs."""

from __future__ import annotations

from collections.abc import Mapping

from lessonbank.content.mkdocs_yml.rules import own_options
from lessonbank.content.mkdocs_yml.setting import read_settings
from lessonbank.content.tree import Tree


def own_texts(tree: Tree, path: str) -> Mapping[str, str]:
    """Return the settings of our plugin that are text. Raise UnreadableError or SettingsError."""
    return {
        name: setting.value
        for options in own_options(read_settings(tree, path))
        for name, setting in options.named.items()
        if isinstance(setting.value, str)
    }
