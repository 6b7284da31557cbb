"""A Dask cluster makes the same media as threads, whatever happens to its machines."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from distributed.scheduler import KilledWorker

from lessonbank.cli import main
from lessonbank.ffmpeg.errors import FfmpegError, FfmpegMissingError
from lessonbank.files.scratch import scratch
from lessonbank.media import cluster as clusters
from lessonbank.media import worker as workers_module
from lessonbank.media.cluster import Cluster
from lessonbank.media.job import ClipJob
from lessonbank.media.planning import plan
from lessonbank.media.pools import PoolLostError, WorkerError
from lessonbank.media.settling import Event, JobFinished, JobProgress, JobStarted, settle
from lessonbank.media.store import Store
from lessonbank.media.worker import Run
from once import once
from projects import write_project
from sites import TODAY, digests, program, run

Clip = Callable[..., ClipJob]
MEDIA = ".cache/media"

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="it looks for processes in /proc")


def dask(folder: Path, *args: str) -> subprocess.Popen[bytes]:
    with (folder / f"{args[0]}.log").open("ab") as log:
        return subprocess.Popen([program("dask"), *args], cwd=folder, stdout=log, stderr=log)


@pytest.fixture(scope="module")
def machines(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Yield the address of a scheduler and its two workers, each a process of its own."""
    folder = tmp_path_factory.mktemp("cluster")
    found = folder / "scheduler.json"
    quiet = ("--no-dashboard", "--scheduler-file", str(found))
    at_home = ("--host", "127.0.0.1")
    with ExitStack() as ending:
        started = []
        for args in (
            ("scheduler", *quiet, *at_home, "--port", "0", "--no-jupyter"),
            *[("worker", *quiet, *at_home, "--nthreads", "1", "--no-nanny")] * 2,
        ):
            process = dask(folder, *args)
            ending.callback(process.wait)
            ending.callback(process.kill)
            started.append(process)
            while not (found.exists() and found.read_bytes().rstrip().endswith(b"}")):
                assert process.poll() is None
                time.sleep(0.05)
        address = json.loads(found.read_bytes())["address"]
        yield address.replace("tcp://", "dask://"), started[1:]


def write_made(root: Path) -> None:
    """Write a bank whose media was made by threads."""
    write_project(root)
    for args in (("--lock",), ("--today", TODAY)):
        assert run(root, "lessonbank", "media", *args).returncode == 0


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "bank with media", write_made)


@pytest.fixture
def bank(made: Path, tmp_path: Path) -> Path:
    """Return a copy of the bank without its media."""
    root = Path(shutil.copytree(made, tmp_path / "bank"))
    shutil.rmtree(root / MEDIA)
    return root


