"""High dynamic range is tone-mapped to the intended brightness."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageStat

from lessonbank.media.job import ClipJob
from lessonbank.media.planning import plan
from lessonbank.media.settling import settle
from lessonbank.media.store import Store

Film = Callable[..., Path]
Clip = Callable[..., ClipJob]

HLG = "color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc"
PQ = "color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc"
# Paper in ITU-R BT.2408: 75 % of the signal in HLG, 58 % in PQ.
PAPER_HLG, PAPER_PQ = 0.75, 0.58


def brightness(film: Film, clip: Clip, store: Store, signal: float, tags: str) -> float:
    """Return the output brightness, 0 to 1, of a 10-bit grey."""
    level = round(64 + 876 * signal)
    path = film(
        f"grey-{signal}-{tags.replace(':', '-')}.mkv",
        *("-f", "lavfi", "-i", f"nullsrc=s=96x54:r=5:d=1,format=yuv420p10le,geq={level}:512:512"),
        *("-vf", f"setparams={tags}", "-c:v", "libx265", "-pix_fmt", "yuv420p10le"),
        *("-x265-params", "log-level=none:lossless=1"),
    )
    settled = settle(plan([clip(path)], store))
    assert not settled.failures
    with Image.open(settled.clips[path.stem].poster.large.path) as picture:
        return ImageStat.Stat(picture.convert("L")).mean[0] / 255


@pytest.mark.parametrize(("signal", "tags"), [(PAPER_HLG, HLG), (PAPER_PQ, PQ)])
def test_a_whiteboard_is_white(
    signal: float, tags: str, film: Film, clip: Clip, store: Store
) -> None:
    assert 0.93 < brightness(film, clip, store, signal, tags) < 1


def test_brighter_stays_brighter(film: Film, clip: Clip, store: Store) -> None:
    steps = [brightness(film, clip, store, signal, HLG) for signal in (0.25, 0.5, 0.7, 0.75)]
    assert steps == sorted(set(steps))
    assert 0.5 < steps[1] < 0.65


@pytest.mark.parametrize(
    "tags",
    [
        "color_trc=smpte2084",
        "color_trc=smpte2084:colorspace=bt2020nc",
        "color_primaries=bt2020:color_trc=smpte2084",
        "color_primaries=smpte432:color_trc=smpte2084:colorspace=bt2020nc",
    ],
)
def test_missing_colour_tags_are_filled_in(tags: str, film: Film, clip: Clip, store: Store) -> None:
    assert 0.93 < brightness(film, clip, store, PAPER_PQ, tags) < 1


@pytest.mark.parametrize("tags", ["color_primaries=bt2020", "colorspace=bt2020nc"])
def test_wide_colours_alone_are_no_high_range(
    tags: str, film: Film, clip: Clip, store: Store
) -> None:
    assert brightness(film, clip, store, 0.58, tags) == pytest.approx(0.58, abs=0.02)
