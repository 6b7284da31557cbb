"""Run a plan: make clips in parallel, report events, and return failures at the end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, as_completed
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial

from lessonbank.ffmpeg.errors import FfmpegError
from lessonbank.ffmpeg.program import Ffmpeg, locate
from lessonbank.ffmpeg.runner import CancelToken
from lessonbank.files.scratch import sweep
from lessonbank.media.clip import ClipMedia, media_of
from lessonbank.media.history import History
from lessonbank.media.job import ClipJob
from lessonbank.media.keys import Parts, rendition_parts
from lessonbank.media.planning import ClipPlan, Plan
from lessonbank.media.pools import Pool, PoolLostError, Threads, WorkerError
from lessonbank.media.recipe import RENDITIONS
from lessonbank.media.store import Store
from lessonbank.media.work import RecordingMissingError


@dataclass(frozen=True)
class JobStarted:
    """Work on a clip starts; `steps` are the steps to run.

    The first event of a run names the ffmpeg `program` and why it was chosen.
    """

    id: str
    steps: tuple[str, ...]
    program: str = field(default="", compare=False)


@dataclass(frozen=True)
class JobProgress:
    """The finished fraction of a clip's encoding, 0 to 1."""

    id: str
    fraction: float


@dataclass(frozen=True)
class JobFinished:
    """All files of a clip are in the store."""

    id: str


@dataclass(frozen=True)
class JobFailed:
    """A clip could not be made: the cause in a sentence, the fix, ffmpeg's last lines.

    `here` is True if the fault is this machine's: the recording or disk space is missing.
    """

    id: str
    cause: str
    fix: str
    log: tuple[str, ...] = ()
    here: bool = False


Event = JobStarted | JobProgress | JobFinished | JobFailed
Listener = Callable[[Event], None]
"""Called with one event at a time, from any thread."""


@dataclass(frozen=True)
class Settled:
    """The media of each clip that was made, and the failures of the others."""

    clips: Mapping[str, ClipMedia]
    failures: tuple[JobFailed, ...]


def settle(
    plan: Plan,
    *,
    workers: int | None = None,
    pool: Pool | None = None,
    find_ffmpeg: Callable[[], Ffmpeg] = locate,
    events: Listener | None = None,
    token: CancelToken | None = None,
) -> Settled:
    """Make the missing files of `plan` and return the media of all clips.

    Without a `pool`, use `workers` threads; cancelling `token` stops them. Raises
    FfmpegMissingError if there is work but no ffmpeg, and PoolLostError. Any other failure is
    returned as a value and does not affect other clips.
    """
    sweep(plan.store.root / "tmp")
    clips = at_hand(plan)
    todo = [clip for clip in plan.clips if clip.must_run]
    if not todo:
        return Settled(clips, ())
    pool = pool or Threads(find_ffmpeg(), workers, token or CancelToken())
    plan_run = _PlanRun(plan.store, pool, events)
    with plan_run.at_work():
        for wave in _waves(todo):
            plan_run.run(wave)
    made = {**clips, **plan_run.done}
    settled = [clip.job for clip in plan.clips if clip.job.id in made]
    history = History(plan.store.root)
    for job in settled:
        history.remember(job.id, _parts(job))
    failures = sorted(plan_run.failures, key=lambda failure: failure.id)
    return Settled({job.id: made[job.id] for job in settled}, tuple(failures))


def at_hand(plan: Plan) -> dict[str, ClipMedia]:
    """Return the media of the clips that are complete in the store."""
    return {clip.job.id: media_of(clip, plan.store) for clip in plan.clips if not clip.must_run}


def _parts(job: ClipJob) -> dict[str, Parts]:
    return {recipe.name: rendition_parts(job, recipe) for recipe in RENDITIONS}


def _waves(todo: Sequence[ClipPlan]) -> Iterator[list[ClipPlan]]:
    """Yield groups of clips without equal cuts; later groups reuse cuts of earlier ones."""
    rest = list(todo)
    while rest:
        leaders = {clip.cut: clip for clip in reversed(rest)}
        wave = [clip for clip in rest if any(clip is leader for leader in leaders.values())]
        yield wave
        rest = [clip for clip in rest if not any(clip is done for done in wave)]


class _PlanRun:
    """One run of a plan: its pool, finished clips and failures."""

    def __init__(self, store: Store, pool: Pool, events: Listener | None) -> None:
        self.done: dict[str, ClipMedia] = {}
        self.failures: list[JobFailed] = []
        self._store = store
        self._pool = pool
        self._program = pool.program
        self._listener = events
        self._running: set[str] = set()
        """Clips that the listener knows to have started."""
        self._one_at_a_time = threading.Lock()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Close the pool at the end; if the block is interrupted, cancel all work at once."""
        with ExitStack() as ending:
            ending.callback(self._pool.close)
            breaking_off = ending.enter_context(ExitStack())
            breaking_off.callback(self._pool.cancel)
            yield
            breaking_off.pop_all()  # Completed: do not cancel.

    def run(self, wave: Sequence[ClipPlan]) -> None:
        """Run the clips of a wave in parallel and collect the results."""
        futures = {self._submit(clip): clip.job for clip in wave}
        for future in as_completed(futures):
            self._take(futures[future], future)

    def _submit(self, clip: ClipPlan) -> Future[ClipMedia]:
        id_ = clip.job.id
        steps = tuple(step.name for step in clip.steps if step.must_run)
        program, self._program = self._program, ""
        started = partial(self._tell, JobStarted(id_, steps, program))
        return self._pool.submit(clip.job, self._store, started, partial(self._progress, id_))

    def _progress(self, id_: str, fraction: float) -> None:
        self._tell(JobProgress(id_, fraction))

    def _take(self, job: ClipJob, future: Future[ClipMedia]) -> None:
        try:
            self.done[job.id] = future.result()
        except PoolLostError:
            raise
        except FfmpegError as error:
            here = isinstance(error, RecordingMissingError | WorkerError)
            full = any(_FULL in line for line in error.tail)
            fix = _DISK if full else error.fix or _listen_to(job)
            self._fail(JobFailed(job.id, error.message, fix, error.tail, here=here or full))
        except OSError as error:
            cause = f"A file could not be written: {error}."
            self._fail(JobFailed(job.id, cause, _DISK, here=True))
        else:
            self._tell(JobFinished(job.id))

    def _fail(self, failure: JobFailed) -> None:
        self.failures.append(failure)
        self._tell(failure)

    def _tell(self, event: Event) -> None:
        """Tell the listener, in order: a clip starts once, and nothing follows its end."""
        if not self._listener:
            return
        with self._one_at_a_time:
            match event:
                case JobStarted() if event.id in self._running:
                    return  # Another worker begins again.
                case JobStarted():
                    self._running.add(event.id)
                case JobProgress() if event.id not in self._running:
                    return
                case JobFinished() | JobFailed():
                    if event.id not in self._running:
                        self._listener(JobStarted(event.id, ()))
                    self._running.discard(event.id)
            self._listener(event)


_FULL = "No space left on device"
"""ffmpeg's message about a full disk."""
_DISK = "Check that the disk has room and that the cache folder may be written."


def _listen_to(job: ClipJob) -> str:
    return (
        f"Play the recording from {job.start:g} to {job.end:g} seconds; if it stops there, "
        "export it again from where it came from, or move the clip."
    )
