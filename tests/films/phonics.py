"""The sounds of letters by themselves, as a reading teacher says them: without an "uh".

The synthesiser speaks words; asked for a lone consonant it adds a vowel. A sound that is breath
alone is therefore taken from the end of a word and made as long as it is needed.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
Utter = Callable[[str], Samples]

ENDINGS = {"f": "ˈɪf", "ʃ": "wˈɪʃ", "s": "ˈɪs"}  # noqa: RUF001 - phonemes
"""Words (in phonemes) that end with a breath sound, by the sound."""
LONG = 0.42
GAP = 0.07
STEP = 240
"""Samples looked at together: ten milliseconds."""


def sounds(written: str, utter: Utter, rate: int) -> Samples:
    """Sounds separated by `|`, joined up; `utter` says phonemes in the speaker's voice."""
    quiet = np.zeros(round(GAP * rate), np.float32)
    pieces: list[Samples] = []
    for sound in written.split("|"):
        name = sound.strip()
        breath = ENDINGS.get(name)
        said = _breath(utter(breath), rate) if breath else _voiced(utter(name), rate)
        pieces += [said, quiet]
    return np.concatenate(pieces[:-1])


def _voiced(sound: Samples, rate: int) -> Samples:
    """A sound up to the end of its longest stretch of voice: no hiss after the vowel."""
    _, end = max(_runs(sound, noisy=False), key=lambda run: run[1] - run[0])
    kept = sound[: end * STEP].copy()
    fade = min(len(kept), round(rate * 0.04))
    kept[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
    return kept


def _breath(word: Samples, rate: int) -> Samples:
    """The noise with which a word ends, drawn out, softly begun and ended."""
    ending = _ending(word)
    length = round(LONG * rate)
    noise = np.fft.rfft(np.random.default_rng(3).standard_normal(length))
    colour = np.abs(np.fft.rfft(ending * np.hanning(len(ending))))
    colour = np.convolve(colour, np.ones(5) / 5, "same")
    places = np.linspace(0, len(colour) - 1, len(noise))
    drawn = np.fft.irfft(noise * np.interp(places, np.arange(len(colour)), colour), length)
    edge = np.minimum(np.arange(length), length - np.arange(length)) / (rate * 0.07)
    swell = np.minimum(1.0, edge)
    return (drawn / drawn.std() * 0.06 * swell).astype(np.float32)


def _ending(word: Samples) -> Samples:
    """The last stretch of breath."""
    start, end = _runs(word, noisy=True)[-1]
    return word[start * STEP : end * STEP]


def _runs(samples: Samples, *, noisy: bool) -> list[tuple[int, int]]:
    """The stretches, in steps, of breath (the samples often change sign) or of voice."""
    frames = [samples[at : at + STEP] for at in range(0, len(samples) - STEP, STEP)]
    loud = [float(frame.std()) > 0.006 for frame in frames]
    turning = [float((frame[1:] * frame[:-1] < 0).mean()) for frame in frames]
    wanted = [
        one and ((often > 0.2) if noisy else (often < 0.12))
        for one, often in zip(loud, turning, strict=True)
    ]
    edges = np.flatnonzero(np.diff([0, *map(int, wanted), 0]))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]
