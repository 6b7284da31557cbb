"""Update media.lock with the facts of usable recordings."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from lessonbank.bank import Bank
from lessonbank.compiler.survey import CACHE, Survey
from lessonbank.content.lock import Update, update_lock
from lessonbank.ffmpeg.errors import FfmpegError, ProbeError
from lessonbank.ffmpeg.footage import Footage
from lessonbank.ffmpeg.program import locate
from lessonbank.files.scratch import scratch
from lessonbank.media import Source
from lessonbank.media.work import try_out

_EXPORT = "Play the file in VLC; if it plays, export it again as MP4 (H.264)."


def lock_project(root: Path, bank: Bank) -> Update:
    """Update media.lock."""
    survey = Survey.of(root)
    tried = partial(_tried, survey, root / CACHE / "trials")
    update = update_lock(root, bank, tried, survey.fingerprint, survey.probe)
    survey.index.save()
    return update


def _tried(survey: Survey, workshop: Path, path: Path) -> Footage:
    """Return the facts of a usable recording. Raise ProbeError for any other."""
    footage = survey.probe(path)
    with scratch(workshop) as folder:
        try:
            try_out(Source(path, footage), locate(), folder)
        except FfmpegError as error:
            cause = f"No clip can be made of {path.name}: {error.message}"
            raise ProbeError(cause, fix=error.fix or _EXPORT, tail=error.tail) from error
    return footage
