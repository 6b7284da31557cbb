"""What the media room costs: CPU of one clip, and the unchanged rebuild of many.

    python tests/bench/bench_media.py [--seconds 20] [--rounds 3] [--clips 300]

CPU time is what is compared, for it hardly depends on what else the machine does. The ways of
making a clip take turns, and each figure is the median of its turns.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import os
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from lessonbank.ffmpeg.footage import Footage
from lessonbank.ffmpeg.inputs import file_url, input_args
from lessonbank.ffmpeg.probe import probe
from lessonbank.ffmpeg.program import Ffmpeg, locate
from lessonbank.files.fingerprint import fingerprint
from lessonbank.media.graph import Levels, encoding
from lessonbank.media.job import ClipJob, Source
from lessonbank.media.keys import (
    key_of,
    poster_parts,
    rendition_parts,
    still_parts,
    storyboard_parts,
)
from lessonbank.media.loudness import measure
from lessonbank.media.planning import plan
from lessonbank.media.recipe import LOW, RENDITIONS, STD, STILL, Recipe
from lessonbank.media.seeking import find_entry
from lessonbank.media.settling import settle
from lessonbank.media.store import Store, Stored

STILLS = (2.0, 5.0, 8.0)
SHARE_OF_SEPARATE, SHARE_OF_BARE, SECONDS_UNCHANGED = 0.65, 1.05, 0.5


def cpu_seconds() -> float:
    """CPU time of this process and of all that it has waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def recording(ffmpeg: Ffmpeg, folder: Path, seconds: float) -> ClipJob:
    """A room that stands still, someone who moves, and sensor noise, as a phone records them.

    That is 1080p30 at 17 Mbit/s, whatever happens in front of it.
    """
    path = folder / "recording.mp4"
    picture = (
        f"mandelbrot=s=1920x1080:r=30,trim=end_frame=1,loop=-1:1,trim=duration={seconds + 4}[room];"
        "testsrc2=s=320x640:r=30[person];"
        "[room][person]overlay=x='700+300*sin(t)':y=300:shortest=1,noise=alls=4:allf=t"
    )
    sound = f"anoisesrc=c=pink:a=0.1:d={seconds + 4}"
    _start(
        ffmpeg,
        *("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound, "-c:v", "libx264"),
        *(
            "-preset",
            "veryfast",
            "-g",
            "30",
            "-b:v",
            "17M",
            "-pix_fmt",
            "yuv420p",
            "-c:a",
            "aac",
            str(path),
        ),
    )
    found = probe(ffmpeg, path)
    facts = Footage.from_probe(found, sha256=fingerprint(path), size=path.stat().st_size)
    return ClipJob("clip", Source(path, facts), 2.0, 2.0 + seconds, stills=STILLS)


def ours(_: Ffmpeg, job: ClipJob, __: Levels | None, folder: Path) -> None:
    """The whole of it: levels, both renditions, checks, poster, stills, store."""
    settled = settle(plan([job], Store(folder / "store")))
    assert not settled.failures, settled.failures


def bare(ffmpeg: Ffmpeg, job: ClipJob, levels: Levels | None, folder: Path) -> None:
    """One command with the same graph, and nothing else."""
    _start(ffmpeg, *_encoding(ffmpeg, job, levels, folder, *RENDITIONS))


def separate(ffmpeg: Ffmpeg, job: ClipJob, _: Levels | None, folder: Path) -> None:
    """A run for each output, as most tools do: levels, renditions, stills and storyboard."""
    levels = measure(ffmpeg, job, timeout=600)
    for recipe in (STD, LOW):
        _start(ffmpeg, *_encoding(ffmpeg, job, levels, folder, recipe))
    for second in (job.duration * 0.12, *STILLS):
        for size in STILL.sizes:
            seek = ("-ss", f"{job.start + second:.3f}", *input_args(_path(job)))
            still = ("-vf", f"scale={size}:-2", "-frames:v", "1", "-c:v", "libwebp")
            _start(ffmpeg, *seek, *still, file_url(folder / f"{second}-{size}.webp"))
    cut = ("-ss", f"{job.start:.3f}", "-t", f"{job.duration:.3f}", *input_args(_path(job)))
    tiles = f"fps=1,scale=160:-2,tile=10x{math.ceil(job.duration / 10)}"
    sheet = ("-an", "-vf", tiles, "-frames:v", "1", "-c:v", "libwebp")
    _start(ffmpeg, *cut, *sheet, file_url(folder / "storyboard.webp"))


def one_clip(ffmpeg: Ffmpeg, seconds: float, rounds: int) -> dict[str, float]:
    """Median CPU seconds of each way of making the same clip."""
    ways: tuple[Callable[..., None], ...] = (ours, bare, separate)
    spent: dict[str, list[float]] = {way.__name__: [] for way in ways}
    with tempfile.TemporaryDirectory() as name:
        job = recording(ffmpeg, Path(name), seconds)
        levels = measure(ffmpeg, job, timeout=600)
        for turn in range(rounds):
            for way in ways[turn % 3 :] + ways[: turn % 3]:
                with _folder(Path(name)) as folder:
                    before = cpu_seconds()
                    way(ffmpeg, job, levels, folder)
                    spent[way.__name__].append(cpu_seconds() - before)
    return {way: statistics.median(times) for way, times in spent.items()}


def unchanged(ffmpeg: Ffmpeg, clips: int) -> tuple[float, float]:
    """Median wall and CPU seconds of planning and settling clips that are all made."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        jobs = list(_made(ffmpeg, folder, clips))
        turns = [_timed(lambda: _rebuild(jobs, Store(folder / "store"))) for _ in range(7)]
    walls, cpus = zip(*turns, strict=True)
    return statistics.median(walls), statistics.median(cpus)


def _rebuild(jobs: list[ClipJob], store: Store) -> None:
    planned = plan(jobs, store)
    assert not list(planned.reasons())
    assert len(settle(planned).clips) == len(jobs)


def _made(ffmpeg: Ffmpeg, folder: Path, clips: int) -> Iterator[ClipJob]:
    """Jobs and a store as if all of them were made: one clip is, the others are its likeness."""
    job = recording(ffmpeg, folder, 1.0)
    template = Store(folder / "template")
    settled = settle(plan([replace(job, stills=())], template)).clips["clip"]
    store = Store(folder / "store")
    for number in range(clips):
        likeness = replace(job, id=f"clip-{number}", start=2.0 + number)
        likeness = replace(likeness, end=likeness.start + 60.0 + number)
        for recipe, video in ((STD, settled.std), (LOW, settled.low)):
            digest = _digest(recipe.name, number)
            stored = Stored(digest, "mp4", video.bytes, video.width, video.height, 60.0)
            _keep(store, key_of(rendition_parts(likeness, recipe)), {stored: video.path})
        for key in _still_keys(_digest("low", number)):
            pictures = {}
            for size in (settled.poster.large, settled.poster.small):
                digest = _digest(key, size.width)
                stored = Stored(digest, "webp", size.bytes, size.width, size.height)
                pictures[stored] = size.path
            _keep(store, key, pictures)
        sheet = settled.storyboard.picture
        stored = Stored(_digest("sheet", number), "webp", sheet.bytes, sheet.width, sheet.height)
        _keep(store, key_of(storyboard_parts(_digest("low", number))), {stored: sheet.path})
        yield likeness


def _still_keys(low: str) -> list[str]:
    return [key_of(p) for p in (poster_parts(low, None), *(still_parts(low, s) for s in STILLS))]


def _keep(store: Store, key: str, outputs: Mapping[Stored, Path]) -> None:
    for stored, path in outputs.items():
        target = store.path(stored)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(path, target)
    store.record(key, list(outputs), {"ffmpeg": "", "levels": None})


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _timed(work: Callable[[], None]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), cpu_seconds()
    work()
    return time.perf_counter() - wall, cpu_seconds() - cpu


def _encoding(
    ffmpeg: Ffmpeg, job: ClipJob, levels: Levels | None, folder: Path, *recipes: Recipe
) -> list[str]:
    targets = {recipe: folder / f"{recipe.name}.mp4" for recipe in recipes}
    entry = find_entry(ffmpeg, job, timeout=600)
    return encoding(job, entry, levels, targets, folder / "filmed.gray")


def _path(job: ClipJob) -> Path:
    assert job.source.path
    return job.source.path


def _start(ffmpeg: Ffmpeg, *args: str) -> None:
    subprocess.run([ffmpeg.path, "-nostdin", "-v", "error", "-y", *args], check=True)


@contextmanager
def _folder(parent: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(dir=parent))
    yield folder
    shutil.rmtree(folder)


def _line(what: str, figure: str, goal: str) -> None:
    print(f"{what:<52} {figure:>10}   goal {goal}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clips", type=int, default=300)
    asked = parser.parse_args()
    ffmpeg = locate()
    cpu = one_clip(ffmpeg, asked.seconds, asked.rounds)
    print(f"{asked.seconds:g} s of 1080p30, CPU seconds: ", end="")
    print(", ".join(f"{way} {seconds:.2f}" for way, seconds in cpu.items()))
    share = cpu["ours"] / cpu["separate"]
    _line("one clip / the same by separate runs", f"{share:.3f}", f"<= {SHARE_OF_SEPARATE}")
    share = cpu["ours"] / cpu["bare"]
    _line("one clip / one bare command, same graph", f"{share:.3f}", f"<= {SHARE_OF_BARE}")
    wall, used = unchanged(ffmpeg, asked.clips)
    what = f"unchanged rebuild of {asked.clips} clips, wall (CPU {used:.3f} s)"
    _line(what, f"{wall:.3f} s", f"< {SECONDS_UNCHANGED} s")


if __name__ == "__main__":
    main()
