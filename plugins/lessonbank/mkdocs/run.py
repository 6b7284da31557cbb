"""`mkdocs build` and `mkdocs serve`, called by the command line in the same process."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from lessonbank.compiler import Compilation
from lessonbank.files.trouble import trouble
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
    with _failures_in_words():
        config = _load(
            config_file, strict=strict, site_dir=str(site_dir.absolute()) if site_dir else None
        )
        plugin = _prepared(config, overrides, listener)
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
    return Built(Path(config.site_dir), plugin.bank)


def serve(
    config_file: Path,
    overrides: Mapping[str, object],
    listener: Listener,
    *,
    ready: Callable[[str], None],
    address: str | None = None,
    open_in_browser: bool = False,
) -> None:
    """Preview the site as `mkdocs serve` does until Ctrl+C; `ready` is told where.

    Raises BuildFailedError where the first build fails or nothing can be served at `address`.
    """
    with _failures_in_words():
        config = _load(config_file, dev_addr=address)
        # MkDocs loads the settings again for each build, and the plugin that it made stays.
        _prepared(config, overrides, listener).ready = ready
        _require_free(*config.dev_addr)
        mkdocs_serve(str(config_file), open_in_browser=open_in_browser, dev_addr=address)


@contextmanager
def _failures_in_words() -> Iterator[None]:
    # Material prints its makers' notice about MkDocs 2 into every build; ours pins MkDocs 1.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    try:
        yield
    except (Abort, MkDocsException) as error:
        raise BuildFailedError(str(error)) from error
    except OSError as error:
        raise BuildFailedError(trouble(error)) from error


def _load(config_file: Path, **settings: Any) -> MkDocsConfig:
    return load_config(config_file=str(config_file), **settings)


def _prepared(
    config: MkDocsConfig, overrides: Mapping[str, object], listener: Listener
) -> LessonbankPlugin:
    plugin = _plugin(config)
    plugin.overrides = {name: value for name, value in overrides.items() if value}
    plugin.listener = listener
    return plugin


def _plugin(config: MkDocsConfig) -> LessonbankPlugin:
    for plugin in config.plugins.values():
        if isinstance(plugin, LessonbankPlugin):
            return plugin
    raise MkDocsException("mkdocs.yml does not list the plugin `lessonbank`.")


def _require_free(host: str, port: int) -> None:
    """Ask before the first build, not after it."""
    try:
        family, *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        reason = error.strerror or error
        raise MkDocsException(f"Nothing can be served at {host}:{port}: {reason}.") from error