def media(bank: Path, address: str) -> subprocess.Popen[str]:
    command = [program("lessonbank"), "media", "--today", TODAY, "--on", address]
    return subprocess.Popen(
        command, cwd=bank, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def films(bank: Path) -> dict[str, str]:
    """Return the digests of what was made, by path."""
    return {
        f"{folder}/{path}": digest
        for folder in ("actions", "objects")
        for path, digest in digests(bank / MEDIA / folder).items()
    }


def children(process: subprocess.Popen[bytes]) -> list[int]:
    """Return the processes that a process has started."""
    tasks = Path(f"/proc/{process.pid}/task")
    try:
        return [
            int(pid) for each in tasks.iterdir() for pid in (each / "children").read_text().split()
        ]
    except OSError:
        return []


def busy(bank: Path, workers: list[subprocess.Popen[bytes]]) -> subprocess.Popen[bytes]:
    """Wait until a film is being written; return the worker that does it."""
    end = time.monotonic() + 300
    while time.monotonic() < end:
        if [*(bank / MEDIA).glob("tmp/run-*/*.mp4")]:
            for worker in workers:
                if children(worker):
                    return worker
        time.sleep(0.02)
    pytest.fail("no worker began")


def test_a_cluster_gives_the_same_bytes_as_threads(
    machines: tuple[str, list[subprocess.Popen[bytes]]], bank: Path, made: Path
) -> None:
    with media(bank, machines[0]) as client:
        said, told = client.communicate()
    assert (client.returncode, sorted(told.splitlines())) == (
        0,
        ["Encoded first", "Encoded second"],
    )
    assert "The media of 2 clips is in" in said
    assert films(bank) == films(made)
    again = run(bank, "lessonbank", "media", "--today", TODAY, "--on", machines[0])
    assert (again.returncode, again.stderr) == (0, "")


@on_linux
def test_an_interrupt_stops_the_workers_and_leaves_nothing(
    machines: tuple[str, list[subprocess.Popen[bytes]]], bank: Path
) -> None:
    address, workers = machines
    with media(bank, address) as client:
        busy(bank, workers)
        client.send_signal(signal.SIGINT)
        _, told = client.communicate()
    assert client.returncode == 1
    assert "Traceback" not in told
    end = time.monotonic() + 120
    while [*(bank / MEDIA / "tmp").iterdir()] and time.monotonic() < end:
        time.sleep(0.05)
    assert not [*(bank / MEDIA / "tmp").iterdir()]
    assert not any(map(children, workers))


@on_linux
def test_a_lost_worker_costs_a_retry_and_not_the_run(
    machines: tuple[str, list[subprocess.Popen[bytes]]], bank: Path, made: Path
) -> None:
    """The last test with the two machines: one of them is gone after it."""
    address, workers = machines
    with media(bank, address) as client:
        busy(bank, workers).kill()
        said, told = client.communicate()
    assert client.returncode == 0, told
    assert "The media of 2 clips is in" in said
    assert films(bank) == films(made)


def stray(monkeypatch: pytest.MonkeyPatch, bank: Path, *args: str) -> str:
    """Run the command, which must end with one sentence about the cluster."""
    monkeypatch.setattr(clusters, "_PATIENCE", 0.5)
    monkeypatch.chdir(bank)
    done = CliRunner().invoke(main, ["media", "--today", TODAY, *args])
    assert done.exit_code == 1
    assert done.output.count("\n") == 1
    return done.output


def test_a_cluster_that_does_not_answer_is_said(
    monkeypatch: pytest.MonkeyPatch, bank: Path
) -> None:
    said = stray(monkeypatch, bank, "--on", "dask://127.0.0.1:1")
    assert "No scheduler answers at dask://127.0.0.1:1. Start `dask scheduler`" in said


@pytest.mark.parametrize(
    "address", ["127.0.0.1:8786", "tcp://host:1", "dask://host", "dask:///", ""]
)
def test_an_address_is_read_strictly(address: str, store: Store) -> None:
    with pytest.raises(WorkerError, match="is no cluster"), clusters.cluster(address, store.root):
        pass


def test_a_machine_without_dask_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, bank: Path
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "pip install 'lessonbank[dask]'" in stray(monkeypatch, bank, "--on", "dask://host:1")


@pytest.fixture
def here(store: Store) -> Iterator[Run]:
    """Yield a run of this machine."""
    with scratch(store.root / "tmp") as folder:
        yield clusters._begun(store.root, folder)


def test_a_worker_says_why_it_cannot_work(here: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert here.fault() is None
    unlocked = here.sign.with_name("unlocked")
    unlocked.touch()
    faults = {
        "has lessonbank": replace(here, version="0.0.1"),
        "the same folder": replace(here, secret="0" * 32),
        "not see the same": replace(here, sign=here.sign.with_name("absent")),
        **({} if sys.platform == "win32" else {"no locks": replace(here, lock=unlocked)}),
    }
    for said, other in faults.items():
        assert said in (other.fault() or "")

    def none() -> None:
        raise FfmpegMissingError("There is no ffmpeg on this machine.")

    monkeypatch.setattr(workers_module, "locate", none)
    assert here.fault() == "cannot make films: There is no ffmpeg on this machine."


def test_every_fault_is_named_once() -> None:
    clusters._require_able({"tcp://a": None})
    with pytest.raises(WorkerError) as error:
        clusters._require_able(
            {
                "tcp://a": "is slow",
                "tcp://b": ModuleNotFoundError("x"),
                "tcp://c": "is slow",
                "tcp://d": OSError("x"),
            }
        )
    assert error.value.message == (
        "The worker tcp://a (and 1 more) is slow; the worker tcp://b (and 1 more) does not have"
        " lessonbank, or does not answer."
    )


class Pretended(Executor):
    """An executor whose jobs end as the test says."""

    def __init__(self, ends: Callable[[Future[object]], object]) -> None:
        self._ends = ends

    def submit(self, *_: object, **__: object) -> Future[object]:  # type: ignore[override]
        future: Future[object] = Future()
        self._ends(future)
        return future


def lost(future: Future[object]) -> None:
    future.cancel()
    future.set_running_or_notify_cancel()


ENDS: dict[str, tuple[Callable[[Future[object]], object], str, bool]] = {
    "workers killed": (
        lambda future: future.set_exception(KilledWorker("clip", "a worker", 3)),  # type: ignore[arg-type]
        "The 4 workers that tried to make it were lost.",
        True,
    ),
    "no lessonbank": (
        lambda future: future.set_exception(ModuleNotFoundError("lessonbank")),
        "does not have lessonbank",
        True,
    ),
    "faulty film": (
        lambda future: future.set_exception(FfmpegError("It stops.", fix="Cut it.")),
        "It stops.",
        False,
    ),
    "full disk": (
        lambda future: future.set_exception(OSError(28, "No space left on device")),
        "could not be written",
        True,
    ),
}


@pytest.mark.parametrize(("ends", "said", "is_here"), ENDS.values(), ids=ENDS)
def test_what_fails_is_a_failure_of_its_clip(
    ends: Callable[[Future[object]], object],
    said: str,
    is_here: bool,  # noqa: FBT001
    here: Run,
    lesson: Path,
    clip: Clip,
) -> None:
    events: list[Event] = []
    planned = plan([clip(lesson)], Store(here.store))
    settled = settle(planned, pool=Cluster(Pretended(ends), here), events=events.append)
    (failure,) = settled.failures
    assert events == [JobStarted("lesson", ()), failure], "a clip that never began"
    assert said in failure.cause
    assert failure.fix
    assert failure.here is is_here


def test_a_lost_cluster_ends_the_run(here: Run, lesson: Path, clip: Clip) -> None:
    with pytest.raises(PoolLostError, match="The cluster was lost") as error:
        settle(plan([clip(lesson)], Store(here.store)), pool=Cluster(Pretended(lost), here))
    assert "finished clips are kept" in error.value.fix
    assert here.is_over


class Deserted:
    """A client whose cluster has no workers."""

    def ncores(self) -> dict[str, int]:
        return {}


def test_a_cluster_without_workers_is_lost_after_a_while(
    here: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "_LOOK", 0.01)
    monkeypatch.setattr(clusters, "_ALONE", 0.03)
    with clusters._watched(Deserted(), Cluster(Pretended(lost), here)):  # type: ignore[arg-type]
        end = time.monotonic() + 10
        while not here.is_over and time.monotonic() < end:
            time.sleep(0.01)
    assert here.is_over


def test_reports_of_a_clip_begin_once_and_end_with_it(here: Run, lesson: Path, clip: Clip) -> None:
    """A lost worker's clip starts again, and reports may arrive late."""
    events: list[Event] = []
    futures: list[Future[object]] = []
    pool = Cluster(Pretended(futures.append), here)
    with ThreadPoolExecutor(1) as beside:
        running = beside.submit(
            settle, plan([clip(lesson)], Store(here.store)), pool=pool, events=events.append
        )
        while not futures:
            time.sleep(0.001)
        for fraction in (0.0, 0.5, 0.0, 0.2):
            pool.hear((0.0, ("lesson", fraction)))
        futures[0].set_exception(FfmpegError("It stops."))
        running.result()
    pool.hear((0.0, ("lesson", 0.9)))
    kinds = [type(event) for event in events]
    assert kinds == [JobStarted, *[JobProgress] * 4, type(events[-1])]
    assert JobFinished not in kinds
