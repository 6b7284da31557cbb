"""One file under two names, where the disk can do that."""

from __future__ import annotations

import os
from pathlib import Path

from lessonbank.files.regular import NotRegularError, copy_regular, kind_of, refuse_links


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
