"""`mkdocs build`, called by the command line in the same process."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from lessonbank.compiler import Compilation
from lessonbank.media import Listener
from lessonbank.mkdocs.plugin import LessonbankPlugin


class BuildFailedError(Exception):
    """The site was not built; the reasons have been logged."""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished site and what it was made from."""

    site: Path
    bank: Compilation


def build(
    config_file: Path,
    overrides: Mapping[str, object],
    listener: Listener,
    *,
    strict: bool,
    site_dir: Path | None = None,
) -> Built:
    """Build the site as `mkdocs build` does. `overrides` are settings of the plugin.

    Raises BuildFailedError with the one line that says why.
    """
    # Material prints its makers' notice about MkDocs 2 into every build; ours pins MkDocs 1.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    try:
        config = load_config(
            config_file=str(config_file),
            strict=strict,
            site_dir=str(site_dir.absolute()) if site_dir else None,
        )
        plugin = _plugin(config)
        plugin.config.update({name: value for name, value in overrides.items() if value})
        plugin.listener = listener
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
    except (Abort, MkDocsException) as error:
        raise BuildFailedError(str(error)) from error
    return Built(Path(config.site_dir), plugin.bank)


def _plugin(config: MkDocsConfig) -> LessonbankPlugin:
    for plugin in config.plugins.values():
        if isinstance(plugin, LessonbankPlugin):
            return plugin
    raise MkDocsException("mkdocs.yml does not list the plugin `lessonbank`.")
