"""Make one clip: encode missing renditions and pictures, verify and store them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from lessonbank.ffmpeg.errors import FfmpegError
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.ffmpeg.runner import CancelToken, Progress, run
from lessonbank.files.fingerprint import Stamp
from lessonbank.files.pointers import FETCH, pointer_at
from lessonbank.files.regular import is_regular
from lessonbank.media.clip import ClipMedia, media_of
from lessonbank.media.graph import Levels, encoding, is_stereo, late_frames
from lessonbank.media.job import HELD_LEEWAY, ClipJob, Source
from lessonbank.media.loudness import measure
from lessonbank.media.moments import Moments
from lessonbank.media.planning import ClipPlan, Step, plan_clip
from lessonbank.media.recipe import LOW, Recipe
from lessonbank.media.seeking import Entry, find_entry
from lessonbank.media.shape import fitted, pace
from lessonbank.media.stills import Frames, keep
from lessonbank.media.store import Store, Stored
from lessonbank.media.storyboard import keep_sheet
from lessonbank.media.verify import Expected, verify
from lessonbank.media.witness import Witness, read_witness


class RecordingMissingError(FfmpegError):
    """The recording is missing, or is not the one in media.lock."""


@dataclass(frozen=True)
class _Workspace:
    """The store, ffmpeg, temporary folder and callbacks for making one clip."""

    store: Store
    ffmpeg: Ffmpeg
    folder: Path
    on_progress: Progress | None
    token: CancelToken | None


TRIAL = 0.5
"""Seconds of the trial cut of a recording."""


def try_out(source: Source, ffmpeg: Ffmpeg, folder: Path) -> None:
    """Check that a recording can be cut, with a short clip from its middle.

    Raises FfmpegError if the clip cannot be made.
    """
    start = round(source.footage.duration / 2, 3)
    end = min(start + TRIAL, source.footage.duration)
    if end - start >= TRIAL / 2:
        settle_clip(ClipJob("trial", source, start, end), Store(folder), ffmpeg)


def settle_clip(
    job: ClipJob,
    store: Store,
    ffmpeg: Ffmpeg,
    on_progress: Progress | None = None,
    token: CancelToken | None = None,
) -> ClipMedia:
    """Make the missing files of a clip. Raises FfmpegError; files finished before it are kept."""
    with store.working_folder() as folder:
        work = _Workspace(store, ffmpeg, folder, on_progress, token)
        _make_renditions(plan_clip(job, store), work)
        _make_pictures(plan_clip(job, store), work)
    return media_of(plan_clip(job, store), store)


def _make_renditions(plan: ClipPlan, work: _Workspace) -> None:
    """Encode all missing renditions in one run of ffmpeg; keep only verified ones."""
    keys = {step.recipe: step.key for step in plan.steps if step.recipe and step.must_run}
    if not keys:
        return
    before = _require_recording(plan.job)
    work.ffmpeg.require(*(n for r in keys for n in (r.video_encoder, r.audio_encoder)))
    timeout = _timeout(plan.job)
    entry = find_entry(work.ffmpeg, plan.job, token=work.token, timeout=timeout)
    _require_known(plan.job, entry)
    levels = measure(work.ffmpeg, plan.job, entry, token=work.token, timeout=timeout)
    targets = {recipe: work.folder / f"{recipe.name}.mp4" for recipe in keys}
    filmed = work.folder / "filmed.gray"
    said = run(
        work.ffmpeg,
        encoding(plan.job, entry, levels, targets, filmed),
        timeout=timeout,
        # Progress in time would count from the seek position.
        frames=pace(plan.job.source.footage, plan.job.duration).count,
        on_progress=work.on_progress,
        token=work.token,
        keep=_KEPT_LINES,
    )
    if _require_recording(plan.job) != before:
        raise _other_recording(plan.job.source)
    moments = _moments(plan.job, entry, read_witness(said, filmed))
    for recipe, key in keys.items():
        expected = _expected(plan.job, recipe, levels, moments)
        stored = _proved(targets[recipe], expected, work)
        made_with = {
            "ffmpeg": work.ffmpeg.version,
            "levels": asdict(levels) if levels else None,
        }
        work.store.record(str(key), [stored], made_with)


# Lines of stderr to keep: one for each frame of several hours.
_KEPT_LINES = 1_000_000


def _moments(job: ClipJob, entry: Entry, witness: Witness) -> Moments:
    first, late = entry.frame - job.start, late_frames(job, entry)
    return Moments(
        witness, pace(job.source.footage, job.duration), first, late, job.redactions.boxes
    )


def _require_known(job: ClipJob, entry: Entry) -> None:
    """Raise RecordingMissingError if a frame is shown longer than media.lock says.

    Redactions were selected with that length.
    """
    longest = job.source.footage.longest_frame
    if longest is not None and job.start - entry.frame > longest + HELD_LEEWAY:
        raise RecordingMissingError(
            f"A frame of the recording is shown for longer than {longest:g} seconds, the longest "
            "in media.lock.",
            fix="Delete the recording from media.lock and run `lessonbank media --lock`.",
        )


def _require_recording(job: ClipJob) -> Stamp:
    """Return the recording's stamp. Raises RecordingMissingError if it is not the right file."""
    path, footage = job.source.path, job.source.footage
    if path is None or not _is_plain(path, job.source.root):
        raise _not_here(f"The recording {path.name} is" if path else "The recording is", "")
    if pointer_at(path.parent, path.name):
        what = f"The recording {path.name} is only a pointer of Git LFS: its film is"
        raise _not_here(what, f" {FETCH}")
    stamp = Stamp.of(path)
    if stamp.size != footage.size:
        raise _other_recording(job.source)
    return stamp


