"""The sound of the room: the voices where they are said, a little echo, and the air."""

from __future__ import annotations

import wave
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from tests.films.timeline import Timeline
from tests.films.voice import RATE, Samples

LEVELS = {"Teacher": 0.095, "Class": 0.085}
"""Loudness (root mean square) by who speaks; pupils sit further from the microphone."""
PUPIL = 0.07
AIR = 0.0011


def mix(timeline: Timeline, voices: Iterable[Samples], shown: dict[str, str]) -> Samples:
    """The whole sound track as samples at `RATE`."""
    dry = np.zeros(timeline.end * RATE, np.float32)
    far = np.zeros_like(dry)
    spoken = [one for turn in timeline.turns for one in turn.spoken]
    for one, samples in zip(spoken, voices, strict=True):
        name = shown[one.speaker]
        start = round(one.start * RATE)
        placed = _level(samples, LEVELS.get(name, PUPIL))
        (dry if name == "Teacher" else far)[start : start + len(placed)] += placed
    whole = dry + 0.10 * _echo(dry) + far * 0.8 + 0.30 * _echo(far) + _air(len(dry))
    return np.clip(whole, -0.97, 0.97).astype(np.float32)


def loudness(track: Samples, frames: int, rate: int) -> list[float]:
    """Root mean square of the track for each of `frames` at `rate` frames a second."""
    step = RATE // rate
    padded = np.pad(track, (0, max(0, frames * step - len(track))))[: frames * step]
    return [float(level) for level in np.sqrt((padded.reshape(frames, step) ** 2).mean(axis=1))]


def save(track: Samples, path: Path) -> None:
    """Write the track as a 16-bit mono WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((track * 32767).astype("<i2").tobytes())


def _level(samples: Samples, goal: float) -> Samples:
    heard = samples[np.abs(samples) > 0.01]
    now = float(np.sqrt((heard**2).mean())) if len(heard) else 1.0
    return (samples * (goal / now)).astype(np.float32)


def _echo(samples: Samples) -> Samples:
    """A small room's answer: noise that dies away in a quarter of a second."""
    length = RATE // 4
    time = np.arange(length) / RATE
    answer = np.random.default_rng(7).standard_normal(length) * np.exp(-time * 19)
    answer[: RATE // 90] = 0
    answer /= np.sqrt((answer**2).sum())
    size = 1 << (len(samples) + length).bit_length()
    wet = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(answer, size), size)
    return wet[: len(samples)].astype(np.float32)


def _air(length: int) -> Samples:
    """Quiet noise with little treble: a room with people in it."""
    noise = np.random.default_rng(11).standard_normal(length)
    spectrum = np.fft.rfft(noise)
    pitch = np.fft.rfftfreq(length, 1 / RATE)
    spectrum *= 1 / (1 + (pitch / 260) ** 1.1)
    air = np.fft.irfft(spectrum, length)
    return (air / air.std() * AIR).astype(np.float32)
