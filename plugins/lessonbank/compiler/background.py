"""Making the clips of a preview while its pages are read already."""

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
    """A clip that could not be made from a recording that looked like `stamp`."""

    job: ClipJob
    stamp: Stamp | None
    why: JobFailed

    @property
    def holds(self) -> bool:
        """Whether there is no reason to try again."""
        return _stamp(self.job) == self.stamp


@dataclass(frozen=True, slots=True)
class _Turn:
    """The clip that is being made."""

    job: ClipJob
    store: Store
    token: CancelToken


class Background:
    """One thread that makes clips one at a time: a machine that previews has pages to build too.

    It lives as long as the preview and knows from build to build what is made and what failed.
    """

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._thread = Thread(target=self._work, name="encoding", daemon=True)
        self._changed = Condition()
        """Held by whoever looks at what follows."""
        self._wanted: list[ClipJob] = []
        self._failures: list[_Failure] = []
        self._store: Store
        self._turn: _Turn | None = None
        self._ended = False
        self._on_made: Callable[[], None]

    def settle(self, plan_: Plan) -> Settled:
        """What is made and what is known to fail, at once; the rest of the plan is taken on."""
        missing = [clip.job for clip in plan_.clips if clip.must_run]
        with self._changed:
            self._store = plan_.store
            self._failures = [f for f in self._failures if f.job in missing and f.holds]
            failed = [failure.job for failure in self._failures]
            self._want([job for job in missing if job not in failed])
            failures = tuple(failure.why for failure in self._failures)
        return Settled(at_hand(plan_), failures)

    def start(self, on_made: Callable[[], None]) -> None:
        """Begin; `on_made` is called in the thread whenever a clip is made, or cannot be."""
        self._on_made = on_made
        self._thread.start()

    def stop(self) -> None:
        """End all work at once."""
        with self._changed:
            self._ended = True
            self._want([])
        if self._thread.is_alive():
            self._thread.join()

    def _want(self, jobs: Sequence[ClipJob]) -> None:
        """What the author has just changed comes first; a cut that nobody wants is given up."""
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
        """Wait for a clip to be wanted; None when all is over."""
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
    """Whether both are made of the same footage, whatever stills they want of it."""
    return _cut(one) == _cut(other)


def _cut(job: ClipJob) -> tuple[object, ...]:
    return job.source, job.start, job.end, job.redactions


def _stamp(job: ClipJob) -> Stamp | None:
    try:
        return Stamp.of(job.source.path) if job.source.path else None
    except OSError:
        return None
