"""Run the search engine of the Find page in Node."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

import lessonbank.site

SCRIPTS = Path(lessonbank.site.__file__).parent / "assets" / "find"
_PROGRAM = Path(__file__).with_name("engine.js")


@dataclass(frozen=True)
class Answer:
    """`found` are pages with the places of their moments, best first; `loaded` are file names.

    `fits` say why each page was found: `name`, `words`, `related` or `some`. `early` are the pages
    that are shown before the others are known.
    """

    found: list[tuple[int, list[int]]]
    fits: list[str]
    corrected: list[tuple[str, str]]
    suggested: list[tuple[str, str]]
    early: list[int]
    loaded: list[str]
    milliseconds: float

    @property
    def pages(self) -> list[int]:
        return [page for page, _ in self.found]


def node() -> str | None:
    """Return the path of Node, or None."""
    return shutil.which("node")


def require_node() -> None:
    """Skip the test without Node; fail it where browsers are required."""
    if node() is not None:
        return
    if os.environ.get("LESSONBANK_REQUIRE_BROWSERS") == "1":
        pytest.fail("Node is not installed, and LESSONBANK_REQUIRE_BROWSERS=1")
    pytest.skip("Node, which runs the engine here, is not installed")


def write(files: Iterable[tuple[str, bytes]], folder: Path) -> Path:
    """Write the files of an index to a folder."""
    for path, data in files:
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


def ask(index: Path, queries: Sequence[str], scripts: Path = SCRIPTS) -> list[Answer]:
    """Return the engine's answer to each query, from one process."""
    asked = "".join(f"{json.dumps(query)}\n" for query in queries)
    command = [node() or "node", str(_PROGRAM), str(scripts), str(index)]
    done = subprocess.run(command, input=asked, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return [_answer(json.loads(line)) for line in done.stdout.splitlines()]


def _answer(given: dict[str, list[list[object]]]) -> Answer:
    return Answer(**given)  # type: ignore[arg-type]
