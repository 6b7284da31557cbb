"""Captions and other hidden data of a recording are not in its renditions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lessonbank.ffmpeg.footage import Footage
from lessonbank.ffmpeg.probe import probe
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.files.fingerprint import fingerprint
from lessonbank.media.job import ClipJob, Source
from lessonbank.media.mp4 import read_mp4, units
from lessonbank.media.planning import plan
from lessonbank.media.settling import settle
from lessonbank.media.store import Store

Film = Callable[..., Path]

NAME = b"SAM ALI "
SLICES = {1, 5}


@pytest.fixture(scope="module")
def captioned(film: Film) -> Path:
    """Make two seconds with a name in each frame's captions (CEA-608 in H.264 SEI)."""
    bare = film(
        "bare.h264",
        *("-f", "lavfi", "-i", "testsrc=s=160x90:r=25:d=2", "-c:v", "libx264", "-bf", "0"),
        *("-pix_fmt", "yuv420p", "-x264-params", "slices=1"),
    )
    loud = bare.with_name("captioned.h264")
    loud.write_bytes(b"".join(_captioned(bare.read_bytes())))
    path = film("captioned.mp4", "-f", "h264", "-r", "25", "-i", str(loud), "-c", "copy")
    assert b"GA94" in path.read_bytes()
    return path


def _captioned(stream: bytes) -> Iterator[bytes]:
    """Insert a caption message before each picture."""
    pairs = [NAME[at : at + 2] for at in range(0, len(NAME), 2)]
    triplets = b"".join(b"\xfc" + pair for pair in pairs)
    user_data = b"\xb5\x00\x31GA94\x03" + bytes([0x40 | len(pairs), 0xFF]) + triplets + b"\xff"
    message = b"\x06\x04" + bytes([len(user_data)]) + user_data + b"\x80"
    for unit in stream.split(b"\x00\x00\x01")[1:]:
        if unit[0] & 0x1F in SLICES:
            yield b"\x00\x00\x01" + message
        yield b"\x00\x00\x01" + unit


@pytest.mark.parametrize("program", ["bundled", "debian", "older"], indirect=True)
def test_captions_in_the_picture_are_removed(
    program: Ffmpeg, captioned: Path, store: Store
) -> None:
    source = read_mp4(captioned)
    assert units(captioned, source.samples(0)) > SLICES
    found = probe(program, captioned)
    size = captioned.stat().st_size
    footage = Footage.from_probe(found, sha256=fingerprint(captioned), size=size)
    job = ClipJob("cut", Source(captioned, footage), 0.5, 1.5, stills=(0.5,))
    settled = settle(plan([job], store), find_ffmpeg=lambda: program)
    assert not settled.failures
    for file in settled.clips["cut"].files:
        data = file.path.read_bytes()
        assert b"GA94" not in data
        assert NAME[:2] not in data.partition(b"mdat")[0]
    for rendition in (settled.clips["cut"].std, settled.clips["cut"].low):
        made = read_mp4(rendition.path)
        assert units(rendition.path, made.samples(0)) == SLICES
        assert made.strange == ()
        assert made.is_filled


def test_bytes_outside_all_tracks_are_found(captioned: Path, tmp_path: Path) -> None:
    """Find a media box with more than its tracks' samples."""
    longer = tmp_path / "longer.mp4"
    data = captioned.read_bytes()
    longer.write_bytes(data + (8 + len(NAME)).to_bytes(4, "big") + b"mdat" + NAME)
    assert read_mp4(captioned).is_filled
    assert not read_mp4(longer).is_filled
