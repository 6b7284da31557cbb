"""What a build asks of the system: no connection, nothing written elsewhere, no secret read."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from irregular import put, write_linked_bank
from projects import write_project
from sites import TODAY, program

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("strace") is None, reason="strace is not installed"
)

_OPENED = re.compile(r'\bopen(?:at)?\([^"]*"((?:[^"\\]|\\.)*)"(?:\.\.\.)?, ([A-Z_|0-9]+)')
_CONNECTED = re.compile(r"\b(?:connect|sendto|sendmsg)\(.*sa_family=AF_INET")
_ASKED = re.compile(r"\bsocket\(AF_(?:INET6?|PACKET)")
_WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC")
_HARMLESS = ("/dev/null", "/dev/tty", "/proc/self/")


def traced(root: Path, temp: Path, *arguments: str) -> tuple[int, list[str]]:
    """The exit code of a command, and what it and its children asked of the system."""
    temp.mkdir()
    log = temp.with_suffix(".log")
    done = subprocess.run(
        [
            *("strace", "-f", "-qq", "-s", "4096", "-o", str(log)),
            *("-e", "trace=network,open,openat,connect"),
            *(program("lessonbank"), *arguments),
        ],
        cwd=root,
        env={**os.environ, "TMPDIR": str(temp), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    return done.returncode, log.read_text(encoding="utf-8", errors="replace").splitlines()


def opened(calls: list[str]) -> Iterator[tuple[str, str]]:
    """Path and flags of each file that was asked for."""
    for call in calls:
        if found := _OPENED.search(call):
            yield found[1], found[2]


def test_a_build_stays_at_home(tmp_path: Path) -> None:
    root = write_project(tmp_path / "bank")
    code, calls = traced(root, tmp_path / "temp", "build", "--today", TODAY)
    assert code == 0
    assert len(list(opened(calls))) > 1000
    assert not [call for call in calls if _CONNECTED.search(call) or _ASKED.search(call)]
    allowed = (str(root), str(tmp_path / "temp"), *_HARMLESS)
    written = {
        path
        for path, flags in opened(calls)
        if _WRITES.search(flags) and path.startswith("/") and not path.startswith(allowed)
    }
    assert not written
    above = {path for path, flags in opened(calls) if _WRITES.search(flags) and ".." in path}
    assert not above
    sources = (str(root / "content"), str(root / "media/"), str(root / "mkdocs.yml"))
    assert not {p for p, flags in opened(calls) if _WRITES.search(flags) and p.startswith(sources)}


@pytest.mark.parametrize("command", ["check", "build"])
def test_nothing_that_a_link_leads_to_is_opened(command: str, tmp_path: Path) -> None:
    """The links are in every place at once; each asks for the same files outside."""
    root = write_linked_bank(tmp_path)
    for kind, place in (
        ("link to a file", "content/clips/new.md"),
        ("link to a file", "content/index.md"),
        ("link to a folder", "content/images"),
        ("link to a file", "content/resources/sheet.pdf"),
        ("link to a file", "media/hazel-maths.vtt"),
        ("link to a file", "media/hazel-maths.mp4"),
        ("link to a file", "media.lock"),
        ("link to a file", "overrides/partials/note.html"),
        ("link to its parent", "content/notes/up"),
        ("pipe", "content/notes/pipe.md"),
    ):
        put(kind, root, place)
    code, calls = traced(root, tmp_path / "temp", command)
    assert code == 1
    assert len(list(opened(calls))) > 100
    assert not [
        path for path, _ in opened(calls) if "outside" in Path(path).parts or "secret.md" in path
    ]
    linked = (
        "new.md",
        "sheet.pdf",
        "hazel-maths.vtt",
        "hazel-maths.mp4",
        "media.lock",
        "note.html",
    )
    followed = {
        path for path, flags in opened(calls) if path.endswith(linked) and "O_NOFOLLOW" not in flags
    }
    assert not followed
    assert not [path for path, _ in opened(calls) if path.endswith("pipe.md")]
