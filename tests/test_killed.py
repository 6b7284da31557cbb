"""A build that is killed repeatedly does no harm."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from projects import make_film, write_project
from sites import TODAY, built, digests, program, run, state

KILLS = 10

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills a group of processes")


def kill_when_encoding(root: Path, patience: float) -> None:
    """Start a build; kill it and its processes after `patience` seconds of encoding."""
    build = subprocess.Popen(
        [program("lessonbank"), "build", "--today", TODAY],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    workshop = root / ".cache/media/tmp"
    while build.poll() is None and not any(workshop.rglob("*.mp4")):
        time.sleep(0.005)
    time.sleep(patience)
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()


def test_the_finished_site_matches_that_of_an_uninterrupted_build(tmp_path: Path) -> None:
    calm = write_project(tmp_path / "calm", film=False)
    make_film(calm / "media/lesson.mp4", 10, size="1280x720")
    run(calm, "lessonbank", "media", "--lock")
    disturbed = Path(shutil.copytree(calm, tmp_path / "disturbed"))
    before = digests(disturbed)
    for kill in range(KILLS):
        kill_when_encoding(disturbed, kill * 0.07)
        shutil.rmtree(disturbed / ".cache/media/actions", ignore_errors=True)  # All to do again.
        assert not (disturbed / "build/site").exists()
    assert digests(built(disturbed)) == digests(built(calm))
    shutil.rmtree(disturbed / "build")
    left = {name for name in state(disturbed) if not name.startswith(".cache/media/objects/")}
    cache = {name for name in state(calm) if name.startswith(".cache/")}
    assert left - set(before) <= cache
    assert not any((disturbed / ".cache/media/tmp").glob("*"))
