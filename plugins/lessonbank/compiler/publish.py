"""The files of a compilation -> a site's folder."""

from __future__ import annotations

from pathlib import Path

from lessonbank.compiler.compilation import Compilation
from lessonbank.compiler.reading import read_again
from lessonbank.files.link import link_or_copy
from lessonbank.search import files
from lessonbank.site import FindView


def publish(compilation: Compilation, site: Path) -> None:
    """Put every media file into the site."""
    for url, path in compilation.media_files:
        link_or_copy(path, site / url)


def publish_index(view: FindView, site: Path, kept: Path) -> None:
    """Write what the Find page searches, into a folder that no other build has.

    `kept` is where its words are kept from build to build.
    """
    reading = read_again(view.documents, kept)
    for path, data in files(view.documents, view.language, reading):
        target = site / view.index / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
