"""Probe and fingerprint a project's recordings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lessonbank.ffmpeg.errors import ProbeError
from lessonbank.ffmpeg.footage import Footage
from lessonbank.ffmpeg.probe import probe, read_streams
from lessonbank.ffmpeg.program import locate
from lessonbank.files.fingerprint import FingerprintIndex, fingerprint

CACHE = ".cache"


@dataclass(frozen=True)
class Survey:
    """Probes recordings and caches fingerprints."""

    index: FingerprintIndex

    @classmethod
    def of(cls, root: Path) -> Survey:
        return cls(FingerprintIndex(root / CACHE / "fingerprints.json"))

    def fingerprint(self, path: Path) -> str:
        return fingerprint(path, self.index)

    def probe(self, path: Path) -> Footage:
        found = probe(locate(), path)
        return Footage.from_probe(found, sha256=self.fingerprint(path), size=path.stat().st_size)


def film_tags(path: Path) -> Sequence[str]:
    """Return the metadata of a film; nothing of a file that is none."""
    try:
        return [tag.value for tag in read_streams(locate(), path).tags]
    except ProbeError:
        return []
