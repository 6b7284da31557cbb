"""A project's folder -> what is in it, asking ffmpeg only about recordings media.lock lacks."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lessonbank.bank import Bank
from lessonbank.compiler.links import with_dead_links
from lessonbank.compiler.removed import with_removed_html
from lessonbank.content import Loaded, load
from lessonbank.content.lock import Update, update_lock
from lessonbank.content.names import VARIABLE as NAMES
from lessonbank.ffmpeg.errors import FfmpegError, ProbeError
from lessonbank.ffmpeg.footage import Footage
from lessonbank.ffmpeg.probe import probe, read_streams
from lessonbank.ffmpeg.program import locate
from lessonbank.files.fingerprint import FingerprintIndex, fingerprint
from lessonbank.files.scratch import scratch
from lessonbank.media import Source, try_out

CACHE = ".cache"


def read_project(root: Path, today: date | None = None) -> Loaded:
    """Read and check the content, dates too where `today` is given.

    Where the environment has a list of names, they are looked for too. Raises FfmpegMissingError
    where a recording needs probing.
    """
    survey = _Survey.of(root)
    names = os.environ.get(NAMES)
    loaded = load(
        root,
        probe=survey.probe,
        fingerprint=survey.fingerprint,
        today=today,
        names=Path(names) if names else None,
        film_tags=_film_tags,
    )
    survey.index.save()
    return with_removed_html(with_dead_links(loaded))


def lock_project(root: Path, bank: Bank) -> Update:
    """Bring media.lock up to date."""
    survey = _Survey.of(root)
    update = update_lock(root, bank, survey.tried, survey.fingerprint, survey.probe)
    survey.index.save()
    return update


def _film_tags(path: Path) -> Sequence[str]:
    try:
        return [tag.value for tag in read_streams(locate(), path).tags]
    except ProbeError:
        return []


@dataclass(frozen=True)
class _Survey:
    """Asks about recordings, and remembers the fingerprints it took."""

    index: FingerprintIndex
    workshop: Path

    @classmethod
    def of(cls, root: Path) -> _Survey:
        return cls(FingerprintIndex(root / CACHE / "fingerprints.json"), root / CACHE / "trials")

    def fingerprint(self, path: Path) -> str:
        return fingerprint(path, self.index)

    def probe(self, path: Path) -> Footage:
        found = probe(locate(), path)
        return Footage.from_probe(found, sha256=self.fingerprint(path), size=path.stat().st_size)

    def tried(self, path: Path) -> Footage:
        """The facts of a recording that clips can be made of. Raises ProbeError for any other."""
        footage = self.probe(path)
        with scratch(self.workshop) as folder:
            try:
                try_out(Source(path, footage), locate(), folder)
            except FfmpegError as error:
                cause = f"No clip can be made of {path.name}: {error.message}"
                raise ProbeError(cause, fix=error.fix or _EXPORT, tail=error.tail) from error
        return footage


_EXPORT = "Play the file in VLC; if it plays, export it again as MP4 (H.264)."
