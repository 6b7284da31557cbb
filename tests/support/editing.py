"""Banks with the web editor, and its packages from npm."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from cases import laid_over
from lessonbank.webeditor import locks
from projects import LOCKED, MKDOCS_YML

MODULES = Path(__file__).parents[2] / "node_modules"


def packages(folder: Path) -> list[Path] | None:
    """Return the editor's packages as npm keeps them after `npm ci`, or None without npm."""
    npm = shutil.which("npm")
    if npm is None or not all((MODULES / each.name).is_dir() for each in locks()):
        return None
    folder.mkdir(parents=True)
    command = [npm, "pack", *(each.spec for each in locks()), "--prefer-offline"]
    subprocess.run([*command, "--ignore-scripts"], cwd=folder, check=True, capture_output=True)
    return sorted(folder.glob("*.tgz"))


def small_bank(root: Path) -> Path:
    """Write the valid bank of the cases as a project."""
    return laid_over(root, {"mkdocs.yml": MKDOCS_YML, **LOCKED}, {})
