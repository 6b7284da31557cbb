"""Open the cache of rendered pages, with all that every page depends on.

A page is rendered from the values of its view alone, so their hash is its key; here is the rest:
our own files, the packages that we use, and the templates of the trust and of packages. The
environment variable LESSONBANK_CACHE is for finding mistakes: with `off` nothing is kept, and with
`check` every page is rendered and compared with what the cache has.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import lessonbank
from lessonbank.compiler.settings import Settings
from lessonbank.files.kept import Kept
from lessonbank.site import ContentTypes

VARIABLE = "LESSONBANK_CACHE"
_DIGITS = 16
_ESCAPING = "markupsafe"
"""Jinja brings it, and we use it."""
_COMPILED = frozenset({".pyc", ".pyo"})


def kept_pages(settings: Settings, edition: str) -> Kept:
    """Return the pages that earlier builds of the edition rendered with these settings."""
    mode = os.environ.get(VARIABLE, "")
    if mode == "off":
        return Kept()
    try:
        origin = _origin(settings)
    except (OSError, PackageNotFoundError):  # Unknown: no key would hold it.
        return Kept()
    build = (edition, settings.site_url, settings.published, settings.films_at)
    name = sha256("\0".join(build).encode()).hexdigest()[:_DIGITS]
    return Kept(settings.pages / name, origin, checks=mode == "check")


def _origin(settings: Settings) -> bytes:
    whole = sha256(_ours())
    for name, data in _templates(settings):
        whole.update(sha256(name.encode()).digest() + sha256(data).digest())
    return whole.digest()


def _templates(settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Yield every template that could take the place of ours or be included by one that does."""
    if settings.overrides:
        yield from settings.overrides.page_templates()
    yield from _of_packages(settings.installed.types)


def _of_packages(types: ContentTypes) -> Iterator[tuple[str, bytes]]:
    for each in types.outside:
        for path in _files(each.templates) if each.templates else ():
            yield str(path), path.read_bytes()


@cache
def _ours() -> bytes:
    """Return a digest of our own files, of Python and of the packages that we use."""
    whole = sha256(sys.version.encode())
    for name in (*_required(), _ESCAPING):
        whole.update(f"{name} {version(name)}\n".encode())
    folder = Path(lessonbank.__file__).parent
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        whole.update(sha256(name.encode()).digest() + sha256(path.read_bytes()).digest())
    return whole.digest()


def _required() -> Iterator[str]:
    for wanted in requires("lessonbank") or ():
        if "extra ==" not in wanted and (found := re.match(r"[\w.-]+", wanted)):
            yield found[0]


def _files(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.suffix not in _COMPILED)
    return sorted(path for path in found if path.is_file())
