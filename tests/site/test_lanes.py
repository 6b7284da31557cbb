"""Marks of a timeline: none lies over another, however many there are."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from lessonbank.site.player.lanes import lanes

NARROW, MARK = 270, 24
"""Pixels of a timeline on the narrowest screens, and of the smallest mark."""


def test_marks_that_are_far_apart_share_a_lane():
    assert lanes([(0.0, 5.0), (50.0, 55.0)], 100.0) == (0, 0)


def test_marks_that_would_touch_are_parted():
    assert lanes([(0.0, 1.0), (5.0, 6.0), (12.0, 13.0)], 100.0) == (0, 1, 0)


def test_marks_at_the_very_end_are_parted_too():
    assert lanes([(95.0, 97.0), (99.0, 100.0)], 100.0) == (0, 1)


def test_a_lane_is_given_in_the_order_of_time_whatever_the_order_of_the_list():
    assert lanes([(50.0, 90.0), (0.0, 60.0)], 100.0) == (1, 0)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)).map(sorted), max_size=30))
def test_no_mark_lies_over_another_on_the_narrowest_screen(spans: list[list[float]]):
    length = 100.0
    pairs = [(start, end) for start, end in spans]
    drawn = []
    for start, end in pairs:
        left = min(start / length * NARROW, NARROW - MARK)
        drawn.append((left, left + max((end - start) / length * NARROW, MARK)))
    for (lane, mark), (other_lane, other) in combinations(
        zip(lanes(pairs, length), drawn, strict=True), 2
    ):
        if lane == other_lane:
            assert min(mark[1], other[1]) <= max(mark[0], other[0]) + 0.5
