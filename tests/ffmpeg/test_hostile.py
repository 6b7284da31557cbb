"""Disguised and oversized files are neither opened, followed nor decoded."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from lessonbank.ffmpeg.errors import FfmpegError, ProbeError
from lessonbank.ffmpeg.inputs import file_url, input_args
from lessonbank.ffmpeg.probe import probe
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.ffmpeg.runner import run

Film = Callable[..., Path]

PLAYLIST = "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{}\n#EXT-X-ENDLIST\n"
DISGUISES = {
    "playlist.mp4": PLAYLIST.format("file:{secret}"),
    "playlist.m3u8": PLAYLIST.format("{secret}"),
    "remote.mp4": PLAYLIST.format("http://127.0.0.1:9/segment.ts"),
    "concat.mp4": "ffconcat version 1.0\nfile {secret_name}\n",
    "concat.ffconcat": "ffconcat version 1.0\nfile {secret_name}\n",
    "session.mp4": "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n",
    "text.ans": "\x1b[31mNames of all pupils\x1b[0m\n" * 40,
    "subtitles.mkv": "WEBVTT\n\n00:00.000 --> 00:09.000\nNames of all pupils\n",
    "vector.mp4": '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"></svg>',
}


@pytest.mark.parametrize("name", sorted(DISGUISES))
def test_a_disguised_file_opens_nothing(
    name: str, tmp_path: Path, lesson: Path, ffmpeg: Ffmpeg
) -> None:
    secret = tmp_path / "secret.mp4"
    secret.write_bytes(lesson.read_bytes())
    disguise = tmp_path / name
    text = DISGUISES[name].format(secret=secret, secret_name=secret.name)
    disguise.write_text(text, encoding="utf-8")
    with pytest.raises(ProbeError) as caught:
        probe(ffmpeg, disguise)
    assert name in caught.value.message
    assert caught.value.fix
    assert "lesson" not in "".join(caught.value.tail)


def test_a_decompression_bomb_is_refused_before_decoding(
    tmp_path: Path, lesson: Path, ffmpeg: Ffmpeg
) -> None:
    """Refuse 36 million pixels in 100 kB unseen; even with the limit raised, decode nothing."""
    bomb = tmp_path / "bomb.mkv"
    _wrap(ffmpeg, _png(6000, 6000, tmp_path), bomb)
    assert bomb.stat().st_size < 200_000
    with pytest.raises(ProbeError):
        probe(ffmpeg, bomb)
    with pytest.raises(FfmpegError):
        run(ffmpeg, ["-xerror", *input_args(bomb), "-f", "null", "-"], timeout=60)


def test_a_day_of_video_is_refused(film: Film, ffmpeg: Ffmpeg) -> None:
    day = film(
        "day.mp4",
        *("-f", "lavfi", "-i", "color=s=16x16:r=1/600:d=86400", "-c:v", "libx264"),
    )
    with pytest.raises(ProbeError, match=r"24\.\d hours") as caught:
        probe(ffmpeg, day)
    assert "Cut the lesson" in caught.value.fix


@pytest.mark.parametrize(
    "name", ["-y.mp4", "a;b|c.mp4", "concat:a.mp4", "été 50%d.mp4", "o'clock.mp4", "http:x.mp4"]
)
def test_a_file_name_is_never_an_option_or_a_pattern(
    name: str, tmp_path: Path, lesson: Path, ffmpeg: Ffmpeg
) -> None:
    odd = tmp_path / name
    odd.write_bytes(lesson.read_bytes())
    assert probe(ffmpeg, odd).duration == pytest.approx(2, abs=0.1)


def test_inputs_are_absolute_file_urls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert file_url(Path("-y.mp4")) == f"file:{tmp_path / '-y.mp4'}"


def _png(width: int, height: int, folder: Path) -> Path:
    """Write a black PNG, a few thousand bytes for each million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    packer = zlib.compressobj(9)
    row = bytes(1 + width * 3)
    rows = b"".join([*(packer.compress(row) for _ in range(height)), packer.flush()])
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    path = folder / "bomb.png"
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )
    return path


def _wrap(ffmpeg: Ffmpeg, picture: Path, film: Path) -> None:
    """Wrap the picture in a film without decoding it."""
    args = ["-y", "-f", "png_pipe", "-i", file_url(picture)]
    run(ffmpeg, [*args, "-c", "copy", file_url(film)], timeout=60)
