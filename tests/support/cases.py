"""The cases of tests/cases/checks: files laid over a small valid bank."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

CASES = Path(__file__).parents[1] / "cases"
PATHS = sorted((CASES / "checks").glob("*.yml"))


def laid_over(
    root: Path, files: Mapping[str, str | bytes | None], edits: Mapping[str, list[dict[str, str]]]
) -> Path:
    """Copy the valid bank to `root`, with these files and edits; None deletes a file."""
    shutil.copytree(CASES / "bank", root)
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            (root / name).unlink()
        else:
            (root / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    for name, changes in edits.items():
        text = (root / name).read_text(encoding="utf-8")
        for change in changes:
            assert text.count(change["replace"]) == 1, change["replace"]
            text = text.replace(change["replace"], change["with"])
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    return root
