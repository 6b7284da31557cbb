"""Marks of a timeline never overlap, however many there are."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from lessonbank.site.player.lanes import lanes

NARROW, MARK = 270, 24
"""Width in pixels of a timeline on the narrowest screen, and of the smallest mark."""


def test_distant_marks_share_a_lane():
    assert lanes([(0.0, 5.0), (50.0, 55.0)], 100.0) == (0, 0)


def test_touching_marks_get_different_lanes():
    assert lanes([(0.0, 1.0), (5.0, 6.0), (12.0, 13.0)], 100.0) == (0, 1, 0)


def test_touching_marks_at_the_end_get_different_lanes():
    assert lanes([(95.0, 97.0), (99.0, 100.0)], 100.0) == (0, 1)


def test_lanes_are_assigned_in_order_of_time():
    assert lanes([(50.0, 90.0), (0.0, 60.0)], 100.0) == (1, 0)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)).map(sorted), max_size=30))
def test_marks_do_not_overlap_on_the_narrowest_screen(spans: list[list[float]]):
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
