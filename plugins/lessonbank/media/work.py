"""The work of one clip: what is missing is made, checked and put into the store."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from lessonbank.ffmpeg.errors import FfmpegError
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.ffmpeg.runner import Leash, Progress, run
from lessonbank.files.fingerprint import Stamp
from lessonbank.files.regular import is_regular
from lessonbank.media.clip import ClipMedia, media_of
from lessonbank.media.graph import Levels, encoding, is_stereo
from lessonbank.media.job import ClipJob, Source
from lessonbank.media.loudness import measure
from lessonbank.media.planning import ClipPlan, Step, plan_clip
from lessonbank.media.recipe import LOW, Recipe
from lessonbank.media.shape import fitted, treatment
from lessonbank.media.stills import Frames, keep
from lessonbank.media.store import Store, Stored
from lessonbank.media.storyboard import keep_sheet
from lessonbank.media.verify import Ordered, verify


class RecordingMissingError(FfmpegError):
    """The work needs a recording that is not here, or is not the one it was planned for."""


@dataclass(frozen=True)
class Bench:
    """Where a clip is worked on, with what, and who listens."""

    store: Store
    ffmpeg: Ffmpeg
    folder: Path
    on_progress: Progress | None
    leash: Leash | None


def settle_clip(
    job: ClipJob,
    store: Store,
    ffmpeg: Ffmpeg,
    on_progress: Progress | None = None,
    leash: Leash | None = None,
) -> ClipMedia:
    """Make what is missing of a clip. Raises FfmpegError; what was finished till then is kept."""
    with store.workshop() as folder:
        bench = Bench(store, ffmpeg, folder, on_progress, leash)
        _make_renditions(plan_clip(job, store), bench)
        _make_pictures(plan_clip(job, store), bench)
    return media_of(plan_clip(job, store), store)


def _make_renditions(plan: ClipPlan, bench: Bench) -> None:
    """One run of ffmpeg for all missing renditions; none is kept unless it proves right."""
    keys = {step.recipe: step.key for step in plan.steps if step.recipe and step.must_run}
    if not keys:
        return
    before = _require_recording(plan.job)
    bench.ffmpeg.require(*(n for r in keys for n in (r.video_encoder, r.audio_encoder)))
    patience = _patience(plan.job)
    levels = measure(bench.ffmpeg, plan.job, leash=bench.leash, timeout=patience)
    targets = {recipe.name: bench.folder / f"{recipe.name}.mp4" for recipe in keys}
    run(
        bench.ffmpeg,
        encoding(plan.job, list(keys), levels, targets),
        timeout=patience,
        duration=plan.job.duration,
        on_progress=bench.on_progress,
        leash=bench.leash,
    )
    if _require_recording(plan.job) != before:
        raise _other_recording(plan.job.source)
    for recipe, key in keys.items():
        stored = _proved(targets[recipe.name], _ordered(plan.job, recipe, levels), bench)
        made_with = {
            "ffmpeg": bench.ffmpeg.version,
            "levels": asdict(levels) if levels else None,
        }
        bench.store.record(str(key), [stored], made_with)


def _require_recording(job: ClipJob) -> Stamp:
    """What the recording looks like, if it is the one that the work is for."""
    path, footage = job.source.path, job.source.footage
    if path is None or not _is_plain(path, job.source.root):
        raise RecordingMissingError(
            "The recording is not here, and this cut of it is not in the cache.",
            fix="Put the recording where its `file` points, or restore the cache folder.",
        )
    stamp = Stamp.of(path)
    if stamp.size != footage.size:
        raise _other_recording(job.source)
    return stamp


def _is_plain(path: Path, root: Path | None) -> bool:
    below = root or path.parent
    return is_regular(below, path.relative_to(below).as_posix())


def _other_recording(source: Source) -> RecordingMissingError:
    name = source.path.name if source.path else "The file"
    return RecordingMissingError(
        f"{name} is not the recording that media.lock describes.",
        fix="Run the check again so that media.lock is brought up to date.",
    )


def _ordered(job: ClipJob, recipe: Recipe, levels: Levels | None) -> Ordered:
    footage = job.source.footage
    width, height = fitted(footage.width, footage.height, recipe)
    channels = 0 if levels is None else 1 + is_stereo(recipe, levels)
    return Ordered(width, height, treatment(footage).fps, job.duration, channels)


def _proved(file: Path, ordered: Ordered, bench: Bench) -> Stored:
    duration = verify(bench.ffmpeg, file, ordered)
    size = ordered.width, ordered.height
    return bench.store.adopt(file, ext="mp4", size=size, duration=round(duration, 3))


def _make_pictures(plan: ClipPlan, bench: Bench) -> None:
    low = next(step.found for step in plan.steps if step.name == LOW.name)
    if low is None:
        raise ValueError("pictures are made after the low rendition")
    for step in plan.steps:
        if step.must_run and step.key:
            outputs = _taken(step, low.outputs[0], bench)
            bench.store.record(step.key, outputs, {"ffmpeg": bench.ffmpeg.version})


def _taken(step: Step, low: Stored, bench: Bench) -> tuple[Stored, ...]:
    """The pictures of one step, in the store."""
    if step.name == "storyboard":
        return (keep_sheet(bench.ffmpeg, low, bench.store, bench.folder, bench.leash),)
    frames = Frames(bench.ffmpeg, low, bench.store, bench.folder, bench.leash)
    frame = frames.poster() if step.second is None else frames.at(step.second)
    return keep(frame, bench.store, bench.folder)


def _patience(job: ClipJob) -> float:
    """Seconds of wall time after which a run must be stuck, even on an old, busy machine."""
    return 300 + 60 * job.duration
