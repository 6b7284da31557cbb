"""Fingerprints are correct and computed once."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from lessonbank.files.fingerprint import FingerprintIndex, fingerprint


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"frames" * 1000)
    return path


def test_a_fingerprint_is_the_sha256(film: Path) -> None:
    assert fingerprint(film) == hashlib.sha256(film.read_bytes()).hexdigest()


def test_a_known_file_is_not_read_again(film: Path, tmp_path: Path) -> None:
    index = FingerprintIndex(tmp_path / "index.json")
    first = fingerprint(film, index)
    index.save()
    stat = film.stat()
    film.write_bytes(b"FRAMES" * 1000)  # same length; and the time is put back
    os.utime(film, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert fingerprint(film, FingerprintIndex(tmp_path / "index.json")) == first


def test_a_changed_file_is_read_again(film: Path, tmp_path: Path) -> None:
    index = FingerprintIndex(tmp_path / "index.json")
    first = fingerprint(film, index)
    film.write_bytes(b"other" * 1000)
    assert fingerprint(film, index) != first


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1}', '{"a": [1, 2]}', "\x00"])
def test_a_damaged_index_counts_as_empty(film: Path, tmp_path: Path, text: str) -> None:
    path = tmp_path / "index.json"
    path.write_text(text, encoding="utf-8")
    index = FingerprintIndex(path)
    assert fingerprint(film, index) == fingerprint(film)
    index.save()
    assert FingerprintIndex(path).get(film, index._taken[str(film.resolve())][0])


def test_an_unchanged_index_is_not_written(film: Path, tmp_path: Path) -> None:
    path = tmp_path / "index.json"
    FingerprintIndex(path).save()
    assert not path.exists()
