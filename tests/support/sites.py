"""Builds as users start them, and what a built folder holds."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import forked

TODAY = "2026-11-21"
_BIN = Path(sys.executable).parent


def program(name: str) -> str:
    """The path of a command installed beside Python."""
    return str(_BIN / name)


def run(root: Path, name: str, *args: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run one of our commands in a project's folder, until it ends.

    `lessonbank` starts in a process that has loaded its modules, for that takes longer than most
    commands. With variables of its own it starts from nothing, as Python reads some of them first.
    """
    if name == "lessonbank" and not environ and forked.IS_POSSIBLE:
        return forked.run(root, *args)
    return subprocess.run(
        [program(name), *args],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environ},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def built(root: Path, *args: str) -> Path:
    """The site of a build that must succeed."""
    done = run(root, "lessonbank", "build", "--today", TODAY, *args)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "build" / "site"


def state(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path from there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def digests(folder: Path) -> dict[str, str]:
    """The same, each file by its digest: two that differ are reported in a line."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in state(folder).items()}


def pages(folder: Path) -> dict[str, str]:
    """Every page's HTML, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.html"))
    }
