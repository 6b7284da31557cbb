"""What the clips of an edition need made of their footage, and what came of it."""

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
"""Ends the id of a job for a clip's described version. No id of a clip has a space."""


def jobs(loaded: Loaded, bank: Bank, root: Path) -> Iterator[ClipJob]:
    """A job for each clip, then one for each that has a described version.

    Of a recording that cannot be read there are none.
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
    """What is taken out of the clip, in its own clock; the same of all films of its recording.

    A frame that was filmed before the clip may be on show when it begins. Where nobody knows for
    how long frames are, the boxes of all that comes before count.
    """
    longest = source.footage.longest_frame
    held = clip.start if longest is None else min(clip.start, longest + HELD_LEEWAY)
    return bank.recording_of(clip).redactions.within(clip.start, clip.end, held)


def clip_and_field(job_id: str) -> tuple[str, str]:
    """The clip that a job is for, and the field of its recording that names the film."""
    clip_id = job_id.removesuffix(_DESCRIBED)
    return clip_id, "media" if clip_id == job_id else "described"


def media_by_clip(settled: Settled, field: str) -> Mapping[str, ClipMedia]:
    """What was made of the films that a field of recordings names, by the clip's id."""
    made = ((clip_and_field(job_id), media) for job_id, media in settled.clips.items())
    return {clip_id: media for (clip_id, of), media in made if of == field}
