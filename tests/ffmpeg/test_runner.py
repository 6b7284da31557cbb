"""Runs report progress and errors, and leave no process behind."""

from __future__ import annotations

import pickle
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lessonbank.ffmpeg.errors import FfmpegError, StoppedError
from lessonbank.ffmpeg.inputs import input_args
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.ffmpeg.runner import CancelToken, run

ENDLESS = ("-re", "-f", "lavfi", "-i", "testsrc2=s=64x64:r=25", "-f", "null", "-")
DRIVER = """
import sys
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.ffmpeg.runner import run
print("ready", flush=True)
run(Ffmpeg(sys.argv[1], ""), sys.argv[2:], timeout=120)
"""


def test_progress_rises_to_the_end(lesson: Path, ffmpeg: Ffmpeg) -> None:
    seen: list[float] = []
    args = ["-re", *input_args(lesson), "-f", "null", "-"]
    run(ffmpeg, args, timeout=60, duration=2.0, on_progress=seen.append)
    assert seen == sorted(seen)
    assert len(seen) > 2
    assert seen[-1] == pytest.approx(1.0, abs=0.05)


def test_an_error_quotes_ffmpeg(tmp_path: Path, ffmpeg: Ffmpeg) -> None:
    with pytest.raises(FfmpegError, match="No such file") as caught:
        run(ffmpeg, [*input_args(tmp_path / "gone.mp4"), "-f", "null", "-"], timeout=60)
    assert caught.value.tail
    assert "0x" not in caught.value.message


def test_an_error_survives_pickling() -> None:
    error = pickle.loads(pickle.dumps(FfmpegError("cause", fix="fix", tail=("a", "b"))))  # noqa: S301
    assert (error.message, error.fix, error.tail) == ("cause", "fix", ("a", "b"))


def test_long_output_does_not_block(lesson: Path, ffmpeg: Ffmpeg) -> None:
    """Far more than a pipe holds, on stderr, while stdout carries progress."""
    args = ["-loglevel", "trace", *input_args(lesson), "-vf", "showinfo", "-f", "null", "-"]
    lines = run(ffmpeg, args, timeout=60, keep=50)
    assert len(lines) == 50


def test_a_stuck_run_is_stopped(ffmpeg: Ffmpeg) -> None:
    with pytest.raises(FfmpegError, match="still running after 1 seconds"):
        run(ffmpeg, ENDLESS, timeout=1)


def test_a_cancelled_token_kills_running_and_later_processes(ffmpeg: Ffmpeg) -> None:
    token = CancelToken()
    threading.Timer(0.5, token.cancel).start()
    with pytest.raises(StoppedError):
        run(ffmpeg, ENDLESS, timeout=60, token=token)
    with pytest.raises(StoppedError):
        run(ffmpeg, ENDLESS, timeout=60, token=token)


@pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("setpriv"), reason="needs Linux with setpriv"
)
def test_ffmpeg_ends_with_its_parent(ffmpeg: Ffmpeg) -> None:
    driver = subprocess.Popen(
        [sys.executable, "-c", DRIVER, ffmpeg.path, *ENDLESS], stdout=subprocess.PIPE
    )
    with driver:
        assert driver.stdout
        assert driver.stdout.readline() == b"ready\n"
        child = _until(lambda: _children(driver.pid))[0]
        driver.send_signal(signal.SIGKILL)
    assert _until(lambda: not Path(f"/proc/{child}").exists() or _is_dead(child))


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    names = {child: Path(f"/proc/{child}/comm").read_text(encoding="ascii") for child in listed}
    return [int(child) for child, name in names.items() if "ffmpeg" in name]


def _is_dead(pid: int) -> bool:
    return ") Z " in Path(f"/proc/{pid}/stat").read_text(encoding="ascii")


def _until(condition: Callable[[], Any]) -> Any:
    """Wait up to ten seconds until the condition is true."""
    for _ in range(200):
        if truth := condition():
            return truth
        time.sleep(0.05)
    raise AssertionError("it did not come true")
