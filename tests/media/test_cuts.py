"""A cut is exact to the frame, and holds nothing from outside it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.media.job import ClipJob
from lessonbank.media.planning import plan
from lessonbank.media.settling import settle
from lessonbank.media.store import Store

Film = Callable[..., Path]
Clip = Callable[..., ClipJob]

SIZE = 64 * 64


@pytest.fixture(scope="module")
def counted(film: Film) -> Path:
    """Make eight seconds, each frame brighter by 9, with few key frames."""
    return film(
        "counted.mp4",
        *("-f", "lavfi", "-i", "nullsrc=s=64x64:r=25:d=8,geq=lum='30+mod(9*N,180)':cb=128:cr=128"),
        *("-f", "lavfi", "-i", "aevalsrc='0.3*sin(440*2*PI*t)*lt(t,4)':d=8"),
        *("-c:v", "libx264", "-g", "200", "-qp", "1", "-pix_fmt", "yuv420p", "-c:a", "aac"),
    )


def brightness(ffmpeg: Ffmpeg, path: Path, *before: str) -> list[float]:
    """Return the mean brightness of each frame."""
    args = ["-nostdin", "-v", "error", *before, "-i", str(path), "-an"]
    raw = subprocess.run(
        [ffmpeg.path, *args, "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "gray", "-"],
        capture_output=True,
        check=True,
    ).stdout
    frames = [raw[at : at + SIZE] for at in range(0, len(raw), SIZE)]
    return [sum(frame) / SIZE for frame in frames]


@pytest.mark.parametrize(("start", "end"), [(0.0, 2.0), (3.0, 5.0), (4.04, 6.52), (7.0, 8.0)])
def test_first_and_last_frame_are_those_of_the_cut(
    counted: Path, clip: Clip, store: Store, ffmpeg: Ffmpeg, start: float, end: float
) -> None:
    media = settle(plan([clip(counted, start, end)], store)).clips["counted"]
    for rendition in (media.std, media.low):
        shown = brightness(ffmpeg, rendition.path)
        wanted = brightness(ffmpeg, counted)[round(start * 25) : round(end * 25)]
        assert shown == pytest.approx(wanted, abs=4)


def test_no_footage_is_hidden_before_the_cut(
    counted: Path, clip: Clip, store: Store, ffmpeg: Ffmpeg
) -> None:
    """Encode anew: a stream copy hides frames since the last key frame behind an edit list."""
    media = settle(plan([clip(counted, 5.0, 6.0)], store)).clips["counted"]
    everything = brightness(ffmpeg, media.std.path, "-ignore_editlist", "1")
    assert len(everything) == 25
    assert everything == pytest.approx(brightness(ffmpeg, counted)[125:150], abs=4)


def test_sound_and_picture_are_cut_alike(
    counted: Path, clip: Clip, store: Store, ffmpeg: Ffmpeg
) -> None:
    """Stop the tone at 1 s of a clip from 3 s, as the recording's stops at 4 s."""
    media = settle(plan([clip(counted, 3.0, 5.0)], store)).clips["counted"]
    args = ["-nostdin", "-i", str(media.std.path), "-af", "silencedetect=d=0.3", "-f", "null", "-"]
    said = subprocess.run([ffmpeg.path, *args], capture_output=True, check=True, text=True).stderr
    silence = float(said.partition("silence_start: ")[2].split()[0])
    assert silence == pytest.approx(1.0, abs=0.05)


def test_a_late_picture_keeps_step_with_the_sound(
    film: Film, clip: Clip, store: Store, ffmpeg: Ffmpeg, counted: Path
) -> None:
    late = film(
        "late.mkv",
        *("-itsoffset", "0.4", "-i", str(counted), "-i", str(counted)),
        *("-map", "0:v", "-map", "1:a", "-c:v", "copy", "-c:a", "pcm_s16le", "-t", "3"),
    )
    media = settle(plan([clip(late, 1.0, 2.0)], store)).clips["late"]
    wanted = brightness(ffmpeg, counted)[15:40]
    assert brightness(ffmpeg, media.std.path) == pytest.approx(wanted, abs=4)


def test_a_picture_that_ends_before_its_sound_stands_still(
    film: Film, clip: Clip, store: Store, ffmpeg: Ffmpeg, counted: Path
) -> None:
    short = film(
        "short.mkv",
        *("-t", "1.6", "-i", str(counted), "-t", "2", "-i", str(counted)),
        *("-map", "0:v", "-map", "1:a", "-c", "copy"),
    )
    media = settle(plan([clip(short, 0.0, 2.0)], store)).clips["short"]
    shown = brightness(ffmpeg, media.std.path)
    assert len(shown) == 50
    assert shown[-5:] == pytest.approx([shown[-1]] * 5, abs=4)
