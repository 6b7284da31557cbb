"""The work of one machine of a cluster: it makes clips in a store that all machines share."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lessonbank import __version__
from lessonbank.ffmpeg.errors import FfmpegMissingError
from lessonbank.ffmpeg.program import locate
from lessonbank.ffmpeg.runner import CancelToken
from lessonbank.files.locked_files import is_in_use
from lessonbank.media.clip import ClipMedia
from lessonbank.media.job import ClipJob
from lessonbank.media.pools import WorkerError
from lessonbank.media.store import Store
from lessonbank.media.work import settle_clip

_PAUSE = 0.5
"""Seconds between two reports of progress."""

Report = Callable[[str, float], None]
"""Called with a clip's id and its finished fraction."""


@dataclass(frozen=True)
class Run:
    """A run of `lessonbank media`, as its workers know it.

    `lock` is a file in the store that is locked until the run ends; the file `sign` beside it holds
    the secret. So a worker can tell whether it sees the same folder.
    """

    store: Path
    sign: Path
    lock: Path
    secret: str
    version: str = __version__

    @property
    def is_over(self) -> bool:
        """Is true once the run has ended or was interrupted."""
        return not self.sign.exists()

    def fault(self) -> str | None:
        """Return why this machine cannot work for the run, as the end of a sentence, or None."""
        if __version__ != self.version:
            return f"has lessonbank {__version__}, and {self.version} is needed"
        try:
            seen = self.sign.read_text(encoding="ascii")
        except (OSError, UnicodeError):
            seen = ""
        if seen != self.secret:
            return f"does not see the same folder {self.store}"
        if not is_in_use(self.lock):
            return f"does not see who uses {self.store}, since its disk has no locks for machines"
        try:
            locate()
        except FfmpegMissingError as error:
            return f"cannot make films: {error.message}"
        return None


def make_there(job: ClipJob, store: Store, run: Run, report: Report) -> ClipMedia:
    """Make the missing files of a clip, until the run is over. Raises FfmpegError."""
    if fault := run.fault():
        raise WorkerError(f"A worker {fault}.", fix=FIX)
    token, last = CancelToken(), time.monotonic()

    def on_progress(fraction: float) -> None:
        nonlocal last
        if time.monotonic() - last < _PAUSE:
            return
        last = time.monotonic()
        if run.is_over:
            token.cancel()
        report(job.id, fraction)

    report(job.id, 0.0)
    return settle_clip(job, store, locate(), on_progress, token)


FIX = (
    "Give each worker the same version of lessonbank, ffmpeg, and the bank's folder at the same"
    " path on a shared disk with locks, such as NFS 4."
)
