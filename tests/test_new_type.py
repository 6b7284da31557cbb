"""A type of content is one model, one view and one template, and nothing anywhere else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from projects import RECORDING, clip, turned, write_project
from sites import TODAY, pages

POSTER = """\
---
title: Questions that wait
aliases: [waiting]
shows: [first, secret]
---
Hang it up beside [the clip](clip:first#t=2).
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = write_project(tmp_path)
    (root / "content/posters").mkdir()
    files = {
        "posters/wait.md": POSTER,
        "permissions/EL-9.yml": turned("paused"),
        "recordings/secret.yml": RECORDING.replace("EL-1", "EL-9"),
        "clips/secret.md": clip("Secret", "00:01", "00:05", at="00:02").replace(
            "recording: lesson", "recording: secret"
        ),
        "index.md": "# Welcome\n\nPrint [the poster](poster:wait).\n",
    }
    for name, text in files.items():
        (root / "content" / name).write_text(text, encoding="utf-8")
    return root


def run(root: Path, *args: str) -> subprocess.CompletedProcess[str]:
    script = Path(__file__).parent / "support" / "with_posters.py"
    return subprocess.run(
        [sys.executable, str(script), *args], cwd=root, capture_output=True, text=True, check=False
    )


def test_it_is_built_linked_moved_and_kept_to_its_edition(project: Path) -> None:
    done = run(project, "build", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    built = pages(project / "build/site")
    poster = built["posters/wait.html"]
    assert "<p>Shows: first.</p>" in poster  # The clip that is denied is not mentioned.
    assert 'href="../clips/first.html#t=2"' in poster
    assert 'href="posters/wait.html"' in built["index.html"]
    assert 'content="0; url=wait.html"' in built["posters/waiting.html"]


def test_its_mistakes_are_found(project: Path) -> None:
    poster = project / "content/posters/wait.md"
    poster.write_text(POSTER.replace("first,", "frist,").replace("shows", "shoes"), "utf-8")
    done = run(project, "check")
    assert done.returncode == 1
    assert "Did you mean `shows`?" in done.stdout
    poster.write_text(POSTER.replace("first,", "frist,"), "utf-8")
    assert "Did you mean `first`?" in run(project, "check").stdout
