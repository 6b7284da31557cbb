"""`mkdocs build` and `mkdocs serve`, called by the command line in the same process."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import get_plugin_logger

from lessonbank.compiler.compilation import Compilation
from lessonbank.compiler.standing import Outcome, fall_back
from lessonbank.compiler.types import installed_types
from lessonbank.files.locks import BusyError
from lessonbank.files.os_errors import describe_os_error
from lessonbank.files.staging import Staging
from lessonbank.media.choice import Renditions
from lessonbank.media.settling import Listener
from lessonbank.mkdocs.plugin import LessonbankPlugin
from lessonbank.takedown import sites_below
from lessonbank.theme import QUIET

log: logging.LoggerAdapter[logging.Logger] = get_plugin_logger(__name__)


class BuildFailedError(Exception):
    """The build failed; the reasons are in the log.

    `outcome` is what is in the site's folder now.
    """

    def __init__(self, message: str, outcome: Outcome = Outcome.NOTHING) -> None:
        super().__init__(message)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Built:
    """A finished site and its compilation."""

    site: Path
    bank: Compilation


def build(
    config_file: Path,
    overrides: Mapping[str, object],
    listener: Listener,
    *,
    today: date,
    tell: Callable[[str], None],
    strict: bool,
    site_dir: Path | None = None,
    refuse: Callable[[], None] = lambda: None,
    renditions: Renditions | None = None,
) -> Built:
    """Build the site as `mkdocs build` does. `overrides` are settings of the plugin.

    `refuse` may raise BuildFailedError before anything is read. `tell` hears in a line what the
    build waits for. `renditions` are those of a pack; a site offers all.

    Raises BuildFailedError with the one line that says why. Where a former site stands, it was
    freed of what may not be shown on the day `today`.
    """
    root, whole = config_file.parent, site_dir.absolute() if site_dir else None
    sites = [whole] if whole else sites_below(root / "build")
    with _FailuresInWords(lambda: _without_settings(sites, root, today)):
        refuse()
        config = _load(config_file, strict=strict, site_dir=str(whole) if whole else None)
        plugin = _prepared(config, overrides, listener)
    plugin.tell, plugin.renditions = tell, renditions or Renditions()
    plugin.is_pack = renditions is not None
    with _FailuresInWords(lambda: plugin.outcome):
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
    """Preview the site as `mkdocs serve` does until Ctrl+C; `ready` gets the address.

    Raises BuildFailedError where the first build fails or nothing can be served at `address`.
    """
    with _FailuresInWords():
        config = _load(config_file, dev_addr=address)
        # MkDocs loads the settings again for each build, and the plugin that it made stays.
        _prepared(config, overrides, listener).ready = ready
        _require_free(*config.dev_addr)
        mkdocs_serve(str(config_file), open_in_browser=open_in_browser, dev_addr=address)


class _FailuresInWords:
    """Turns any error of a build into a BuildFailedError with its `outcome`."""

    def __init__(self, outcome: Callable[[], Outcome] = lambda: Outcome.NOTHING) -> None:
        self._outcome = outcome

    def __enter__(self) -> None:
        # The project pins MkDocs 1, so a notice about MkDocs 2 helps nobody.
        os.environ.setdefault(QUIET, "1")

    def __exit__(self, _: object, error: BaseException | None, traceback: object) -> None:
        if isinstance(error, BuildFailedError):
            raise BuildFailedError(str(error), self._outcome()) from error
        if isinstance(error, OSError):
            raise BuildFailedError(describe_os_error(error), self._outcome()) from error
        if isinstance(error, Abort | MkDocsException):
            raise BuildFailedError(str(error), self._outcome()) from error
        if isinstance(error, Exception):
            message = f"The build broke off: {type(error).__name__}: {error}"
            raise BuildFailedError(message, self._outcome()) from error


def _without_settings(sites: list[Path], root: Path, today: date) -> Outcome:
    """Reduce the old sites if the settings cannot be read."""
    outcomes = {_fallen_back(site, root, today) for site in sites if site.exists()}
    return Outcome.REDUCED if outcomes == {Outcome.REDUCED} else Outcome.NOTHING


def _fallen_back(site: Path, root: Path, today: date) -> Outcome:
    staging = Staging(site, f"a takedown of {root}")
    try:
        staging.lock()
        return fall_back(staging, root, today, installed_types().types, log.warning)
    except BusyError:
        return Outcome.NOTHING
    finally:
        staging.discard()


def _load(config_file: Path, **settings: Any) -> MkDocsConfig:
    return load_config(config_file=str(config_file), **settings)


def _prepared(
    config: MkDocsConfig, overrides: Mapping[str, object], listener: Listener
) -> LessonbankPlugin:
    plugin = _plugin(config)
    plugin.overrides = {name: value for name, value in overrides.items() if value is not None}
    plugin.listener = listener
    return plugin


def _plugin(config: MkDocsConfig) -> LessonbankPlugin:
    for plugin in config.plugins.values():
        if isinstance(plugin, LessonbankPlugin):
            return plugin
    raise MkDocsException("mkdocs.yml does not list the plugin `lessonbank`.")


def _require_free(host: str, port: int) -> None:
    """Check the address before the first build."""
    try:
        family, *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        reason = error.strerror or error
        raise MkDocsException(f"Nothing can be served at {host}:{port}: {reason}.") from error
