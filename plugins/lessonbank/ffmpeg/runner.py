"""Run ffmpeg: report progress, raise typed errors and leave no process behind."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import IO

from lessonbank.ffmpeg.errors import FfmpegError, StoppedError
from lessonbank.ffmpeg.inputs import LIMITS, Limits
from lessonbank.ffmpeg.program import Ffmpeg

Progress = Callable[[float], None]
"""Called with the finished fraction of a run, 0 to 1."""

_PROGRESS = ("-progress", "pipe:1")
_LINE = 4096
_TAIL = 12
_ADDRESS = re.compile(r"^\[[^\]]* @ 0x[0-9a-f]+\] ")


class CancelToken:
    """Cancels every ffmpeg process that watches it, at once and from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self.cancelled = False

    def cancel(self) -> None:
        """Kill running processes, and those that start later."""
        with self._lock:
            self.cancelled = True
            for process in self._running:
                process.kill()

    @contextmanager
    def watch(self, process: subprocess.Popen[bytes]) -> Iterator[None]:
        """Kill `process` on cancellation while the block runs."""
        with self._lock:
            self._running.add(process)
            if self.cancelled:
                process.kill()
        try:
            yield
        finally:
            with self._lock:
                self._running.discard(process)


def run(
    ffmpeg: Ffmpeg,
    args: Sequence[str],
    *,
    timeout: float,
    duration: float | None = None,
    frames: int | None = None,
    on_progress: Progress | None = None,
    token: CancelToken | None = None,
    limits: Limits = LIMITS,
    keep: int = 200,
) -> list[str]:
    """Run ffmpeg and return the last `keep` lines it wrote to stderr.

    `timeout` is in seconds of wall time. Pass the output's length, as a `duration` in seconds or
    a number of `frames`, so that `on_progress` gets fractions. Raises FfmpegError, or StoppedError
    if `token` is cancelled.
    """
    command = [*_with_parent(), ffmpeg.path, "-nostdin", "-hide_banner", "-nostats", *_PROGRESS]
    process = subprocess.Popen(  # noqa: S603  no shell; inputs are `file:` URLs
        [*command, *args],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    token = token or CancelToken()
    whole = {"out_time_us": (duration or 0.0) * 1e6, "frame": float(frames or 0)}
    with token.watch(process):
        lines, timed_out = _attend(process, timeout, keep, limits, _reporter(whole, on_progress))
    if token.cancelled:
        raise StoppedError("The work was cancelled.")
    if timed_out:
        raise FfmpegError(
            f"ffmpeg was still running after {timeout:.0f} seconds and was stopped.",
            fix="Check that the file plays to its end; try a shorter clip.",
            tail=tuple(lines)[-_TAIL:],
        )
    if process.returncode < 0:
        raise FfmpegError(
            f"ffmpeg crashed (signal {-process.returncode}).",
            fix="Try another ffmpeg: the one of imageio-ffmpeg reads what others crash on.",
            tail=tuple(lines)[-_TAIL:],
        )
    if process.returncode:
        raise FfmpegError(_cause(lines), tail=tuple(lines)[-_TAIL:])
    return lines


def _attend(
    process: subprocess.Popen[bytes],
    timeout: float,
    keep: int,
    limits: Limits,
    report: Callable[[str], None],
) -> tuple[list[str], bool]:
    """Read both pipes until the process ends; return its stderr and whether it timed out."""
    kept: deque[str] = deque(maxlen=keep)
    expired = threading.Event()

    def expire() -> None:
        expired.set()
        process.kill()

    watchdog = threading.Timer(timeout, expire)
    drain = threading.Thread(target=_each_line, args=(process.stderr, kept.append), daemon=True)
    try:
        _limit_memory(process.pid, limits.memory)
        watchdog.start()
        drain.start()
        _each_line(process.stdout, report)
        process.wait()
        drain.join()
    finally:
        watchdog.cancel()
        process.kill()
        process.wait()
    return list(kept), expired.is_set()


def _each_line(pipe: IO[bytes] | None, use: Callable[[str], object]) -> None:
    """Pass each line to `use`, truncated: a file may hold a title of a megabyte."""
    if pipe is None:
        return
    with pipe:
        while line := pipe.readline(_LINE):
            use(line.decode("utf-8", "replace").rstrip("\r\n"))


def _reporter(whole: Mapping[str, float], on_progress: Progress | None) -> Callable[[str], None]:
    """Return a reader of ffmpeg's `key=value` progress lines that reports fractions of `whole`."""

    def report(line: str) -> None:
        key, _, value = line.partition("=")
        if on_progress and whole.get(key) and value.strip().lstrip("-").isdigit():
            on_progress(min(1.0, max(0.0, int(value) / whole[key])))

    return report


def _cause(lines: Sequence[str]) -> str:
    """Return the first line that gives a cause; the last ones only report the failure."""
    telling = [line for line in lines if "rror" in line or "nvalid" in line or "not " in line]
    said = (telling or list(lines) or ["it said nothing"])[0]
    return f"ffmpeg failed: {_ADDRESS.sub('', said).strip()}"


@lru_cache(maxsize=1)
def _with_parent() -> tuple[str, ...]:
    """Return a command prefix that kills ffmpeg with its parent, if the system has one."""
    setpriv = shutil.which("setpriv") if sys.platform == "linux" else None
    if setpriv is None:
        return ()
    prefix = (setpriv, "--pdeathsig", "KILL", "--")
    # Small systems have a `setpriv` without this option.
    tried = subprocess.run([*prefix, "true"], capture_output=True, check=False)  # noqa: S603
    return () if tried.returncode else prefix


def _limit_memory(pid: int, memory: int) -> None:
    """Limit the address space of a running process, in bytes, if the system can."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  POSIX only

        try:
            resource.prlimit(pid, resource.RLIMIT_AS, (memory, memory))
        except (ProcessLookupError, PermissionError):
            return  # The process has ended, or a container forbids this limit; the others apply.
