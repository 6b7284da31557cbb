"""One file under two names, where the disk can do that."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def link_or_copy(path: Path, target: Path) -> None:
    """Let `target` be the same file as `path`, unless it is there already.

    A link costs no space; a copy is made where there can be none.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        return
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)
