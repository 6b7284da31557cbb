"""Encode the clips of a preview in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Condition, Thread

from lessonbank.ffmpeg.errors import FfmpegMissingError
from lessonbank.ffmpeg.runner import CancelToken
from lessonbank.files.fingerprint import Stamp
from lessonbank.files.os_errors import describe_os_error
from lessonbank.media import ClipJob, Plan, Store, plan
from lessonbank.media.settling import JobFailed, Listener, Settled, at_hand, settle


@dataclass(frozen=True, slots=True)
class _Failure:
    """A failed clip, and the `stamp` of its recording at that time."""

    job: ClipJob
    stamp: Stamp | None
    why: JobFailed

    @property
    def holds(self) -> bool:
        """Return whether nothing has changed since the failure."""
        return _stamp(self.job) == self.stamp


@dataclass(frozen=True, slots=True)
class _Turn:
    """The clip that is being encoded."""

    job: ClipJob
    store: Store
    token: CancelToken


class Background:
    """One thread that encodes clips one at a time, to leave the processor to the pages.

    It lives as long as the preview and remembers from build to build what succeeded and failed.
    """

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._thread = Thread(target=self._work, name="encoding", daemon=True)
        self._changed = Condition()
        """Guards the fields below."""
        self._wanted: list[ClipJob] = []
        self._failures: list[_Failure] = []
        self._store: Store
        self._turn: _Turn | None = None
        self._ended = False
        self._on_made: Callable[[], None]

    def settle(self, plan_: Plan) -> Settled:
        """Return finished and failed clips at once; queue the rest of the plan."""
        missing = [clip.job for clip in plan_.clips if clip.must_run]
        with self._changed:
            self._store = plan_.store
            self._failures = [f for f in self._failures if f.job in missing and f.holds]
            failed = [failure.job for failure in self._failures]
            self._want([job for job in missing if job not in failed])
            failures = tuple(failure.why for failure in self._failures)
        return Settled(at_hand(plan_), failures)

    def start(self, on_made: Callable[[], None]) -> None:
        """Start the thread. It calls `on_made` after each clip, encoded or failed."""
        self._on_made = on_made
        self._thread.start()

    def stop(self) -> None:
        """Stop all work at once."""
        with self._changed:
            self._ended = True
            self._want([])
        if self._thread.is_alive():
            self._thread.join()

    def _want(self, jobs: Sequence[ClipJob]) -> None:
        """Queue new clips first; cancel a clip that is no longer needed."""
        known = [job for job in self._wanted if job in jobs]
        self._wanted = [*(job for job in jobs if job not in known), *known]
        if self._turn and not any(_one_cut(self._turn.job, job) for job in jobs):
            self._turn.token.cancel()
        self._changed.notify_all()

    def _work(self) -> None:
        while turn := self._next():
            failures = self._make(turn)
            with self._changed:
                self._turn = None
                if turn.token.cancelled:
                    continue
                self._wanted = [job for job in self._wanted if job != turn.job]
                self._failures += failures
            self._on_made()

    def _next(self) -> _Turn | None:
        """Wait for the next clip; return None after `stop`."""
        with self._changed:
            self._changed.wait_for(lambda: self._wanted or self._ended)
            if not self._ended:
                self._turn = _Turn(self._wanted[0], self._store, CancelToken())
            return self._turn

    def _make(self, turn: _Turn) -> list[_Failure]:
        stamp = _stamp(turn.job)
        try:
            todo = plan([turn.job], turn.store)
            settled = settle(todo, workers=1, events=self._listener, token=turn.token)
        except FfmpegMissingError as error:
            why = JobFailed(turn.job.id, error.message, error.fix)
            return [_Failure(turn.job, stamp, why)]
        except OSError as error:
            why = JobFailed(turn.job.id, "A file could not be written.", describe_os_error(error))
            return [_Failure(turn.job, stamp, why)]
        return [_Failure(turn.job, stamp, why) for why in settled.failures]


def _one_cut(one: ClipJob, other: ClipJob) -> bool:
    """Return whether two jobs cut the same footage, apart from their stills."""
    return _cut(one) == _cut(other)


def _cut(job: ClipJob) -> tuple[object, ...]:
    return job.source, job.start, job.end, job.redactions


def _stamp(job: ClipJob) -> Stamp | None:
    try:
        return Stamp.of(job.source.path) if job.source.path else None
    except OSError:
        return None
