"""The work of one clip: what is missing is made, checked and put into the store."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from lessonbank.ffmpeg.errors import FfmpegError
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.ffmpeg.runner import CancelToken, Progress, run
from lessonbank.files.fingerprint import Stamp
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
from lessonbank.media.verify import Ordered, verify
from lessonbank.media.witness import Witness, read_witness


class RecordingMissingError(FfmpegError):
    """The work needs a recording that is not here, or is not the one it was planned for."""


@dataclass(frozen=True)
class _Workspace:
    """Where a clip is worked on, with what, and who listens."""

    store: Store
    ffmpeg: Ffmpeg
    folder: Path
    on_progress: Progress | None
    token: CancelToken | None


TRIAL = 0.5
"""Seconds that are cut out of a recording to see whether it can be cut."""


def try_out(source: Source, ffmpeg: Ffmpeg, folder: Path) -> None:
    """Make a short clip from the middle of a recording and keep nothing of it.

    Raises FfmpegError where that cannot be done, as it would be for any clip.
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
    """Make what is missing of a clip. Raises FfmpegError; what was finished till then is kept."""
    with store.working_folder() as folder:
        work = _Workspace(store, ffmpeg, folder, on_progress, token)
        _make_renditions(plan_clip(job, store), work)
        _make_pictures(plan_clip(job, store), work)
    return media_of(plan_clip(job, store), store)


def _make_renditions(plan: ClipPlan, work: _Workspace) -> None:
    """One run of ffmpeg for all missing renditions; none is kept unless it proves right."""
    keys = {step.recipe: step.key for step in plan.steps if step.recipe and step.must_run}
    if not keys:
        return
    before = _require_recording(plan.job)
    work.ffmpeg.require(*(n for r in keys for n in (r.video_encoder, r.audio_encoder)))
    patience = _patience(plan.job)
    entry = find_entry(work.ffmpeg, plan.job, token=work.token, timeout=patience)
    _require_known(plan.job, entry)
    levels = measure(work.ffmpeg, plan.job, entry, token=work.token, timeout=patience)
    targets = {recipe: work.folder / f"{recipe.name}.mp4" for recipe in keys}
    filmed = work.folder / "filmed.gray"
    said = run(
        work.ffmpeg,
        encoding(plan.job, entry, levels, targets, filmed),
        timeout=patience,
        # Times would count from where reading began.
        frames=pace(plan.job.source.footage, plan.job.duration).count,
        on_progress=work.on_progress,
        token=work.token,
        keep=_TALK,
    )
    if _require_recording(plan.job) != before:
        raise _other_recording(plan.job.source)
    moments = _moments(plan.job, entry, read_witness(said, filmed))
    for recipe, key in keys.items():
        ordered = _ordered(plan.job, recipe, levels, moments)
        stored = _proved(targets[recipe], ordered, work)
        made_with = {
            "ffmpeg": work.ffmpeg.version,
            "levels": asdict(levels) if levels else None,
        }
        work.store.record(str(key), [stored], made_with)


# A line for each frame of a recording of some hours.
_TALK = 1_000_000


def _moments(job: ClipJob, entry: Entry, witness: Witness) -> Moments:
    first, late = entry.frame - job.start, late_frames(job, entry)
    return Moments(
        witness, pace(job.source.footage, job.duration), first, late, job.redactions.boxes
    )


def _require_known(job: ClipJob, entry: Entry) -> None:
    """Redactions were picked by how long media.lock says that a frame is on show."""
    longest = job.source.footage.longest_frame
    if longest is not None and job.start - entry.frame > longest + HELD_LEEWAY:
        raise RecordingMissingError(
            f"A frame of the recording is on show for longer than the {longest:g} seconds that "
            "media.lock says.",
            fix="Delete the recording from media.lock and run `lessonbank media --lock`.",
        )


def _require_recording(job: ClipJob) -> Stamp:
    """What the recording looks like, if it is the one that the work is for."""
    path, footage = job.source.path, job.source.footage
    if path is None or not _is_plain(path, job.source.root):
        raise RecordingMissingError(
            "The recording is not here, and this cut of it is not in the cache.",
            fix="Put the recording where its `media` points, or restore the cache folder.",
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


def _ordered(job: ClipJob, recipe: Recipe, levels: Levels | None, moments: Moments) -> Ordered:
    footage = job.source.footage
    width, height = fitted(footage.width, footage.height, recipe)
    channels = 0 if levels is None else 1 + is_stereo(recipe, levels)
    return Ordered(
        *(width, height, moments.pace.fps, job.duration, channels),
        moments=moments,
        # The larger ones have the same frames, of which the key frames are looked at.
        every_frame=recipe is LOW,
    )


def _proved(file: Path, ordered: Ordered, work: _Workspace) -> Stored:
    duration = verify(work.ffmpeg, file, ordered, token=work.token)
    size = ordered.width, ordered.height
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
    """The pictures of one step, in the store."""
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


def _patience(job: ClipJob) -> float:
    """Seconds of wall time after which a run must be stuck, even on an old, busy machine.

    A recording that cannot be entered in the middle is decoded from its beginning.
    """
    return 300 + 60 * job.duration + job.start
