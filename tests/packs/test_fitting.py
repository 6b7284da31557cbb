"""The fewest clips lose their best film so that a pack fits, and each film counts once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.packs import lightened

FILMS = {"a": {"1": 50}, "b": {"2": 30}, "c": {"2": 30, "3": 10}, "d": {}}


@pytest.mark.parametrize(
    ("excess", "expected"),
    [
        (0, set()),
        (50, {"a"}),
        (51, {"a", "b", "c"}),
        (90, {"a", "b", "c"}),
        (91, None),
    ],
)
def test_clips_that_share_a_film_go_together(excess: int, expected: set[str] | None) -> None:
    assert lightened(FILMS, excess) == expected


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.sets(st.integers(1, 8)), max_size=6),
    st.integers(0, 40),
)
def test_what_is_chosen_saves_enough(clips: dict[str, set[int]], excess: int) -> None:
    lost = {clip: {str(film): film for film in films} for clip, films in clips.items()}
    chosen = lightened(lost, excess)
    every = sum({film for films in clips.values() for film in films})
    assert (chosen is None) == (every < excess)
    if chosen is not None:
        rest = {film for clip, films in clips.items() if clip not in chosen for film in films}
        gone = {film for clip in chosen for film in clips[clip]}
        assert sum(gone - rest) >= excess