def _not_here(what: str, fix: str) -> RecordingMissingError:
    return RecordingMissingError(
        f"{what} not here, and this cut of it is not in the cache.",
        fix=f"Run `lessonbank media --pull` if the bank has a shared store.{fix or _PUT_IT}",
    )


_PUT_IT = " If it has none, put the recording where its `media` points, or restore the cache."


def _is_plain(path: Path, root: Path | None) -> bool:
    below = root or path.parent
    return is_regular(below, path.relative_to(below).as_posix())


def _other_recording(source: Source) -> RecordingMissingError:
    name = source.path.name if source.path else "The file"
    return RecordingMissingError(
        f"{name} is not the recording that media.lock describes.",
        fix="Run the check again so that media.lock is brought up to date.",
    )


def _expected(job: ClipJob, recipe: Recipe, levels: Levels | None, moments: Moments) -> Expected:
    footage = job.source.footage
    width, height = fitted(footage.width, footage.height, recipe)
    channels = 0 if levels is None else 1 + is_stereo(recipe, levels)
    return Expected(
        *(width, height, moments.pace.fps, job.duration, channels),
        moments=moments,
        # The larger rendition has the same frames, so checking its key frames is enough.
        every_frame=recipe is LOW,
    )


def _proved(file: Path, expected: Expected, work: _Workspace) -> Stored:
    duration = verify(work.ffmpeg, file, expected, token=work.token)
    size = expected.width, expected.height
    return work.store.adopt(file, ext="mp4", size=size, duration=round(duration, 3))


def _make_pictures(plan: ClipPlan, work: _Workspace) -> None:
    low = next(step.found for step in plan.steps if step.name == LOW.name)
    if low is None:
        raise ValueError("pictures are made after the low rendition")
    for step in plan.steps:
        if step.must_run and step.key:
            outputs = _taken(plan.job, step, low.outputs[0], work)
            work.store.record(step.key, outputs, {"ffmpeg": work.ffmpeg.version})


def _taken(job: ClipJob, step: Step, low: Stored, work: _Workspace) -> tuple[Stored, ...]:
    """Make the pictures of one step in the store."""
    if step.name == "storyboard":
        return (keep_sheet(work.ffmpeg, low, work.store, work.folder, work.token),)
    frames = Frames(
        work.ffmpeg,
        work.store.path(low),
        (low.width, low.height),
        pace(job.source.footage, job.duration),
        work.folder,
        work.token,
    )
    frame = frames.poster() if step.second is None else frames.at(step.second)
    return keep(frame, work.store, work.folder)


def _timeout(job: ClipJob) -> float:
    """Return a timeout in seconds of wall time that suits an old, busy machine.

    A recording without key frames to seek to is decoded from its start.
    """
    return 300 + 60 * job.duration + job.start
