"""The filter graphs: one decode of a cut, every missing rendition from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import ffmpeg

from lessonbank.ffmpeg.inputs import file_url, input_options
from lessonbank.media.job import ClipJob
from lessonbank.media.recipe import LOUDNESS, STD, Recipe
from lessonbank.media.redaction import bleeped, covered, silenced
from lessonbank.media.shape import Treatment, fitted, treatment
from lessonbank.media.stream import Stream

METERS = ("stereo", "mono", "left")

# Bytes that depend on nothing but the recipe, and nothing from the source but picture and sound.
_CLEAN = {
    "fflags": "+bitexact",
    "flags:v": "+bitexact",
    "flags:a": "+bitexact",
    "map_metadata": "-1",
    "map_chapters": "-1",
    "write_tmcd": "0",
    "sn": None,
    "dn": None,
}


@dataclass(frozen=True)
class Levels:
    """What is done to the sound: whether it stays stereo, and the gains in dB."""

    stereo: bool
    stereo_gain: float
    mono_gain: float


def listening(job: ClipJob) -> list[str]:
    """Arguments of ffmpeg to meter the cut's sound: both channels, their mix, the left one."""
    parts = _sound(_opened(job), job).filter_multi_output("asplit", len(METERS))
    mixes = (parts[0], _mixed(parts[1]), parts[2].filter("pan", **{"mono|c0": "c0"}))
    meters = [
        mix.filter(f"ebur128@{name}", framelog="quiet")
        for name, mix in zip(METERS, mixes, strict=True)
    ]
    return _args([ffmpeg.output(*meters, "-", format="null")])


def encoding(
    job: ClipJob, recipes: Sequence[Recipe], levels: Levels | None, targets: Mapping[str, Path]
) -> list[str]:
    """Arguments of ffmpeg for the renditions in `recipes`, each to its file in `targets`."""
    source = _opened(job)
    pictures = _pictures(source, job, recipes)
    sounds = _sounds(source, job, recipes, levels) if levels else {}
    outputs = [
        ffmpeg.output(
            pictures[recipe.name],
            *([sounds[recipe.name]] if levels else []),
            file_url(targets[recipe.name]),
            **_picture_options(recipe, treatment(job.source.footage)),
            **(_sound_options(recipe, levels) if levels else {}),
            **_CLEAN,
            # The index goes first, so that playing starts with the first bytes.
            movflags="+faststart",
            format="mp4",
            t=_seconds(job.duration),
        )
        for recipe in recipes
    ]
    return _args(outputs)


def is_stereo(recipe: Recipe, levels: Levels) -> bool:
    """Whether this rendition of such a sound has two channels."""
    return levels.stereo and recipe.stereo_rate is not None


def _opened(job: ClipJob) -> Stream:
    """The cut as an input. Seeking before it is exact, because what follows decodes."""
    if job.source.path is None:
        raise ValueError(f"the recording of {job.id} has no file")
    return ffmpeg.input(
        file_url(job.source.path),
        ss=_seconds(job.start),
        t=_seconds(job.duration),
        **input_options(),
    )


def _pictures(source: Stream, job: ClipJob, recipes: Sequence[Recipe]) -> dict[str, Stream]:
    """The picture of each rendition; smaller ones are scaled from `std`, which costs less."""
    footage = job.source.footage
    size = fitted(footage.width, footage.height, STD)
    base = _treated(source[str(footage.video_stream)], treatment(footage), size, job)
    copies = base.filter_multi_output("split", len(recipes)) if len(recipes) > 1 else [base]
    pictures = {}
    for number, recipe in enumerate(recipes):
        own = fitted(footage.width, footage.height, recipe)
        copy = copies[number]
        # Even sizes bend the aspect by a hair, which `scale` would write down as odd pixels.
        pictures[recipe.name] = (
            copy if own == size else copy.filter("scale", *own).filter("setsar", "1")
        )
    return pictures


def _treated(picture: Stream, needs: Treatment, size: tuple[int, int], job: ClipJob) -> Stream:
    """The cut's picture at the size of `std`, constant in rate, in the colours of a screen."""
    if needs.deinterlace:
        picture = picture.filter("bwdif", mode="send_frame", parity=needs.deinterlace)
    rate = f"{needs.fps.numerator}/{needs.fps.denominator}"
    picture = _in_screen_colours(picture.filter("fps", rate), needs, size)
    # 4:2:0 in television range: what every hardware decoder takes.
    picture = picture.filter("format", "yuv420p").filter("setsar", "1")
    # Before frames stand in for missing ones, so that those of a span are covered wherever they do.
    picture = covered(picture, job.redactions.boxes, size, needs.fps)
    # A picture may start late or end a few frames before its sound; a frame stands till then.
    picture = picture.filter("fps", rate, start_time=0)
    picture = picture.filter("tpad", stop_mode="clone", stop_duration=1)
    return picture.filter(
        "setparams",
        range="tv",
        color_primaries="bt709",
        color_trc="bt709",
        colorspace="bt709",
    )


