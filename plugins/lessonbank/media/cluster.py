"""A pool of machines: the workers of a Dask cluster."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from lessonbank.ffmpeg.runner import Progress
from lessonbank.files.scratch import lock_of, scratch
from lessonbank.media.clip import ClipMedia
from lessonbank.media.job import ClipJob
from lessonbank.media.pools import PoolLostError, WorkerError
from lessonbank.media.store import Store
from lessonbank.media.worker import FIX, Run, make_there

if TYPE_CHECKING:
    from distributed import Client

_ADDRESS = re.compile(r"dask://((?:[\w.-]+|\[[0-9A-Fa-f:]+\]):[0-9]{1,5})/?")
_PATIENCE = 20
"""Seconds to wait for the scheduler, and then for a first worker."""
_LOOK, _ALONE = 2.0, 120.0
"""Seconds between looks at the workers, and without any before the run ends."""
_SECRET = 16
"""Random bytes."""


class Cluster:
    """Makes clips on the workers of a cluster, through its executor.

    The scheduler gives the clip of a lost worker to another one, a few times at most.
    """

    program = ""

    def __init__(self, executor: Executor, run: Run) -> None:
        self._executor, self._run = executor, run
        self._heard: dict[str, tuple[Callable[[], None], Progress]] = {}
        """Listeners to each clip that is not finished."""

    def submit(
        self, job: ClipJob, store: Store, started: Callable[[], None], on_progress: Progress
    ) -> Future[ClipMedia]:
        self._heard[job.id] = started, on_progress
        theirs = self._executor.submit(_make, job, store, self._run)
        ours: Future[ClipMedia] = Future()
        theirs.add_done_callback(partial(self._finish, job.id, ours))
        return ours

    def cancel(self) -> None:
        """Withdraw clips that wait; workers see that the sign is gone and stop."""
        self._run.sign.unlink(missing_ok=True)
        self._executor.shutdown(wait=False)

    def close(self) -> None:
        """Leave the cluster to those who started it."""

    def hear(self, event: tuple[float, tuple[str, float]]) -> None:
        """Take a worker's report."""
        _, (id_, fraction) = event
        if id_ in self._heard:
            started, on_progress = self._heard[id_]
            started()
            on_progress(fraction)

    def _finish(self, id_: str, ours: Future[ClipMedia], theirs: Future[ClipMedia]) -> None:
        del self._heard[id_]
        if theirs.cancelled():
            ours.set_exception(PoolLostError(_LOST, fix=_AGAIN))
        elif error := theirs.exception():
            ours.set_exception(_in_words(error))
        else:
            ours.set_result(theirs.result())


@contextmanager
def cluster(address: str, store: Path) -> Iterator[Cluster]:
    """Use the cluster at `dask://HOST:PORT` for this store during the block.

    Raise WorkerError if it cannot be reached, or if its workers cannot make clips.
    """
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise WorkerError(f"'{address}' is no cluster: write it as dask://HOST:PORT.")
    with _connected(found[1]) as client, scratch(store / "tmp") as folder:
        run = _begun(store, folder)
        _require_workers(client, address)
        _require_able(client.run(_fault, run, on_error="return"))
        executor = client.get_executor(pure=False)  # type: ignore[no-untyped-call]
        pool = Cluster(executor, run)
        client.subscribe_topic(_topic(run), pool.hear)  # type: ignore[no-untyped-call]
        with _watched(client, pool):
            yield pool


@contextmanager
def _connected(host: str) -> Iterator[Client]:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise WorkerError(_NOT_INSTALLED, fix=_INSTALL) from error
    _silence()
    try:
        client = Client(  # type: ignore[no-untyped-call]
            f"tcp://{host}", timeout=_PATIENCE, set_as_default=False
        )
    except OSError as error:
        raise WorkerError(f"No scheduler answers at dask://{host}.", fix=_START) from error
    with client:
        yield client


def _silence() -> None:
    """Drop messages for those who run the cluster: what matters to users is raised."""
    for name in ("distributed", *logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _begun(store: Path, folder: Path) -> Run:
    run = Run(store, folder / "run", lock_of(folder), secrets.token_hex(_SECRET))
    run.sign.write_text(run.secret, encoding="ascii")
    return run


def _require_workers(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        raise WorkerError(f"The cluster at {address} has no workers.", fix=_START) from error


def _require_able(faults: Mapping[str, str | Exception | None]) -> None:
    """Raise WorkerError that names each fault, with the first worker that has it."""
    workers: dict[str, list[str]] = defaultdict(list)
    for worker, fault in sorted(faults.items()):
        if fault is not None:
            workers[fault if isinstance(fault, str) else _NO_LESSONBANK].append(worker)
    if workers:
        said = "; ".join(f"{_counted(names)} {fault}" for fault, names in workers.items())
        raise WorkerError(f"{said[0].upper()}{said[1:].rstrip('.')}.", fix=FIX)


@contextmanager
def _watched(client: Client, pool: Cluster) -> Iterator[None]:
    """Cancel the pool if no worker is there for a while, as the scheduler would wait for ever."""
    ended = Event()

    def watch() -> None:
        last = time.monotonic()
        while not ended.wait(_LOOK):
            try:
                there = client.ncores()  # type: ignore[no-untyped-call]
                last = time.monotonic() if there else last
            except OSError:
                return  # Without a scheduler the client cancels everything itself.
            if time.monotonic() - last > _ALONE:
                pool.cancel()
                return

    watcher = Thread(target=watch, name="cluster", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join(_LOOK)


def _counted(names: list[str]) -> str:
    more = len(names) - 1
    return f"the worker {names[0]}{f' (and {more} more)' if more else ''}"


def _fault(run: Run) -> str | None:
    return run.fault()


def _make(job: ClipJob, store: Store, run: Run) -> ClipMedia:
    """Make a clip on a worker."""
    from distributed import get_worker  # noqa: PLC0415 - only workers need it here

    tell = partial(get_worker().log_event, _topic(run))
    return make_there(job, store, run, lambda id_, fraction: tell((id_, fraction)))


def _topic(run: Run) -> str:
    return f"lessonbank-{run.secret}"


def _in_words(error: BaseException) -> BaseException:
    """Return a WorkerError for an error of the cluster, and any other as it is."""
    from distributed.scheduler import KilledWorker  # noqa: PLC0415 - loaded by now

    if isinstance(error, KilledWorker):
        tries = error.allowed_failures + 1
        return WorkerError(f"The {tries} workers that tried to make it were lost.", fix=_MEMORY)
    if isinstance(error, ImportError):
        return WorkerError(f"A worker {_NO_LESSONBANK}.", fix=FIX)
    return error


_NO_LESSONBANK = "does not have lessonbank, or does not answer"
_NOT_INSTALLED = "This machine cannot use clusters."
_INSTALL = "Install Dask: pip install 'lessonbank[dask]'"
_START = "Start `dask scheduler` and `dask worker`, and check the host and the port."
_LOST = "The cluster was lost: it has no workers, or its scheduler does not answer."
_AGAIN = "Run the same command again: finished clips are kept."
_MEMORY = "Look at the log of the workers; give them more memory, or fewer threads."
