"""Redactions of a recording, and what of them a cut has."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lessonbank.bank import Redactions

MILLIS = st.integers(0, 5000)
SPANS = st.lists(st.tuples(MILLIS, st.integers(1, 2000)), max_size=5)


def silences(spans: list[tuple[int, int]]) -> Redactions:
    sounds = [{"from": start / 1000, "to": (start + length) / 1000} for start, length in spans]
    return Redactions.model_validate({"sounds": sounds})


def silent(redactions: Redactions, millis: int) -> bool:
    """Whether the sound that begins at this millisecond is taken out."""
    spans = [(round(start * 1000), round(end * 1000)) for start, end in redactions.silences]
    return any(start <= millis < end for start, end in spans)


def test_a_file_says_what_is_taken_out() -> None:
    written = {
        "boxes": [
            {
                "from": "00:10",
                "to": "00:12.5",
                "style": "pixelated",
                "left": "5%",
                "top": "12.5%",
                "width": "30 %",
                "height": "100%",
            }
        ],
        "sounds": [{"from": "01:00", "to": "01:01"}],
    }
    (box,), (sound,) = (redactions := Redactions.model_validate(written)).boxes, redactions.sounds
    assert (box.left, box.top, box.width, box.height) == (5.0, 12.5, 30.0, 100.0)
    assert (box.start, box.end, box.style) == (10.0, 12.5, "pixelated")
    assert (sound.start, sound.end, sound.style) == (60.0, 61.0, "muted")


def test_whether_there_are_any() -> None:
    assert not Redactions()
    assert silences([(0, 1)])


def test_a_cut_keeps_the_box_and_the_style() -> None:
    box = {"from": 4.0, "to": 9.0, "left": "1%", "top": "2%", "width": "3%", "height": "4%"}
    whole = Redactions.model_validate({"boxes": [{**box, "style": "pixelated"}]})
    (cut,) = whole.within(5.0, 20.0).boxes
    assert (cut.start, cut.end, cut.left, cut.style) == (0.0, 4.0, 1.0, "pixelated")
    assert not whole.within(9.0, 20.0)
    assert not whole.within(0.0, 4.0)


@given(SPANS, MILLIS, st.integers(1, 3000), st.integers(0, 3000))
def test_a_cut_is_silent_exactly_where_its_recording_is(
    spans: list[tuple[int, int]], start: int, length: int, at: int
) -> None:
    whole = silences(spans)
    cut = whole.within(start / 1000, (start + length) / 1000)
    if at < length:
        assert silent(cut, at) == silent(whole, start + at)
    assert all(0 <= begins < ends <= length / 1000 for begins, ends in cut.silences)
