"""Posters are not blank, and stills show their moment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from lessonbank.media.clip import Still
from lessonbank.media.job import ClipJob
from lessonbank.media.planning import plan
from lessonbank.media.settling import settle
from lessonbank.media.store import Store

Film = Callable[..., Path]
Clip = Callable[..., ClipJob]


@pytest.fixture(scope="module")
def three_parts(film: Film) -> Path:
    """Make a second each of black, a picture and green."""
    return film(
        "parts.mp4",
        *("-f", "lavfi", "-i", "color=black:s=192x108:r=25:d=1"),
        *("-f", "lavfi", "-i", "testsrc=s=192x108:r=25:d=1"),
        *("-f", "lavfi", "-i", "color=lime:s=192x108:r=25:d=1"),
        *("-filter_complex", "[0][1][2]concat=n=3", "-c:v", "libx264", "-pix_fmt", "yuv420p"),
    )


def middle(still: Still) -> tuple[int, ...]:
    with Image.open(still.small.path) as picture:
        colour = picture.convert("RGB").getpixel((picture.width // 2, picture.height // 8))
    assert isinstance(colour, tuple)
    return colour


def contrast(still: Still) -> int:
    with Image.open(still.small.path) as picture:
        low, high = picture.convert("L").getextrema()
    return int(high) - int(low)


def test_a_poster_is_not_black(three_parts: Path, clip: Clip, store: Store) -> None:
    media = settle(plan([clip(three_parts)], store)).clips["parts"]
    assert contrast(media.poster) > 150


def test_a_blank_clip_has_a_poster(three_parts: Path, clip: Clip, store: Store) -> None:
    media = settle(plan([clip(three_parts, 0.0, 0.9)], store)).clips["parts"]
    assert contrast(media.poster) < 10


def test_a_poster_can_be_chosen(three_parts: Path, clip: Clip, store: Store) -> None:
    media = settle(plan([clip(three_parts, poster=2.5)], store)).clips["parts"]
    assert middle(media.poster)[1] > 200
    assert contrast(media.poster) < 20


@pytest.mark.parametrize(("second", "brightness"), [(0.0, 0), (0.9, 0), (2.1, 255), (3.0, 255)])
def test_a_still_is_of_its_moment(
    three_parts: Path, clip: Clip, store: Store, second: float, brightness: int
) -> None:
    media = settle(plan([clip(three_parts, stills=(second,))], store)).clips["parts"]
    assert middle(media.stills[second]) == pytest.approx((0, brightness, 0), abs=20)
