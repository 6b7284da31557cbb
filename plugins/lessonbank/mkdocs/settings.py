"""The plugin's settings in `mkdocs.yml`: flat, with defaults that need no thought."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from lessonbank.compiler import Settings, build_date


class LessonbankConfig(Config):  # type: ignore[no-untyped-call]
    """`plugins: - lessonbank: {...}`."""

    edition = opt.Optional(opt.Type(str))
    today = opt.Optional(opt.Type(str))
    workers = opt.Optional(opt.Type(int))


def settings(own: LessonbankConfig, site: MkDocsConfig) -> Settings:
    """What the compiler needs. Raises ConfigurationError in plain words."""
    # The file itself is not resolved: a link in its place is refused.
    root = Path(site.config_file_path).parent.resolve() if site.config_file_path else Path.cwd()
    try:
        found = Settings(root, build_date(own.today, os.environ), own.edition, own.workers)
    except ValueError as error:
        raise ConfigurationError(f"lessonbank: {error}") from error
    docs = Path(site.docs_dir)
    if docs.parent.resolve() / docs.name != found.content:
        raise ConfigurationError("lessonbank: mkdocs.yml must say `docs_dir: content`.")
    return found
