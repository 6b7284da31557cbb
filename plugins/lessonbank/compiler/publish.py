"""The files of a compilation -> a site's folder."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from lessonbank.compiler.compilation import Compilation


def publish(compilation: Compilation, site: Path) -> None:
    """Put every media file into the site. A link costs no space; a copy does where none can be."""
    for url, path in compilation.media_files:
        target = site / url
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            _link_or_copy(path, target)


def _link_or_copy(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)
