"""Pools: where the clips of a plan are made."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from lessonbank.ffmpeg.errors import FfmpegError
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.ffmpeg.runner import CancelToken, Progress
from lessonbank.media.clip import ClipMedia
from lessonbank.media.job import ClipJob
from lessonbank.media.store import Store
from lessonbank.media.work import settle_clip


class WorkerError(FfmpegError):
    """A worker was lost, or cannot make clips."""


class PoolLostError(FfmpegError):
    """Every worker of a pool was lost, so the whole run ends."""


class Pool(Protocol):
    """Makes several clips at once.

    `program` names the ffmpeg that it uses, if there is one for all.
    """

    program: str

    def submit(
        self, job: ClipJob, store: Store, started: Callable[[], None], on_progress: Progress
    ) -> Future[ClipMedia]:
        """Make a clip as soon as a worker is free. Call `started` then, or before."""

    def cancel(self) -> None:
        """Stop all work at once."""

    def close(self) -> None:
        """Release the workers that are the pool's own."""


class Threads:
    """Threads of this process, one for each core by default. Cancelling `token` stops them."""

    def __init__(self, ffmpeg: Ffmpeg, workers: int | None, token: CancelToken) -> None:
        self.program = f"{ffmpeg.version} ({ffmpeg.chosen})" if ffmpeg.chosen else ""
        self._ffmpeg, self._token = ffmpeg, token
        self._executor = ThreadPoolExecutor(workers or os.cpu_count() or 1)

    def submit(
        self, job: ClipJob, store: Store, started: Callable[[], None], on_progress: Progress
    ) -> Future[ClipMedia]:
        def make() -> ClipMedia:
            started()
            return settle_clip(job, store, self._ffmpeg, on_progress, self._token)

        return self._executor.submit(make)

    def cancel(self) -> None:
        self._token.cancel()

    def close(self) -> None:
        self._executor.shutdown(cancel_futures=True)
