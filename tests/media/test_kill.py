"""A build after killed ones gives the same result as an undisturbed one."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.media.job import ClipJob
from lessonbank.media.planning import plan
from lessonbank.media.settling import settle
from lessonbank.media.store import Store

Clip = Callable[..., ClipJob]

KILLS = int(os.environ.get("LESSONBANK_KILLS", "3"))
"""The number of builds to kill, each a little later."""

DRIVER = """
import pickle, sys
from pathlib import Path
from lessonbank.media.planning import plan
from lessonbank.media.settling import settle
from lessonbank.media.store import Store

jobs = pickle.loads(Path(sys.argv[1]).read_bytes())
print("planned", flush=True)
settle(plan(jobs, Store(Path(sys.argv[2]))), events=lambda event: print(event, flush=True))
print("settled", flush=True)
"""

MORTAL = """#!{python}
# As ffmpeg, but killed in the middle of encoding.
import os, subprocess, sys, time
if "libx264" not in sys.argv:
    os.execv("{ffmpeg}", ["{ffmpeg}", *sys.argv[1:]])
encoder = subprocess.Popen(["{ffmpeg}", *sys.argv[1:]])
time.sleep(0.15)
encoder.kill()
encoder.wait()
os.kill(os.getpid(), 9)
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")


@pytest.fixture(scope="module")
def jobs(lesson: Path, clip: Clip) -> list[ClipJob]:
    return [
        clip(lesson, 0, 3, id="a", stills=(0.5, 1.5)),
        clip(lesson, 1, 3, id="b", stills=(1.0,)),
        clip(lesson, 2, 3, id="c"),
    ]


def files(root: Path) -> dict[str, bytes]:
    found = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def start(jobs: list[ClipJob], folder: Path) -> subprocess.Popen[str]:
    """Build in another process; it prints a line when anything happens."""
    told = folder / "jobs.pickle"
    told.write_bytes(pickle.dumps(jobs))
    command = [sys.executable, "-c", DRIVER, str(told), str(folder / "store")]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def unfinished(store: Store) -> bool:
    """Return whether a clip is being made."""
    return any(path.is_file() for path in store.root.glob("tmp/run-*/*"))


def test_killed_builds_end_as_an_undisturbed_one(jobs: list[ClipJob], tmp_path: Path) -> None:
    undisturbed = Store(tmp_path / "undisturbed")
    settle(plan(jobs, undisturbed))
    caught_in_the_act = 0
    for number in range(KILLS):
        folder = tmp_path / str(number)
        folder.mkdir()
        with start(jobs, folder) as build:
            assert build.stdout
            while "JobStarted" not in build.stdout.readline():
                assert build.poll() is None
            store = Store(folder / "store")
            while not unfinished(store) and build.poll() is None:
                time.sleep(0.005)
            time.sleep(0.6 * number / KILLS)
            build.send_signal(signal.SIGKILL)
        caught_in_the_act += unfinished(store)
        settle(plan(jobs, store))
        assert files(store.root) == files(undisturbed.root)
    assert caught_in_the_act


def test_a_killed_ffmpeg_fails_only_its_clip(
    jobs: list[ClipJob], tmp_path: Path, ffmpeg: Ffmpeg
) -> None:
    undisturbed = Store(tmp_path / "undisturbed")
    settle(plan(jobs[:1], undisturbed))
    mortal = tmp_path / "ffmpeg"
    mortal.write_text(MORTAL.format(python=sys.executable, ffmpeg=ffmpeg.path), encoding="utf-8")
    mortal.chmod(0o755)
    store = Store(tmp_path / "store")
    failed = settle(plan(jobs[:1], store), find_ffmpeg=lambda: Ffmpeg(str(mortal), ffmpeg.version))
    assert [failure.id for failure in failed.failures] == ["a"]
    assert not list((store.root / "tmp").iterdir())
    settle(plan(jobs[:1], store))
    assert files(store.root) == files(undisturbed.root)
