# ruff: noqa: RUF001 - letters of other scripts
"""Start, end and chapters of a clip from the pauses between captions, in any format."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.captions import parse
from lessonbank.files.invisible import invisible
from lessonbank.scaffold.items.pauses import Proposal, proposal


def clock(seconds: float, *, comma: bool = False) -> str:
    whole, part = divmod(round(seconds * 1000), 1000)
    sign = "," if comma else "."
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{sign}{part:03}"


def vtt(*cues: tuple[float, float, str]) -> bytes:
    blocks = (f"{clock(start)} --> {clock(end)}\n{text}\n" for start, end, text in cues)
    return "\n".join(["WEBVTT\n", *blocks]).encode()


def srt(*cues: tuple[float, float, str]) -> bytes:
    blocks = (
        f"{number}\n{clock(start, comma=True)} --> {clock(end, comma=True)}\n{text}\n"
        for number, (start, end, text) in enumerate(cues, start=1)
    )
    return "\n".join(blocks).encode()


def proposed(*cues: tuple[float, float, str], duration: float | None = 90.0) -> Proposal | None:
    """Return what is proposed, which is the same for both formats."""
    of_vtt = proposal(parse(vtt(*cues), "a.vtt").cues, duration)
    assert of_vtt == proposal(parse(srt(*cues), "a.srt").cues, duration)
    return of_vtt


CASES = {
    "two-pauses": (
        [(1, 4, "What do you see?"), (20, 24, "I see two lines."), (50, 54, "One is longer.")],
        (1, 54, [(1, "What do you see?"), (20, "I see two lines")]),
    ),
    "no-pause": (
        [(1, 20, "One long talk"), (21, 40, "that goes on"), (42, 60, "and on")],
        (1, 60, []),
    ),
    "one-cue": ([(5.4, 9.2, "Good morning.")], (5, 10, [])),
    "none": ([], (0, 90, [])),
    "overlapping": (
        [(1, 40, "The teacher talks on."), (5, 8, "Yes."), (30, 33, "No."), (60, 80, "Now write.")],
        (1, 80, [(1, "The teacher talks on"), (60, "Now write")]),
    ),
    "out-of-order": (
        [(60, 80, "Now write."), (1, 40, "The teacher talks on.")],
        (1, 80, [(1, "The teacher talks on"), (60, "Now write")]),
    ),
    "beyond-the-film": (
        [(1, 30, "Inside."), (60, 120, "To the end."), (200, 201, "Of another film.")],
        (1, 90, [(1, "Inside"), (60, "To the end")]),
    ),
    "right-to-left": (
        [(1, 30, "ماذا ترون؟"), (60, 80, "\u202bאני רואה שני קווים\u202c")],
        (1, 80, [(1, "ماذا ترون؟"), (60, "אני רואה שני קווים")]),
    ),
    "a-name": (
        [(1, 30, "Well done."), (60, 80, "And now Amelia will show us.")],
        (1, 80, [(1, "Well done"), (60, "Part 2")]),
    ),
    "capitals-that-are-no-names": (
        [(1, 30, "Now I'm going to use the GCSE paper."), (60, 80, "And I think it fits.")],
        (1, 80, [(1, "Now I'm going to use the GCSE"), (60, "And I think it fits")]),
    ),
    "signs-only": (
        [(1, 30, "Look."), (60, 80, "♪♪ ...")],
        (1, 80, [(1, "Look"), (60, "Part 2")]),
    ),
    "marked-up": (
        [(1, 30, "<i>Look</i> here."), (60, 80, "<b>Now</b> &amp; then.")],
        (1, 80, [(1, "Look here"), (60, "Now & then")]),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_proposal_is_as_a_person_would_divide_it(name: str) -> None:
    cues, (start, end, chapters) = CASES[name]
    assert proposed(*cues) == Proposal(start, end, tuple(chapters))


CUES = st.lists(
    st.tuples(
        st.floats(0, 7200).map(lambda seconds: round(seconds, 3)),
        st.floats(0.1, 60).map(lambda seconds: round(seconds, 3)),
        st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60),
    ),
    max_size=30,
)


@given(CUES, st.none() | st.floats(1, 8000))
def test_chapters_are_ordered_inside_and_apart(
    cues: list[tuple[float, float, str]], duration: float | None
) -> None:
    data = vtt(*((start, start + length, text) for start, length, text in cues))
    found = proposal(parse(data, "a.vtt").cues, duration)
    if found is None:
        return
    times = [at for at, _ in found.chapters]
    assert times == sorted(set(times))
    assert len(times) <= 8
    assert all(found.start <= at < found.end for at in times)
    assert all(later - at >= 15 for at, later in pairwise(times))
    assert found.end <= (duration or found.end)
    for _, title in found.chapters:
        assert title == title.strip()
        assert not [*invisible(title)]
        assert any(map(str.isalnum, title))
