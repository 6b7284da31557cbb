"""The plugin's settings in `mkdocs.yml`: flat, with defaults that need no thought."""

from __future__ import annotations

import os
from datetime import date
from os.path import normpath
from pathlib import Path

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from lessonbank.compiler.overrides import Overrides
from lessonbank.compiler.settings import Settings, build_date
from lessonbank.compiler.types import Installed

_PATIENCE = 600
"""Seconds that a build waits for another one."""


class LessonbankConfig(Config):  # type: ignore[no-untyped-call]
    """`plugins: - lessonbank: {...}`."""

    edition = opt.Optional(opt.Type(str))
    today = opt.Optional(opt.Type(str))
    workers = opt.Optional(opt.Type(int))
    wait = opt.Optional(opt.Type(int))
    """Seconds to wait for another process that works on the same site."""


def settings(
    own: LessonbankConfig, site: MkDocsConfig, installed: Installed | None = None
) -> Settings:
    """What the compiler needs. Raises ConfigurationError in plain words."""
    root = root_of_project(site)
    try:
        day, types = build_date(own.today, os.environ), installed or Installed()
    except ValueError as error:
        raise ConfigurationError(f"lessonbank: {error}") from error
    found = Settings(root, day, own.edition, own.workers, types, overrides_of(site, root))
    docs = Path(site.docs_dir)
    if docs.parent.resolve() / docs.name not in {found.content, found.locked}:
        locked = found.locked.relative_to(found.root).as_posix()
        raise ConfigurationError(f"lessonbank: mkdocs.yml must say `docs_dir: {locked}`.")
    _refuse_sources(Path(site.site_dir).resolve(), found)
    return found


def overrides_of(site: MkDocsConfig, root: Path) -> Overrides | None:
    """The folder of the trust's own templates."""
    folder = site.theme.custom_dir
    return Overrides.at(root, Path(normpath(folder))) if folder else None


def _refuse_sources(site: Path, found: Settings) -> None:
    """A build replaces the site's folder, so it may hold nothing of ours, nor lie in it."""
    for folder in (found.content, found.media):
        if site.is_relative_to(folder) or folder.is_relative_to(site):
            raise ConfigurationError(
                f"lessonbank: `site_dir` is {site}, and a build would overwrite {folder}."
                " Write `site_dir: build/site`."
            )


def root_of_project(site: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml. The file itself is not resolved: a link in its place is refused."""
    return Path(site.config_file_path).parent.resolve() if site.config_file_path else Path.cwd()


def day_of(own: LessonbankConfig) -> date:
    """The day of the build; today where no day can be made of what is given."""
    try:
        return build_date(own.today, os.environ)
    except ValueError:
        return build_date(None, {})


def patience(own: LessonbankConfig) -> int:
    """How long to wait for other processes, in seconds."""
    return _PATIENCE if own.wait is None else max(own.wait, 0)
