"""The filter graphs: one decode of a cut, every missing rendition from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from pathlib import Path

import ffmpeg

from lessonbank.ffmpeg.inputs import file_url, input_options
from lessonbank.ffmpeg.packets import OWN_TIMES
from lessonbank.media.colour import in_screen_colours
from lessonbank.media.job import ClipJob
from lessonbank.media.recipe import LOUDNESS, REDACTION, STD, Recipe
from lessonbank.media.redaction import bleeped, covered, silenced
from lessonbank.media.seeking import Entry
from lessonbank.media.shape import Treatment, fitted, treatment
from lessonbank.media.stream import Stream
from lessonbank.media.witness import witnessed

METERS = ("stereo", "mono", "left")

# Bytes that depend on nothing but the recipe, and nothing from the source but picture and sound.
_CLEAN = {
    "fflags": "+bitexact",
    "flags:v": "+bitexact",
    "map_metadata": "-1",
    "map_chapters": "-1",
    "write_tmcd": "0",
    # No unit of the stream but pictures and what it takes to decode them: messages (SEI) go.
    "bsf:v": "filter_units=remove_types=6",
    "a53cc": "0",
    "sn": None,
    "dn": None,
}


@dataclass(frozen=True)
class Levels:
    """What is done to the sound: whether it stays stereo, and the gains in dB."""

    stereo: bool
    stereo_gain: float
    mono_gain: float


def listening(job: ClipJob, entry: Entry) -> list[str]:
    """Arguments of ffmpeg to meter the cut's sound: both channels, their mix, the left one."""
    parts = _sound(_opened(job, entry), job, entry).filter_multi_output("asplit", len(METERS))
    mixes = (parts[0], _mixed(parts[1]), parts[2].filter("pan", **{"mono|c0": "c0"}))
    meters = [
        # `quiet` came with ffmpeg 6; nothing of `verbose` is shown.
        mix.filter(f"ebur128@{name}", framelog="verbose")
        for name, mix in zip(METERS, mixes, strict=True)
    ]
    return _args([ffmpeg.output(*meters, "-", format="null", t=_seconds(job.duration))])


def encoding(
    job: ClipJob,
    entry: Entry,
    levels: Levels | None,
    targets: Mapping[Recipe, Path],
    witness: Path,
) -> list[str]:
    """Arguments of ffmpeg for the renditions in `targets`, each to its file.

    What the cut was made of goes to the file `witness` and to stderr, for `witness.read_witness`.
    """
    source, recipes = _opened(job, entry), list(targets)
    base, seen = _picture(source, job, entry)
    pictures = _pictures(base, job, recipes)
    sounds = _sounds(source, job, entry, recipes, levels) if levels else {}
    outputs = [
        ffmpeg.output(
            pictures[recipe.name],
            *([sounds[recipe.name]] if levels else []),
            file_url(target),
            **_picture_options(recipe, treatment(job.source.footage)),
            **(_sound_options(recipe, levels) if levels else {}),
            **_CLEAN,
            # The index goes first, so that playing starts with the first bytes.
            movflags="+faststart",
            format="mp4",
            t=_seconds(job.duration),
        )
        for recipe, target in targets.items()
    ]
    return _args([*outputs, ffmpeg.output(seen, file_url(witness), format="rawvideo")])


def is_stereo(recipe: Recipe, levels: Levels) -> bool:
    """Whether this rendition of such a sound has two channels."""
    return levels.stereo and recipe.stereo_rate is not None


def _opened(job: ClipJob, entry: Entry) -> Stream:
    """The recording from before the cut on: what begins and ends it are filters, in its clock."""
    if job.source.path is None:
        raise ValueError(f"the recording of {job.id} has no file")
    seek = {} if entry.seek is None else {"ss": _seconds(entry.seek), "noaccurate_seek": None}
    return ffmpeg.input(file_url(job.source.path), **seek, **input_options())


def _pictures(base: Stream, job: ClipJob, recipes: Sequence[Recipe]) -> dict[str, Stream]:
    """The picture of each rendition; smaller ones are scaled from `std`, which costs less."""
    footage = job.source.footage
    size = fitted(footage.width, footage.height, STD)
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


def _picture(source: Stream, job: ClipJob, entry: Entry) -> tuple[Stream, Stream]:
    """The cut's picture at the size of `std`, constant in rate, in the colours of a screen.

    Its frames as they were filmed come beside it, for the witness.
    """
    footage, boxes = job.source.footage, job.redactions.boxes
    size, needs = fitted(footage.width, footage.height, STD), treatment(footage)
    filmed = _filmed(source[str(footage.video_stream)], job, entry, needs)
    filmed = in_screen_colours(filmed, needs, size)
    # 4:2:0 in television range: what every hardware decoder takes.
    filmed = filmed.filter("format", "yuv420p").filter("setsar", "1")
    # A frame is covered if it was filmed during a box, however long it is on show after that ...
    filmed = covered(filmed, boxes, size, needs.fps)
    filmed = filmed.filter("setparams", **_SCREEN)
    parts = filmed.filter_multi_output("split", 2)
    shown = _shown(parts[0], needs.fps, job, entry)
    # ... and if it is on show during one, whenever it was filmed.
    return _without_side_data(covered(shown, boxes, size, needs.fps)), witnessed(parts[1])


