"""The documentation, built once for all tests that read it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from once import once
from sites import built

MADE = ("build", ".cache", "commands", "messages", "types", "removing")
"""What `make docs` writes among the sources."""


def built_documentation(factory: pytest.TempPathFactory, root: Path) -> Path:
    """Return a copy of the documentation in `root`, with the reference made anew, and its site."""

    def make(folder: Path) -> None:
        project = folder / "docs"
        shutil.copytree(root / "docs", project, ignore=shutil.ignore_patterns(*MADE))
        reference = [str(root / "docs/reference.py"), str(project / "content/reference")]
        subprocess.run([sys.executable, *reference], check=True)
        built(project, "--strict")

    return once(factory, "documentation", make) / "docs"
