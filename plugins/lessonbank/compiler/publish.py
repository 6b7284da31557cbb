"""Write the files of a compilation into a site's folder."""

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
"""Largest download in bytes."""


def publish(compilation: Compilation, site: Path) -> None:
    """Link every media file into the site."""
    for url, path in compilation.media_files:
        link_or_copy(path, site / url)


def furnish(compilation: Compilation, site: Path, root: Path, copies: Copies) -> None:
    """Write all other files beside the pages, for generators that cannot.

    Pictures are copied clean. Raise CompileError for a faulty picture, and OSError.
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
    """Write the index of the Find page into a folder named by its content.

    `kept` is the cache of read words.
    """
    reading = read_again(view.documents, kept)
    for path, data in files(view.documents, view.language, reading, view.thesaurus):
        _write(site / view.index / path, data)
