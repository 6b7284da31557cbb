"""How much of a clip each tag marks."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lessonbank.bank import Interval, statistics

SECONDS = st.integers(0, 600_000).map(lambda millis: millis / 1000)
INTERVALS = st.lists(
    st.builds(Interval, st.sampled_from(["a", "b", "c"]), SECONDS, SECONDS).map(
        lambda i: Interval(i.tag, min(i.start, i.end), max(i.start, i.end))
    )
)


def one(*spans: tuple[float, float], length: float = 100) -> tuple[int, float, float, float, float]:
    (line,) = statistics([Interval("a", start, end) for start, end in spans], length)
    return line.count, line.seconds, line.share, line.longest, line.first


def test_stretches_that_overlap_count_once() -> None:
    assert one((10, 20), (15, 30), (40, 45)) == (3, 25, 25, 15, 10)


def test_stretches_that_touch_do_not_lose_a_millisecond() -> None:
    assert one((0, 10.001), (10.001, 20)) == (2, 20, 20, 10.001, 0)


def test_what_reaches_over_the_clip_is_cut() -> None:
    assert one((-5, 50), (90, 200)) == (2, 60, 60, 50, 0)


def test_a_share_is_rounded_half_up() -> None:
    assert one((0, 0.05), length=100)[2] == 0.1
    assert one((0, 0.049), length=100)[2] == 0.0


def test_a_clip_of_no_length_has_no_share() -> None:
    assert one((0, 1), length=0) == (1, 0, 0, 0, 0)


def test_tags_come_in_the_order_of_their_first_moment() -> None:
    lines = statistics([Interval("b", 5, 6), Interval("a", 5, 7), Interval("c", 1, 2)], 10)
    assert [line.tag for line in lines] == ["c", "a", "b"]


@given(INTERVALS, SECONDS)
def test_shares_are_those_of_a_count_of_milliseconds(
    intervals: list[Interval], length: float
) -> None:
    whole = round(length * 1000)
    for line in statistics(intervals, length):
        spans = [
            (round(i.start * 1000), round(i.end * 1000)) for i in intervals if i.tag == line.tag
        ]
        edges = sorted({edge for span in spans for edge in span if edge <= whole} | {0, whole})
        covered = sum(
            right - left
            for left, right in pairwise(edges)
            if any(start <= left and right <= end for start, end in spans)
        )
        assert round(line.seconds * 1000) == covered
        assert 0 <= line.share <= 100
        assert line.count == len(spans)
