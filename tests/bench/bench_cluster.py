"""Measure the cost of a Dask cluster for each job, beyond the work itself.

    python tests/bench/bench_cluster.py [--jobs 100] [--rounds 3]

Two worker processes and two threads take turns with the same jobs, whose media is there already. So
nearly all that is left is the way to a worker and back.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import tempfile
import time
from concurrent.futures import Future, wait
from dataclasses import replace
from pathlib import Path

from distributed import LocalCluster

from lessonbank.ffmpeg.footage import Footage
from lessonbank.ffmpeg.probe import probe
from lessonbank.ffmpeg.program import Ffmpeg, locate
from lessonbank.ffmpeg.runner import CancelToken
from lessonbank.files.fingerprint import fingerprint
from lessonbank.media.cluster import cluster
from lessonbank.media.job import ClipJob, Source
from lessonbank.media.planning import plan
from lessonbank.media.pools import Pool, Threads
from lessonbank.media.settling import settle
from lessonbank.media.store import Store

GOAL = 50
"""Milliseconds for each job."""


def made(ffmpeg: Ffmpeg, folder: Path, store: Store) -> ClipJob:
    """Return a clip whose media is in the store."""
    path = folder / "recording.mp4"
    film = ("-f", "lavfi", "-i", "testsrc=s=192x108:r=25:d=2", "-pix_fmt", "yuv420p")
    command = [ffmpeg.path, "-nostdin", "-v", "error", *film, str(path)]
    subprocess.run(command, check=True)
    found = probe(ffmpeg, path)
    facts = Footage.from_probe(found, sha256=fingerprint(path), size=path.stat().st_size)
    job = ClipJob("clip", Source(path, facts), 0.0, 1.0)
    assert not settle(plan([job], store)).failures
    return job


def milliseconds(pool: Pool, jobs: list[ClipJob], store: Store) -> float:
    """Return the wall time of each job."""
    begun = time.perf_counter()
    futures: list[Future[object]] = [
        pool.submit(job, store, lambda: None, lambda _: None)  # type: ignore[misc]
        for job in jobs
    ]
    wait(futures)
    assert all(future.result() for future in futures)
    return 1000 * (time.perf_counter() - begun) / len(jobs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--jobs", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    ffmpeg = locate()
    with (
        tempfile.TemporaryDirectory() as name,
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local,
    ):
        store = Store(Path(name) / "store")
        job = made(ffmpeg, Path(name), store)
        jobs = [replace(job, id=f"clip-{number}") for number in range(asked.jobs)]
        address = local.scheduler_address.replace("tcp://", "dask://")
        threads = Threads(ffmpeg, 2, CancelToken())
        with cluster(address, store.root) as machines:
            pools: dict[str, Pool] = {"threads": threads, "cluster": machines}
            for pool in pools.values():
                milliseconds(pool, jobs[:4], store)  # The first jobs load the modules.
            spent: dict[str, list[float]] = {name: [] for name in pools}
            for _ in range(asked.rounds):
                for kind, pool in pools.items():
                    spent[kind].append(milliseconds(pool, jobs, store))
        threads.close()
    each = {name: statistics.median(times) for name, times in spent.items()}
    print(", ".join(f"{name} {figure:.1f} ms a job" for name, figure in each.items()))
    more = each["cluster"] - each["threads"]
    print(f"{'overhead of a cluster for each job':<52} {more:>7.1f} ms   goal <= {GOAL} ms")


if __name__ == "__main__":
    main()
