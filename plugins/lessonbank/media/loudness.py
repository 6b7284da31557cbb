"""Measure the loudness of a cut, and the gain to the target."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.ffmpeg.runner import CancelToken, run
from lessonbank.media.graph import METERS, Levels, listening
from lessonbank.media.job import ClipJob
from lessonbank.media.recipe import LOUDNESS, Loudness
from lessonbank.media.seeking import Entry, find_entry

_SILENT = -70.0
_LEFT_ALONE, _RIGHT_ALONE = 0.3, 12.0
_SUMMARY = re.compile(r"^\[ebur128@(\w+) @ ")
_INTEGRATED = re.compile(r"^\s+I:\s+(-?[\d.]+|-?inf|nan) LUFS")


def measure(
    ffmpeg: Ffmpeg,
    job: ClipJob,
    entry: Entry | None = None,
    *,
    token: CancelToken | None = None,
    timeout: float,
) -> Levels | None:
    """Meter the cut's sound in one run and return its levels; None if there is no sound."""
    if not job.source.footage.has_audio:
        return None
    entry = entry or find_entry(ffmpeg, job, token=token, timeout=timeout)
    lines = run(ffmpeg, listening(job, entry), timeout=timeout, token=token)
    return levels(read_meters(lines))


def levels(heard: Mapping[str, float], recipe: Loudness = LOUDNESS) -> Levels:
    """Compute levels from the integrated loudness in LUFS of `stereo`, `mono` and `left`."""
    return Levels(
        stereo=_is_stereo(heard, recipe),
        stereo_gain=_gain(heard["stereo"], recipe),
        mono_gain=_gain(heard["mono"], recipe),
    )


def read_meters(lines: Sequence[str]) -> dict[str, float]:
    """Read the integrated loudness in LUFS of each meter from ffmpeg's lines; silence is -70."""
    heard = dict.fromkeys(METERS, _SILENT)
    meter = ""
    for line in lines:
        if summary := _SUMMARY.match(line):
            meter = summary.group(1)
        elif (integrated := _INTEGRATED.match(line)) and meter in heard:
            value = integrated.group(1)
            heard[meter] = max(_SILENT, float(value)) if value.lstrip("-")[0].isdigit() else _SILENT
    return heard


def _is_stereo(heard: Mapping[str, float], recipe: Loudness) -> bool:
    """Return whether two channels differ and both carry sound.

    A lapel microphone on one channel is mono, and must not play in one ear only.
    """
    differ = heard["stereo"] - heard["mono"] >= recipe.stereo_from
    # Equal channels put the left one 3 LU below both; 0.3 or 12 means that one is 12 dB weaker.
    return differ and _LEFT_ALONE < heard["stereo"] - heard["left"] < _RIGHT_ALONE


def _gain(loudness: float, recipe: Loudness) -> float:
    if loudness <= recipe.floor:
        return 0.0
    return round(min(recipe.target - loudness, recipe.most_gain), 1)
