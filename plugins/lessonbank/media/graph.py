"""Filter graphs: decode a cut once and encode every missing rendition from it."""

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

# Make the bytes depend only on the recipe, and copy nothing from the source but picture and sound.
_CLEAN = {
    "fflags": "+bitexact",
    "flags:v": "+bitexact",
    "map_metadata": "-1",
    "map_chapters": "-1",
    "write_tmcd": "0",
    # Keep only pictures and parameter sets; drop messages (SEI).
    "bsf:v": "filter_units=remove_types=6",
    "a53cc": "0",
    "sn": None,
    "dn": None,
}


@dataclass(frozen=True)
class Levels:
    """Sound settings of a cut: stereo or mono, and the gains in dB."""

    stereo: bool
    stereo_gain: float
    mono_gain: float


def listening(job: ClipJob, entry: Entry) -> list[str]:
    """Return ffmpeg arguments that meter the cut's sound: both channels, their mix, the left."""
    parts = _sound(_opened(job, entry), job, entry).filter_multi_output("asplit", len(METERS))
    mixes = (parts[0], _mixed(parts[1]), parts[2].filter("pan", **{"mono|c0": "c0"}))
    meters = [
        # `quiet` needs ffmpeg 6; `verbose` lines are not printed either.
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
    """Return ffmpeg arguments that encode the renditions in `targets`, each to its file.

    The decoded frames go to the file `witness` and their times to stderr; see
    `witness.read_witness`.
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
            # Put the index first, so that playback can start before the file is loaded.
            movflags="+faststart",
            format="mp4",
            t=_seconds(job.duration),
        )
        for recipe, target in targets.items()
    ]
    return _args([*outputs, ffmpeg.output(seen, file_url(witness), format="rawvideo")])


def is_stereo(recipe: Recipe, levels: Levels) -> bool:
    """Return whether this rendition has two channels."""
    return levels.stereo and recipe.stereo_rate is not None


def _opened(job: ClipJob, entry: Entry) -> Stream:
    """Open the recording before the cut; filters trim it exactly, in the recording's clock."""
    if job.source.path is None:
        raise ValueError(f"the recording of {job.id} has no file")
    seek = {} if entry.seek is None else {"ss": _seconds(entry.seek), "noaccurate_seek": None}
    return ffmpeg.input(file_url(job.source.path), **seek, **input_options())


def _pictures(base: Stream, job: ClipJob, recipes: Sequence[Recipe]) -> dict[str, Stream]:
    """Return the picture of each rendition; scale smaller ones from `std`, which is cheaper."""
    footage = job.source.footage
    size = fitted(footage.width, footage.height, STD)
    copies = base.filter_multi_output("split", len(recipes)) if len(recipes) > 1 else [base]
    pictures = {}
    for number, recipe in enumerate(recipes):
        own = fitted(footage.width, footage.height, recipe)
        copy = copies[number]
        # Rounding to even sizes changes the aspect slightly; `scale` would store non-square pixels.
        pictures[recipe.name] = (
            copy if own == size else copy.filter("scale", *own).filter("setsar", "1")
        )
    return pictures


def _picture(source: Stream, job: ClipJob, entry: Entry) -> tuple[Stream, Stream]:
    """Return the cut's picture at the size of `std`, at a constant rate, in screen colours.

    Also return its frames as filmed, for the witness.
    """
    footage, boxes = job.source.footage, job.redactions.boxes
    size, needs = fitted(footage.width, footage.height, STD), treatment(footage)
    filmed = _filmed(source[str(footage.video_stream)], job, entry, needs)
    filmed = in_screen_colours(filmed, needs, size)
    # 4:2:0 in limited range: every hardware decoder supports it.
    filmed = filmed.filter("format", "yuv420p").filter("setsar", "1")
    # Cover frames filmed during a box, however long each is shown ...
    filmed = covered(filmed, boxes, size, needs.fps)
    filmed = filmed.filter("setparams", **_SCREEN)
    parts = filmed.filter_multi_output("split", 2)
    shown = _shown(parts[0], needs.fps, job, entry)
    # ... and frames shown during a box, whenever they were filmed.
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
# Seconds to keep before the frame on show: containers without presentation times (AVI) are wrong
# by a few frames.
_LEEWAY = 0.5
# Seconds that a picture may start after its sound; its first frame is shown from the beginning.
_LATE = 0.5


def late_frames(job: ClipJob, entry: Entry) -> int:
    """Return the number of black frames before the recording's picture starts."""
    late = entry.frame - job.start
    return round(late * treatment(job.source.footage).fps) if late > _LATE else 0


def _filmed(picture: Stream, job: ClipJob, entry: Entry, needs: Treatment) -> Stream:
    """Return the frames of the cut, upright and deinterlaced, with time 0 at the in-point."""
    first = min(0.0, entry.frame - job.start) - _LEEWAY
    # Set a time base fine enough for any rate: AVI's is one frame.
    picture = picture.filter("settb", "1/1000000")
    picture = picture.filter("setpts", f"PTS-{entry.origin + job.start:.6f}/TB")
    # Drop every frame from the out-point on before any other filter.
    picture = picture.filter("trim", start=f"{first:.6f}", end=_seconds(job.duration))
    if needs.deinterlace:
        picture = picture.filter("bwdif", mode="send_frame", parity=needs.deinterlace)
    if needs.thin:
        # Select the first source frame for each output frame before filtering the rest.
        slot = f"floor({{}}*{needs.fps.numerator}/{needs.fps.denominator}+0.25)"
        chosen = f"isnan(prev_selected_t)+gt({slot.format('t')},{slot.format('prev_selected_t')})"
        picture = picture.filter("select", chosen)
    return picture


def _shown(picture: Stream, fps: Fraction, job: ClipJob, entry: Entry) -> Stream:
    """Show each frame from its time until the next one's, and the last for ever."""
    rate, late = f"{fps.numerator}/{fps.denominator}", late_frames(job, entry)
    if late:
        picture = picture.filter("setpts", f"PTS-{float(late / fps):.6f}/TB")
    # Start before the first frame: `fps` gives none if the recording ends earlier.
    first = min(0, floor((entry.frame - job.start) * fps)) - 2
    picture = picture.filter("fps", rate, start_time=f"{float(first / fps):.6f}")
    picture = picture.filter("tpad", stop=-1, stop_mode="clone").filter("trim", start=0)
    return picture.filter("tpad", start=late, start_mode="add") if late else picture


def _without_side_data(picture: Stream) -> Stream:
    """Drop side data such as captions (CEA-608), which encoders would copy."""
    return picture.filter("sidedata", mode="delete")


def _sounds(
    source: Stream, job: ClipJob, entry: Entry, recipes: Sequence[Recipe], levels: Levels
) -> dict[str, Stream]:
    """Return the sound of each rendition; share one chain among those with the same channels."""
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
    """Return the cut's sound in two channels, with gaps filled by silence.

    Redact it before metering, so that the levels do not depend on the redacted sound.
    """
    sound = source[str(job.source.footage.audio_stream)]
    sound = sound.filter("asetpts", f"PTS-{entry.origin + job.start:.6f}/TB")
    sound = sound.filter("atrim", start=0, end=_seconds(job.duration))
    # Fill gaps first: they would shift later sound out of its redacted span.
    hard = REDACTION.margin / 2
    even = sound.filter(
        "aresample", STD.sample_rate, first_pts=0, min_hard_comp=hard, **{"async": 1}
    )
    return silenced(even.filter("aformat", channel_layouts="stereo"), job.redactions.sounds)


def _mixed(sound: Stream) -> Stream:
    """Mix both channels to mono at half gain: identical channels keep their loudness.

    The gains are explicit, because ffmpeg's own mix depends on the sample format.
    """
    return sound.filter("pan", **{"mono|c0": "0.7071*c0+0.7071*c1"})


def _levelled(sound: Stream, layout: str, levels: Levels, job: ClipJob) -> Stream:
    if layout == "mono":
        sound = _mixed(sound)
    gain = levels.stereo_gain if layout == "stereo" else levels.mono_gain
    ceiling = 10 ** (LOUDNESS.ceiling / 20)
    levelled = (
        sound.filter("volume", f"{gain:.1f}dB")
        # `level` would raise the whole signal to the ceiling again.
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
        # Older ffmpeg ignores the colours set by the last filter.
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
