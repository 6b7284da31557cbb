"""The files of a compilation -> a site's folder."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from lessonbank.compiler.compilation import Compilation


def publish(compilation: Compilation, site: Path) -> None:
    """Put every media file into the site. A link costs no space; a copy does where none can be."""
    for url, path in compilation.media_files:
        link_or_copy(path, site / url)


def link_or_copy(path: Path, target: Path) -> None:
    """Let `target` be the same file as `path`, unless it is there already."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        return
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)
