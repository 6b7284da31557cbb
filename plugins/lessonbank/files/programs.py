"""Find programs on PATH."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def find_program(name: str) -> str | None:
    """Return the path of a program on PATH, or None.

    Look only in folders whose whole path is written there. Windows would look in the current
    folder first, so a bank could bring a program of its own.
    """
    folders = os.environ.get("PATH", "").split(os.pathsep)
    whole = (Path(folder) for folder in folders if Path(folder).is_absolute())
    return next((found for folder in whole if (found := shutil.which(str(folder / name)))), None)
