"""Every fault of an encoded file is found and named."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from lessonbank.ffmpeg.errors import FfmpegError
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.media.mp4 import Mp4Error, read_mp4
from lessonbank.media.verify import Expected, VerifyError, verify

Film = Callable[..., Path]

ORDERED = Expected(width=64, height=36, fps=Fraction(25), duration=1.0, channels=1)
SOURCE = ("-f", "lavfi", "-i", "testsrc=s=64x36:r=25", "-f", "lavfi", "-i", "sine=d=1", "-t", "1")
COLOURS = ("-vf", "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709")
GOOD = (
    *COLOURS,
    *("-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", "-movflags", "+faststart"),
    *(
        "-bsf:v",
        "filter_units=remove_types=6",
        "-fflags",
        "+bitexact",
        "-flags:v",
        "+bitexact",
        "-flags:a",
        "+bitexact",
        "-t",
        "1",
    ),
)


@pytest.fixture(scope="module")
def good(film: Film) -> Path:
    return film("good.mp4", *SOURCE, *GOOD)


def test_a_correct_file_passes(good: Path, ffmpeg: Ffmpeg) -> None:
    assert verify(ffmpeg, good, ORDERED) == pytest.approx(1.0, abs=0.03)


@pytest.mark.parametrize(
    ("name", "args", "words"),
    [
        ("slow", ("-movflags", "0"), "index does not come first"),
        ("title", ("-metadata", "title=Jane"), "box of metadata.*tag title"),
        ("place", ("-metadata", "location=+51-000/"), "box of metadata"),
        ("handler", ("-metadata:s:v", "handler_name=Jane"), "a track is named 'Jane'"),
        ("date", ("-metadata", "creation_time=2026-11-02T09:00:00Z"), "creation time"),
        ("time", ("-timecode", "10:00:00:00"), "tracks vide, soun, tmcd"),
        ("mute", ("-an",), "tracks vide"),
        ("twice", ("-map", "0", "-map", "1", "-map", "1"), "tracks vide, soun, soun"),
        ("stereo", ("-ac", "2"), "wrong number of channels"),
        ("short", ("-t", "0.8"), r"picture lasts 0\.80 s, not 1\.00 s"),
        ("grey", ("-vf", "scale=64:36,setparams=range=tv"), "its colours are"),
        ("range", ("-vf", COLOURS[1].replace("=tv", "=pc")), "its colours are pc"),
        ("deep", ("-pix_fmt", "yuv444p"), "its picture is h264 yuv444p"),
        ("wide", ("-vf", f"{COLOURS[1]},setsar=2"), "with pixels of 2"),
        ("message", ("-bsf:v", "null"), "NAL units of type 6"),
        ("small", ("-vf", f"scale=32:18,{COLOURS[1]}"), "it is 32 x 18, not 64 x 36"),
    ],
)
def test_each_fault_is_named(
    name: str, args: tuple[str, ...], words: str, film: Film, ffmpeg: Ffmpeg
) -> None:
    bad = film(f"{name}.mp4", *SOURCE, *GOOD, *args)
    with pytest.raises(VerifyError, match=words) as caught:
        verify(ffmpeg, bad, ORDERED)
    assert caught.value.fix


def test_chapters_are_found(film: Film, ffmpeg: Ffmpeg, good: Path) -> None:
    notes = good.with_name("chapters.txt")
    notes.write_text(
        ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=900\ntitle=Sam\n", encoding="utf-8"
    )
    bad = film("chapters.mp4", *SOURCE, "-i", str(notes), "-map_chapters", "2", *GOOD)
    with pytest.raises(VerifyError, match="1 chapters"):
        verify(ffmpeg, bad, ORDERED)


@pytest.mark.parametrize("length", [0, 20, 400, 4000])
def test_a_truncated_file_is_refused(
    length: int, good: Path, tmp_path: Path, ffmpeg: Ffmpeg
) -> None:
    part = tmp_path / "part.mp4"
    part.write_bytes(good.read_bytes()[:length])
    with pytest.raises(FfmpegError):
        verify(ffmpeg, part, ORDERED)


@pytest.mark.parametrize("data", [b"", b"\0" * 8, b"\xff" * 64, b"\0\0\0\x08moov\0\0\0\x08mdat"])
def test_a_file_without_boxes_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rubbish.mp4"
    path.write_bytes(data)
    with pytest.raises(Mp4Error):
        _ = read_mp4(path).durations
