"""Hard-link a file, or copy it where the disk has no hard links."""

from __future__ import annotations

import os
from pathlib import Path

from lessonbank.files.regular import NotRegularError, copy_regular, kind_of, refuse_links


def link_or_copy(path: Path, target: Path) -> None:
    """Hard-link or copy `path` to `target`, unless `target` exists.

    Raises NotRegularError if `path` is a symbolic link: the site would then contain a link.
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
    # The file may have been replaced between the check and the link.
    if kind_of(target) is not None or not os.path.samestat(before, target.lstat()):
        target.unlink()
        raise NotRegularError(str(path))
