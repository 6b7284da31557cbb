"""Convert a recording's colours to those of screens: BT.709, limited range."""

from __future__ import annotations

from lessonbank.media.recipe import TONE
from lessonbank.media.shape import Treatment
from lessonbank.media.stream import Stream


def in_screen_colours(picture: Stream, needs: Treatment, size: tuple[int, int]) -> Stream:
    """Scale `picture` to `size` in pixels, and tone-map high dynamic range."""
    if not needs.tone:
        return picture.filter(
            "scale", *size, in_color_matrix=needs.matrix, out_color_matrix="bt709", out_range="tv"
        )
    # Fill in colours that the recording leaves out: `zscale` cannot convert from unknown ones.
    declared = {"color_primaries": needs.primaries, "color_trc": needs.transfer}
    matrix = {} if needs.matrix == "auto" else {"colorspace": needs.matrix}
    picture = picture.filter("scale", *size).filter("setparams", **declared, **matrix)
    if needs.tone in {"pq", "hlg"}:
        picture = picture.filter("zscale", transfer="linear", npl=TONE.white)
        picture = picture.filter("format", "gbrpf32le").filter("zscale", primaries="bt709")
        peak = f"{TONE.peak / TONE.white:.3f}"
        picture = picture.filter("tonemap", "mobius", param=TONE.straight, peak=peak)
    return picture.filter("zscale", transfer="bt709", matrix="bt709", primaries="bt709", range="tv")
