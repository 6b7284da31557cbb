"""The plugin's settings in `mkdocs.yml`: flat, with defaults that need no thought."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from os.path import normpath
from pathlib import Path

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from lessonbank.compiler.errors import CompileError
from lessonbank.compiler.overrides import Overrides
from lessonbank.compiler.places import Places
from lessonbank.compiler.settings import Settings, build_date
from lessonbank.compiler.types import Installed
from lessonbank.content.mkdocs_yml.engine import engine_findings
from lessonbank.diagnostics import Diagnostic
from lessonbank.media.choice import Renditions
from lessonbank.packs import PackError, offered
from lessonbank.site import OfflineCopy

_PATIENCE = 600
"""Seconds to wait for another build."""


class LessonbankConfig(Config):  # type: ignore[no-untyped-call]
    """`plugins: - lessonbank: {...}`."""

    version = opt.Optional(opt.Type(str))
    """The versions of lessonbank that may build the bank."""
    edition = opt.Optional(opt.Type(str))
    today = opt.Optional(opt.Type(str))
    workers = opt.Optional(opt.Type(int))
    wait = opt.Optional(opt.Type(int))
    """Seconds to wait for another process that works on the same site."""
    store = opt.Optional(opt.Type(str))
    """The shared store of made media; only `lessonbank media` and `purge` use it."""
    media_url = opt.Optional(opt.Type(str))
    """The address that pages load films from."""
    media_store = opt.Optional(opt.Type(str))
    """The place to which those films are written; only `lessonbank media` and `purge` use it."""
    pack_url = opt.Optional(opt.Type(str))
    """The address of the folder that zips of packs are downloaded from."""
    pack_file = opt.Optional(opt.Type(str))
    """The zip of the pack that the site offers, from the project's folder."""


def settings(
    own: LessonbankConfig, site: MkDocsConfig, installed: Installed | None = None
) -> Settings:
    """Return the compiler's settings. Raise ConfigurationError."""
    root = root_of_project(site)
    try:
        day, types = build_date(own.today, os.environ), installed or Installed()
    except ValueError as error:
        raise ConfigurationError(f"lessonbank: {error}") from error
    found = Settings(root, day, own.edition, own.workers, types, overrides_of(site, root))
    address = _site_url(site)
    found = replace(found, films_at=_films_at(own), site_url=address, published=address)
    docs = Path(site.docs_dir)
    if docs.parent.resolve() / docs.name not in {found.content, found.locked}:
        locked = found.locked.relative_to(found.root).as_posix()
        raise ConfigurationError(f"lessonbank: mkdocs.yml must say `docs_dir: {locked}`.")
    _refuse_sources(Path(site.site_dir).resolve(), found)
    return found


def without_address(own: Settings, renditions: Renditions | None, *, preview: bool) -> Settings:
    """Return the settings of a pack or a preview, which hold their films and have no address.

    `renditions` are those of a pack. Codes on its paper lead to the published site, those of a
    preview nowhere.
    """
    if renditions is not None:
        return replace(own, renditions=renditions, films_at="", site_url="")
    return replace(own, films_at="", site_url="", published="") if preview else own


def _site_url(site: MkDocsConfig) -> str:
    """Return the site's address with a slash at its end; empty without one for browsers."""
    url = (site.site_url or "").strip()
    is_whole = url.startswith(("https://", "http://"))
    return f"{url.rstrip('/')}/" if is_whole else ""


def _films_at(own: LessonbankConfig) -> str:
    try:
        return Places.of(own, os.environ).media_url
    except CompileError as error:
        raise ConfigurationError(f"lessonbank: {error}") from error


def offer_of(
    own: LessonbankConfig, found: Settings, tell: Callable[[str], None]
) -> OfflineCopy | None:
    """Return the copy that the site offers for download, or tell why it offers none.

    Raise ConfigurationError.
    """
    if not own.pack_url and not own.pack_file:
        return None
    if not own.pack_url or not own.pack_file or not own.pack_url.startswith("https://"):
        raise ConfigurationError(
            "lessonbank: an offer needs `pack_file`, the zip of a pack, and `pack_url`, the https"
            " address of the folder from which it is downloaded."
        )
    file = found.root / own.pack_file
    try:
        return offered(file, own.pack_url, found.root, found.today, found.installed.types.models)
    except (PackError, OSError) as error:
        tell(f"The site offers no copy to take offline. {error}")
        return None


def overrides_of(site: MkDocsConfig, root: Path) -> Overrides | None:
    """Return the folder of the trust's own templates, or None."""
    folder = site.theme.custom_dir
    return Overrides.at(root, Path(normpath(folder))) if folder else None


def _refuse_sources(site: Path, found: Settings) -> None:
    """Refuse a site folder that overlaps with the sources, because a build replaces it."""
    for folder in (found.content, found.media):
        if site.is_relative_to(folder) or folder.is_relative_to(site):
            raise ConfigurationError(
                f"lessonbank: `site_dir` is {site}, and a build would overwrite {folder}."
                " Write `site_dir: build/site`."
            )


def root_of_project(site: MkDocsConfig) -> Path:
    """Return the folder of mkdocs.yml, without resolving the file: a link is refused."""
    return Path(site.config_file_path).parent.resolve() if site.config_file_path else Path.cwd()


def refusal_of(config_file_path: str | None) -> tuple[Diagnostic, ...]:
    """Return why the bank does not allow this version of lessonbank; empty if it does."""
    if config_file_path is None:
        return ()
    path = Path(config_file_path)
    return engine_findings(path.parent.resolve(), path.name)


def day_of(own: LessonbankConfig) -> date:
    """Return the day of the build; today if the setting is not a date."""
    try:
        return build_date(own.today, os.environ)
    except ValueError:
        return build_date(None, {})


def patience(own: LessonbankConfig) -> int:
    """Return how long to wait for other processes, in seconds."""
    return _PATIENCE if own.wait is None else max(own.wait, 0)
