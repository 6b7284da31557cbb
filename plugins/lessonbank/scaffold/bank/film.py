"""The example film: a frame of ten squares fills with counters. It shows nobody."""

from __future__ import annotations

import math
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw

from lessonbank.ffmpeg.inputs import file_url
from lessonbank.ffmpeg.program import locate
from lessonbank.ffmpeg.runner import run
from lessonbank.files.scratch import scratch

SECONDS = 10
_WIDTH, _HEIGHT = 1280, 720
_SQUARE, _LEFT, _TOP = 200, 140, 160
_BLUE_AT = tuple(0.5 + 0.5 * number for number in range(7))
_YELLOW_AT = (7.0, 7.5, 8.0)
_PAUSE = (4.0, 7.0)
"""Seconds at which counters appear, and between which the film waits."""

_PAPER, _INK, _BLUE, _YELLOW = "#f7f3e8", "#33312c", "#1f5f9e", "#e0a100"
_RATE = 24_000
"""Samples a second."""
_LOW, _HIGH = 392.0, 587.33
"""Hertz."""


def make_film(path: Path) -> None:
    """Write the film. Raise FfmpegError or FfmpegMissingError."""
    with scratch(path.parent / ".film") as folder:
        _draw(folder / "film.gif")
        _sound(folder / "film.wav")
        made = folder / "film.mp4"
        run(
            locate(),
            [
                *("-i", file_url(folder / "film.gif"), "-i", file_url(folder / "film.wav")),
                *("-map", "0:v", "-map", "1:a", "-t", str(SECONDS), "-vf", "fps=10,format=yuv420p"),
                *("-c:v", "libx264", "-preset", "slow", "-crf", "24", "-g", "20", "-threads", "1"),
                *("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"),
                *("-c:a", "aac", "-b:a", "64k", "-ac", "1", "-movflags", "+faststart"),
                *("-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"),
                *("-map_metadata", "-1", file_url(made)),
            ],
            timeout=120,
        )
        made.replace(path)
    (path.parent / ".film").rmdir()


def _draw(path: Path) -> None:
    """Write one picture for each change, shown until the next."""
    starts = sorted({0.0, *_BLUE_AT, *_YELLOW_AT, *_PAUSE})
    pictures = [_picture(start) for start in starts]
    ends = [*starts[1:], float(SECONDS)]
    lasting = [round(1000 * (end - start)) for start, end in zip(starts, ends, strict=True)]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], duration=lasting)


def _picture(at: float) -> Image.Image:
    picture = Image.new("RGB", (_WIDTH, _HEIGHT), _PAPER)
    draw = ImageDraw.Draw(picture)
    waiting = _PAUSE[0] <= at < _PAUSE[1]
    colours = dict(enumerate(_counters(at)))
    for number in range(10):
        x, y = _LEFT + number % 5 * _SQUARE, _TOP + number // 5 * _SQUARE
        draw.rectangle((x, y, x + _SQUARE, y + _SQUARE), outline=_INK, width=6)
        if number in colours:
            draw.ellipse((x + 30, y + 30, x + _SQUARE - 30, y + _SQUARE - 30), colours[number])
        elif waiting:
            inner = (x + 16, y + 16, x + _SQUARE - 16, y + _SQUARE - 16)
            draw.rectangle(inner, outline=_YELLOW, width=8)
    return picture


def _counters(at: float) -> Iterator[str]:
    yield from (_BLUE for start in _BLUE_AT if start <= at)
    yield from (_YELLOW for start in _YELLOW_AT if start <= at)


def _sound(path: Path) -> None:
    """Write a short note for each counter."""
    samples = array("h", bytes(2 * _RATE * SECONDS))
    for starts, pitch in ((_BLUE_AT, _LOW), (_YELLOW_AT, _HIGH)):
        for start in starts:
            _strike(samples, start, pitch)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(samples.tobytes())


def _strike(samples: array[int], start: float, pitch: float) -> None:
    first = round(start * _RATE)
    for number in range(round(0.35 * _RATE)):
        seconds = number / _RATE
        loudness = 9000 * math.exp(-9 * seconds) * min(1.0, seconds / 0.005)
        samples[first + number] += round(loudness * math.sin(2 * math.pi * pitch * seconds))
