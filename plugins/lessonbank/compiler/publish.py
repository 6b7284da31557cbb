"""The files of a compilation -> a site's folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from lessonbank.compiler.compilation import Compilation
from lessonbank.compiler.pictures import Copies
from lessonbank.compiler.reading import read_again
from lessonbank.files.link import link_or_copy
from lessonbank.files.regular import read_regular
from lessonbank.sanitise import PICTURES, ending_of
from lessonbank.search.index import files
from lessonbank.site import FindView

_LARGEST = 200_000_000
"""Bytes of a download: more than any has."""


def publish(compilation: Compilation, site: Path) -> None:
    """Put every media file into the site."""
    for url, path in compilation.media_files:
        link_or_copy(path, site / url)


def furnish(compilation: Compilation, site: Path, root: Path, copies: Copies) -> None:
    """Put every other file beside the pages into the site; of a picture its copy.

    For generators that have no way of their own. `root` is the project's folder. Raises
    CompileError for a picture that cannot be copied, and OSError.
    """
    for url, data in compilation.furniture.items():
        _write(site / url, data)
    for url, path in compilation.resource_files:
        read = partial(read_regular, root, path, _LARGEST)
        _write(site / url, copies.of(path, read).data if ending_of(url) in PICTURES else read())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def publish_index(view: FindView, site: Path, kept: Path) -> None:
    """Write what the Find page searches, into a folder that no other build has.

    `kept` is where its words are kept from build to build.
    """
    reading = read_again(view.documents, kept)
    for path, data in files(view.documents, view.language, reading):
        _write(site / view.index / path, data)