_SCREEN = {
    "range": "tv",
    "color_primaries": "bt709",
    "color_trc": "bt709",
    "colorspace": "bt709",
}
_SCREEN_OPTIONS = {
    "color_range": "tv",
    "color_primaries": "bt709",
    "color_trc": "bt709",
    "colorspace": "bt709",
}
# Seconds before the frame on show that are still looked at: containers without times of display
# (AVI) tell them a few frames wrong.
_LEEWAY = 0.5
# A picture that begins a little after its sound stands from the beginning.
_LATE = 0.5


def late_frames(job: ClipJob, entry: Entry) -> int:
    """How many frames are black because the recording's picture has not begun."""
    late = entry.frame - job.start
    return round(late * treatment(job.source.footage).fps) if late > _LATE else 0


def _filmed(picture: Stream, job: ClipJob, entry: Entry, needs: Treatment) -> Stream:
    """The frames that the cut needs, upright and whole, in its clock: 0 is the in-point."""
    first = min(0.0, entry.frame - job.start) - _LEEWAY
    # Fine enough a time base for any rate: that of AVI is as coarse as its frames.
    picture = picture.filter("settb", "1/1000000")
    picture = picture.filter("setpts", f"PTS-{entry.origin + job.start:.6f}/TB")
    # No frame from the out-point on ever reaches what follows.
    picture = picture.filter("trim", start=f"{first:.6f}", end=_seconds(job.duration))
    if needs.deinterlace:
        picture = picture.filter("bwdif", mode="send_frame", parity=needs.deinterlace)
    if needs.thin:
        # The first frame of each of the output's, before anything is done to the others.
        slot = f"floor({{}}*{needs.fps.numerator}/{needs.fps.denominator}+0.25)"
        chosen = f"isnan(prev_selected_t)+gt({slot.format('t')},{slot.format('prev_selected_t')})"
        picture = picture.filter("select", chosen)
    return picture


def _shown(picture: Stream, fps: Fraction, job: ClipJob, entry: Entry) -> Stream:
    """Each frame from its moment on, until the next one's; the last for ever."""
    rate, late = f"{fps.numerator}/{fps.denominator}", late_frames(job, entry)
    if late:
        picture = picture.filter("setpts", f"PTS-{float(late / fps):.6f}/TB")
    # From before the first frame on, for `fps` gives none where the recording ends before it.
    first = min(0, floor((entry.frame - job.start) * fps)) - 2
    picture = picture.filter("fps", rate, start_time=f"{float(first / fps):.6f}")
    picture = picture.filter("tpad", stop=-1, stop_mode="clone").filter("trim", start=0)
    return picture.filter("tpad", start=late, start_mode="add") if late else picture


def _without_side_data(picture: Stream) -> Stream:
    """Pixels alone: captions, for one, come beside them (CEA-608), and encoders copy them."""
    return picture.filter("sidedata", mode="delete")


def _sounds(
    source: Stream, job: ClipJob, entry: Entry, recipes: Sequence[Recipe], levels: Levels
) -> dict[str, Stream]:
    """The sound of each rendition; those with the same channels share one chain."""
    sound = _sound(source, job, entry)
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


def _sound(source: Stream, job: ClipJob, entry: Entry) -> Stream:
    """The cut's sound in two channels, from its first moment, with silence for gaps.

    What is taken out of it is not even listened to, so that the levels do not depend on it.
    """
    sound = source[str(job.source.footage.audio_stream)]
    sound = sound.filter("asetpts", f"PTS-{entry.origin + job.start:.6f}/TB")
    sound = sound.filter("atrim", start=0, end=_seconds(job.duration))
    # Gaps are filled before they would move what comes after them out of its silence.
    hard = REDACTION.margin / 2
    even = sound.filter(
        "aresample", STD.sample_rate, first_pts=0, min_hard_comp=hard, **{"async": 1}
    )
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
        # Older programs do not write what the last filter says.
        **_SCREEN_OPTIONS,
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
    return {
        "c:a": recipe.audio_encoder,
        "b:a": f"{rate}k",
        "ar": recipe.sample_rate,
        "flags:a": "+bitexact",
    }


def _seconds(seconds: float) -> str:
    return f"{seconds:.3f}"


def _args(outputs: Sequence[Stream]) -> list[str]:
    joined = ffmpeg.merge_outputs(*outputs) if len(outputs) > 1 else outputs[0]
    arguments: list[str] = joined.get_args()
    return ["-y", OWN_TIMES, *arguments]