def _in_screen_colours(picture: Stream, needs: Treatment, size: tuple[int, int]) -> Stream:
    if not needs.tone:
        return picture.filter(
            "scale", *size, in_color_matrix=needs.matrix, out_color_matrix="bt709", out_range="tv"
        )
    picture = picture.filter("scale", *size)
    if needs.tone in {"pq", "hlg"}:
        # 203 cd/m2 is the white of HDR television (ITU-R BT.2408).
        picture = picture.filter("zscale", transfer="linear", npl=203)
        picture = picture.filter("format", "gbrpf32le").filter("zscale", primaries="bt709")
        picture = picture.filter("tonemap", "hable")
    return picture.filter("zscale", transfer="bt709", matrix="bt709", primaries="bt709", range="tv")


def _sounds(
    source: Stream, job: ClipJob, recipes: Sequence[Recipe], levels: Levels
) -> dict[str, Stream]:
    """The sound of each rendition; those with the same channels share one chain."""
    sound = _sound(source, job)
    layouts = {recipe.name: _layout(recipe, levels) for recipe in recipes}
    wanted = sorted(set(layouts.values()))
    copies = sound.filter_multi_output("asplit", len(wanted)) if len(wanted) > 1 else [sound]
    sounds = {}
    for number, layout in enumerate(wanted):
        takers = [name for name, own in layouts.items() if own == layout]
        levelled = _levelled(copies[number], layout, levels, job)
        shared = len(takers) > 1
        parts = levelled.filter_multi_output("asplit", len(takers)) if shared else [levelled]
        sounds.update({name: parts[i] for i, name in enumerate(takers)})
    return sounds


def _sound(source: Stream, job: ClipJob) -> Stream:
    """The cut's sound in two channels, from its first moment, with silence for gaps.

    What is taken out of it is not even listened to, so that the levels do not depend on it.
    """
    sound = source[str(job.source.footage.audio_stream)]
    even = sound.filter("aresample", STD.sample_rate, first_pts=0, **{"async": 1})
    return silenced(even.filter("aformat", channel_layouts="stereo"), job.redactions.sounds)


def _mixed(sound: Stream) -> Stream:
    """Both channels at half power: one signal twice comes out as loud as it was.

    Spelled out, because ffmpeg's own mix differs with the format of the samples.
    """
    return sound.filter("pan", **{"mono|c0": "0.7071*c0+0.7071*c1"})


def _levelled(sound: Stream, layout: str, levels: Levels, job: ClipJob) -> Stream:
    if layout == "mono":
        sound = _mixed(sound)
    gain = levels.stereo_gain if layout == "stereo" else levels.mono_gain
    ceiling = 10 ** (LOUDNESS.ceiling / 20)
    levelled = (
        sound.filter("volume", f"{gain:.1f}dB")
        # `level` would turn the whole up again to the ceiling.
        .filter("alimiter", limit=f"{ceiling:.4f}", level="false")
        .filter("apad", whole_dur=_seconds(job.duration))
    )
    channels = 2 if layout == "stereo" else 1
    return bleeped(levelled, job.redactions.sounds, channels)


def _layout(recipe: Recipe, levels: Levels) -> str:
    return "stereo" if is_stereo(recipe, levels) else "mono"


def _picture_options(recipe: Recipe, needs: Treatment) -> dict[str, str | int]:
    return {
        "c:v": recipe.video_encoder,
        "preset": recipe.preset,
        "profile:v": recipe.profile,
        "level": recipe.level,
        "crf": recipe.crf,
        "maxrate": f"{recipe.maxrate}k",
        "bufsize": f"{recipe.bufsize}k",
        "g": round(recipe.keyframe_seconds * needs.fps),
        "threads": recipe.threads,
    }


def _sound_options(recipe: Recipe, levels: Levels) -> dict[str, str | int]:
    stereo = is_stereo(recipe, levels)
    rate = recipe.stereo_rate if stereo else recipe.mono_rate
    return {"c:a": recipe.audio_encoder, "b:a": f"{rate}k", "ar": recipe.sample_rate}


def _seconds(seconds: float) -> str:
    return f"{seconds:.3f}"


def _args(outputs: Sequence[Stream]) -> list[str]:
    joined = ffmpeg.merge_outputs(*outputs) if len(outputs) > 1 else outputs[0]
    arguments: list[str] = joined.get_args()
    return ["-y", *arguments]
