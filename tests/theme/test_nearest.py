"""The colour that is proposed passes, has the same hue, and no nearer one of that hue passes."""

from __future__ import annotations

from math import atan2, hypot, pi

from hypothesis import given, settings
from hypothesis import strategies as st

from lessonbank.bank import SCHEMES, WHITE, nearest, passes
from lessonbank.bank.oklab import _lab, lightness, shade

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
GROUNDS = st.sampled_from(((WHITE,), *(scheme.grounds for scheme in SCHEMES)))
STEPS = 400
DIGIT = 0.006
"""How much one digit of a colour can change its lightness, and a step of those that are tried."""


@given(COLOURS, GROUNDS)
@settings(deadline=None, max_examples=60)
def test_the_proposed_colour_is_the_nearest_that_passes(
    colour: str, grounds: tuple[str, ...]
) -> None:
    found = nearest(colour, grounds)
    assert found is not None
    assert passes(found, grounds)
    away = abs(lightness(found) - lightness(colour))
    for step in range(STEPS + 1):
        other = shade(colour, step / STEPS)
        if passes(other, grounds):
            assert abs(lightness(other) - lightness(colour)) >= away - DIGIT


@given(COLOURS)
@settings(deadline=None, max_examples=60)
def test_the_hue_stays(colour: str) -> None:
    found = nearest(colour, (WHITE,)) or ""
    (_, a, b), (_, c, d) = _lab(colour), _lab(found)
    if min(hypot(a, b), hypot(c, d)) > 0.03:  # Greys have no hue.
        turned = abs(atan2(b, a) - atan2(d, c))
        assert min(turned, 2 * pi - turned) < 0.2
