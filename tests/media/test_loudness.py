"""Speech is levelled to -16 LUFS; silence and one-sided microphones are handled."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.ffmpeg.runner import run
from lessonbank.media.graph import Levels
from lessonbank.media.job import ClipJob
from lessonbank.media.loudness import levels, read_meters
from lessonbank.media.planning import plan
from lessonbank.media.settling import settle
from lessonbank.media.store import Store

Film = Callable[..., Path]
Clip = Callable[..., ClipJob]

# A voice's overtones in bursts, as syllables are, with a clap now and then.
SPEECH = (
    "0.1*(sin(1400*t)+sin(2800*t)+sin(5600*t))*(0.3+0.7*gt(sin(9*t),0))"
    "+0.5*random(1)*lt(mod(t,1.7),0.004)"
)
MONO, STEREO = partial(Levels, False), partial(Levels, True)  # noqa: FBT003
OTHER = "0.1*(sin(1700*t)+sin(3400*t))*(0.3+0.7*gt(sin(7*t),0))"


def recording(film: Film, name: str, sound: str) -> Path:
    return film(
        name,
        *("-f", "lavfi", "-i", "color=gray:s=64x64:r=5", "-f", "lavfi", "-i"),
        *(f"aevalsrc='{sound}':s=48000:d=6", "-c:v", "mpeg4", "-c:a", "pcm_s16le", "-t", "6"),
    )


def loudness(ffmpeg: Ffmpeg, path: Path) -> float:
    """Return the integrated loudness of a whole file in LUFS."""
    args = ["-i", str(path), "-vn", "-af", "ebur128@stereo=framelog=verbose", "-f", "null", "-"]
    return read_meters(run(ffmpeg, args, timeout=60))["stereo"]


@pytest.mark.parametrize("gain", [0.2, 0.5, 2.5])
def test_speech_comes_out_at_the_target(
    film: Film, clip: Clip, store: Store, ffmpeg: Ffmpeg, gain: float
) -> None:
    spoken = recording(film, f"speech{gain}.mkv", f"{gain}*({SPEECH})")
    media = settle(plan([clip(spoken, 1.0, 5.0, id="x")], store)).clips["x"]
    for rendition in (media.std, media.low):
        assert loudness(ffmpeg, rendition.path) == pytest.approx(-16, abs=1)


def test_stereo_comes_out_at_the_target_in_both_renditions(
    film: Film, clip: Clip, store: Store, ffmpeg: Ffmpeg
) -> None:
    two = recording(film, "two.mkv", f"0.5*({SPEECH})|0.4*({OTHER})")
    media = settle(plan([clip(two, id="x")], store)).clips["x"]
    for rendition in (media.std, media.low):
        assert loudness(ffmpeg, rendition.path) == pytest.approx(-16, abs=1)


def test_a_whisper_is_raised_by_at_most_the_maximum_gain(
    film: Film, clip: Clip, store: Store, ffmpeg: Ffmpeg
) -> None:
    faint = recording(film, "faint.mkv", f"0.03*({SPEECH})")
    before = loudness(ffmpeg, faint)
    assert -58 < before < -40
    media = settle(plan([clip(faint, id="x")], store)).clips["x"]
    assert loudness(ffmpeg, media.std.path) - before == pytest.approx(20, abs=1)


def test_silence_is_left_alone(film: Film, clip: Clip, store: Store, ffmpeg: Ffmpeg) -> None:
    still = recording(film, "still.mkv", "0.0002*(random(0)-0.5)")
    media = settle(plan([clip(still, id="x")], store)).clips["x"]
    assert loudness(ffmpeg, media.std.path) <= -60


@pytest.mark.parametrize(
    ("heard", "wanted"),
    [
        ({"stereo": -20.0, "mono": -20.0, "left": -23.0}, MONO(4.0, 4.0)),
        ({"stereo": -20.0, "mono": -22.0, "left": -23.0}, STEREO(4.0, 6.0)),
        ({"stereo": -20.0, "mono": -23.0, "left": -20.0}, MONO(4.0, 7.0)),
        ({"stereo": -20.0, "mono": -23.0, "left": -70.0}, MONO(4.0, 7.0)),
        ({"stereo": -10.0, "mono": -10.0, "left": -13.0}, MONO(-6.0, -6.0)),
        ({"stereo": -50.0, "mono": -50.0, "left": -53.0}, MONO(20.0, 20.0)),
        ({"stereo": -70.0, "mono": -70.0, "left": -70.0}, MONO(0.0, 0.0)),
    ],
    ids=["one signal twice", "stereo", "left only", "right only", "loud", "faint", "silent"],
)
def test_levels_follow_from_the_meters(heard: dict[str, float], wanted: Levels) -> None:
    assert levels(heard) == wanted


def test_a_microphone_on_one_channel_is_heard_on_both(
    film: Film, clip: Clip, store: Store, ffmpeg: Ffmpeg
) -> None:
    lapel = recording(film, "lapel.mkv", f"0.5*({SPEECH})|0")
    media = settle(plan([clip(lapel, id="x")], store)).clips["x"]
    assert loudness(ffmpeg, media.std.path) == pytest.approx(-16, abs=1)
    said = "\n".join(run(ffmpeg, ["-i", str(media.std.path), "-f", "null", "-"], timeout=60))
    assert "48000 Hz, mono" in said
