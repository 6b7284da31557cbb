"""Encoding jobs of an edition's clips, and their results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lessonbank.bank import Bank, Clip, Redactions
from lessonbank.content import Loaded
from lessonbank.content.footage import MEDIA
from lessonbank.ffmpeg.footage import Footage
from lessonbank.files.unicode_names import on_disk
from lessonbank.media import HELD_LEEWAY, ClipJob, ClipMedia, Source
from lessonbank.media.settling import Settled
from lessonbank.site import still_times

_DESCRIBED = " (described)"
"""Suffix of a job's id for the described version. Ids of clips have no spaces."""


def jobs(loaded: Loaded, bank: Bank, root: Path) -> Iterator[ClipJob]:
    """Yield a job for each clip, then for each described version.

    Skip recordings that cannot be read.
    """
    clips = [clip for clip in bank.of(Clip).values() if clip.recording in loaded.footage]
    for clip in clips:
        recording = bank.recording_of(clip)
        source = _source(root, recording.media, loaded.footage[recording.id])
        stills, redactions = still_times(clip), _redactions(bank, clip, source)
        yield ClipJob(clip.id, source, clip.start, clip.end, stills, redactions=redactions)
    for clip in clips:
        recording = bank.recording_of(clip)
        if recording.described is not None and (footage := loaded.described.get(recording.id)):
            source = _source(root, recording.described, footage)
            id_, redactions = clip.id + _DESCRIBED, _redactions(bank, clip, source)
            yield ClipJob(id_, source, clip.start, clip.end, redactions=redactions)


def _source(root: Path, path: str, footage: Footage) -> Source:
    return Source(on_disk(root / MEDIA, path), footage, root)


def _redactions(bank: Bank, clip: Clip, source: Source) -> Redactions:
    """Return the redactions of a clip in its own time, for all films of its recording.

    A frame from before the clip may still be on show at its start. If the length of frames is
    unknown, all earlier boxes count.
    """
    longest = source.footage.longest_frame
    held = clip.start if longest is None else min(clip.start, longest + HELD_LEEWAY)
    return bank.recording_of(clip).redactions.within(clip.start, clip.end, held)


def clip_and_field(job_id: str) -> tuple[str, str]:
    """Return a job's clip and the field of its recording with the film."""
    clip_id = job_id.removesuffix(_DESCRIBED)
    return clip_id, "media" if clip_id == job_id else "described"


def media_by_clip(settled: Settled, field: str) -> Mapping[str, ClipMedia]:
    """Return the media of one field of recordings, by clip id."""
    made = ((clip_and_field(job_id), media) for job_id, media in settled.clips.items())
    return {clip_id: media for (clip_id, of), media in made if of == field}
