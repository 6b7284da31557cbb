"""A film that carries its own clock, and reading that clock off what was made of it.

The left half of the picture is a grey that names the second, the right half one that names the
part of it; the top left corner flashes and a tone sounds at each full second, in a pitch that
names it.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

RATE = 48000
WIDTH, HEIGHT = 64, 48
SECONDS = 24
_FLASH = 0.1
_DARKEST, _STEP, _PARTS = 24, 8, 180


def picture(fps: str = "25", seconds: float = SECONDS) -> str:
    """The source of the picture, for `-f lavfi -i`."""
    second = f"{_DARKEST}+{_STEP}*floor(T+0.0001)"
    part = f"{_DARKEST}+{_PARTS}*(T+0.0001-floor(T+0.0001))"
    corner = f"if(lt(X,{WIDTH // 4})*lt(Y,{HEIGHT // 4}),if(lt(mod(T+0.0001,1),{_FLASH}),235,16)"
    lum = f"{corner},if(lt(X,{WIDTH // 2}),{second},{part}))"
    return f"nullsrc=s={WIDTH}x{HEIGHT}:r={fps}:d={seconds},geq=lum='{lum}':cb=128:cr=128"


def sound(seconds: float = SECONDS) -> str:
    """The source of the sound, for `-f lavfi -i`."""
    tone = f"0.4*lt(mod(t,1),{_FLASH})*sin(2*PI*(400+100*floor(t))*t)"
    return f"aevalsrc='{tone}':s={RATE}:d={seconds}"


def clocks(ffmpeg: str, path: Path) -> list[float]:
    """The moment of each frame, in seconds of the clock it was filmed with; -1 for a black one."""
    raw = _output(ffmpeg, path, "-an", "-f", "rawvideo", "-pix_fmt", "gray")
    return [moment(frame) for frame in _frames(raw)]


@dataclass(frozen=True)
class Truth:
    """What a film shows and lets hear, decoded from its beginning: no seek is involved.

    `shown` are times in the recording's clock and the moment that is on show from then on; `heard`
    are times of tones and the second that each names.
    """

    shown: tuple[tuple[float, float], ...]
    heard: tuple[tuple[float, int], ...]

    def between(self, start: float, end: float) -> list[float]:
        """The moments that are on show at any time from `start` to `end`."""
        before = [moment for time, moment in self.shown if time <= start]
        during = [moment for time, moment in self.shown if start < time <= end]
        return [*before[-1:], *during]


def truth(ffmpeg: str, path: Path) -> Truth:
    """Read the clock of a recording in full."""
    numbered = "showinfo,settb=1/25,setpts=N,fps=25"
    command = [ffmpeg, "-nostdin", "-copyts", "-i", str(path), "-an", "-vf", numbered]
    command += ["-f", "rawvideo", "-pix_fmt", "gray", "-"]
    done = subprocess.run(command, check=True, capture_output=True, timeout=120)
    said = done.stderr.decode("utf-8", "replace")
    start = re.search(r"Duration: [^,]+, start: (-?[\d.]+)", said)
    assert start
    times = [float(time) - float(start[1]) for time in re.findall(r" pts_time:(\S+)", said)]
    moments = [moment(frame) for frame in _frames(done.stdout)]
    heard = beeps(ffmpeg, path, "-af", "aresample=async=1:first_pts=0")
    # Older programs repeat the last frame.
    return Truth(tuple(zip(times, moments, strict=False)), tuple(heard))


def _frames(raw: bytes) -> Iterator[np.ndarray]:
    yield from np.frombuffer(raw, np.uint8).reshape(-1, HEIGHT, WIDTH).astype(float)


def moment(frame: np.ndarray) -> float:
    """The moment of one frame, as grey levels of 0 to 255."""
    height, width = frame.shape
    rows = slice(height // 2, height - height // 8)
    left, right = (
        float(frame[rows, int(width * start) : int(width * (start + 0.25))].mean())
        for start in (0.125, 0.625)
    )
    if left < 4:
        return -1.0
    second, part = (16 + level * 219 / 255 - _DARKEST for level in (left, right))
    return round(second / _STEP) + part / _PARTS


def beeps(ffmpeg: str, path: Path, *filters: str) -> list[tuple[float, int]]:
    """When each tone begins in a file, and the second that its pitch names."""
    raw = _output(ffmpeg, path, "-vn", *filters, "-ac", "1", "-ar", str(RATE), "-f", "f32le")
    samples = np.frombuffer(raw, np.float32)
    step = RATE // 500
    loud = np.abs(samples[: len(samples) // step * step]).reshape(-1, step).max(axis=1)
    on = loud > 0.25 * max(0.01, float(loud.max()))
    found = []
    at = 0
    while at < len(on):
        if on[at]:
            begins = at * step
            part = samples[begins : begins + round(_FLASH * RATE * 0.9)]
            found.append((begins / RATE, _second(part)))
            at += round(_FLASH * 1.5 * RATE / step)
        at += 1
    return found


def _second(part: np.ndarray) -> int:
    """The second that a tone names."""
    padded = np.abs(np.fft.rfft(part * np.hanning(len(part)), RATE))
    return round((int(padded[200:4000].argmax()) + 200 - 400) / 100)


def _output(ffmpeg: str, path: Path, *args: str) -> bytes:
    command = [ffmpeg, "-nostdin", "-v", "error", "-i", str(path), *args, "-"]
    return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout
