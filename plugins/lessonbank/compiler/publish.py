"""The files of a compilation -> a site's folder."""

from __future__ import annotations

import os
from pathlib import Path

from lessonbank.compiler.compilation import Compilation
from lessonbank.compiler.reading import read_again
from lessonbank.files.regular import NotRegularError, copy_regular, kind_of, refuse_links
from lessonbank.search import files
from lessonbank.site import FindView


def publish(compilation: Compilation, site: Path) -> None:
    """Put every media file into the site. A link costs no space; a copy does where none can be."""
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


def link_or_copy(path: Path, target: Path) -> None:
    """Let `target` be the same file as `path`, unless it is there already.

    Raises NotRegularError where `path` is a link: a hard link to it would be a link in the site.
    """
    refuse_links(path.parent, path.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        return
    before = path.lstat()
    try:
        os.link(path, target)
    except OSError:
        copy_regular(path.parent, path.name, target)
        return
    # It may have been exchanged a moment ago, for something that has got its number.
    if kind_of(target) is not None or not os.path.samestat(before, target.lstat()):
        target.unlink()
        raise NotRegularError(str(path))
