"""The plugin's settings in `mkdocs.yml`: flat, with defaults that need no thought."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig

from lessonbank.compiler import Settings, build_date


class LessonbankConfig(Config):
    """`plugins: - lessonbank: {...}`. Paths count from the folder of `mkdocs.yml`."""

    enabled = opt.Type(bool, default=True)
    edition = opt.Optional(opt.Type(str))
    today = opt.Optional(opt.Type(str))
    media_dir = opt.Type(str, default="media")
    cache_dir = opt.Type(str, default=".cache")
    workers = opt.Optional(opt.Type(int))


def settings(own: LessonbankConfig, site: MkDocsConfig) -> Settings:
    """What the compiler needs. Raises ValueError for a date that is none."""
    root = Path(site.config_file_path).parent if site.config_file_path else Path.cwd()
    return Settings(
        root=root,
        content=Path(site.docs_dir),
        media=root / own.media_dir,
        cache=root / own.cache_dir,
        edition=own.edition,
        today=build_date(own.today, os.environ),
        workers=own.workers,
    )
