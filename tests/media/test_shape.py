"""Sizes and frame rates of renditions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.media.recipe import LOW, RENDITIONS, STD, Recipe
from lessonbank.media.shape import fitted, frame_rate

side = st.integers(2, 8000)


@given(side, side, st.sampled_from(RENDITIONS))
def test_a_rendition_is_even_inside_its_box_and_never_larger(
    width: int, height: int, recipe: Recipe
) -> None:
    across, down = fitted(width, height, recipe)
    assert across % 2 == down % 2 == 0
    assert 2 <= across <= max(2, width)
    assert 2 <= down <= max(2, height)
    assert min(across, down) <= recipe.short_side
    assert max(across, down) <= recipe.long_side


@given(st.integers(64, 8000), st.integers(64, 8000))
def test_the_aspect_is_kept_to_two_pixels(width: int, height: int) -> None:
    across, down = fitted(width, height, STD)
    scale = min(across / width, down / height)
    assert abs(across - width * scale) <= 2 + width / height
    assert abs(down - height * scale) <= 2 + height / width


@pytest.mark.parametrize(
    ("size", "std", "low"),
    [
        ((1920, 1080), (1280, 720), (854, 480)),
        ((1080, 1920), (720, 1280), (480, 854)),
        ((1440, 1080), (960, 720), (640, 480)),
        ((2560, 1080), (1280, 540), (854, 360)),
        ((640, 360), (640, 360), (640, 360)),
        ((501, 288), (500, 288), (500, 288)),
    ],
)
def test_common_sizes_are_fitted(
    size: tuple[int, int], std: tuple[int, int], low: tuple[int, int]
) -> None:
    assert fitted(*size, STD) == std
    assert fitted(*size, LOW) == low


@given(st.floats(0, 1000))
def test_no_rate_is_above_thirty(fps: float) -> None:
    assert 0 < frame_rate(fps) <= 30


@pytest.mark.parametrize(
    ("fps", "rate"),
    [
        (25, 25),
        (50, 25),
        (60, 30),
        (240, 30),
        (59.94, Fraction(30000, 1001)),
        (29.97, Fraction(30000, 1001)),
        (23.98, Fraction(24000, 1001)),
        (24.04, 24),
        (16.75, 30),
        (20, 20),
        # That of the example's films: each frame is encoded once, not three or four times.
        (8, 8),
        (12.5, Fraction(25, 2)),
        (0, 30),
    ],
)
def test_common_rates_are_rounded(fps: float, rate: Fraction | int) -> None:
    assert frame_rate(fps) == rate
