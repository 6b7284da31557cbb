"""Invisible characters are found, counted and removed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.files.invisible import invisible, without_invisible

SIGNS = (
    "ab é\u05d0\0\x1b\n\t\u00ad\u200b\u200c\u200d\u200e\u200f\u202e\u2066\ufeff"
    "\U0001f3f4\U000e0067\U000e007f"
)
TEXTS = st.text(st.sampled_from(SIGNS), max_size=40)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("plain\n\ttext", []),
        ("a\0b\0", [(1, "control character (U+0000)", False, 2)]),
        ("a\u202eb", [(1, "right-to-left override (U+202E)", True, 1)]),
        (
            "\ufeffa\u200b\ufeff",
            [(0, "byte order mark", False, 2), (2, "zero width space", False, 1)],
        ),
        ("a\u200db", [(1, "zero width joiner", False, 1)]),
        ("न\u200dन", []),
        ("\u200eabc", [(0, "left-to-right mark", False, 1)]),
        ("\u200eאבג", []),
        ("\U0001f3f4\U000e0067\U000e007f", []),
        ("a\U000e0067", [(1, "tag latin small letter g", False, 1)]),
    ],
)
def test_each_kind_is_told_once(text: str, found: list[tuple[int, str, bool, int]]) -> None:
    told = [(each.offset, each.name, each.turns, each.number) for each in invisible(text)]
    assert len(told) == len(found)
    for one, other in zip(told, found, strict=True):
        assert (one[0], *one[2:]) == (other[0], *other[2:])
        assert one[1].startswith(other[1])


@given(TEXTS)
def test_as_many_are_told_as_are_removed(text: str) -> None:
    told = list(invisible(text))
    assert sum(each.number for each in told) == len(text) - len(without_invisible(text))
    assert [each.offset for each in told] == sorted({each.offset for each in told})


@given(TEXTS, st.integers(0, 40))
def test_controls_before_the_text_are_told_elsewhere(text: str, start: int) -> None:
    told = {each.name: each for each in invisible(text, controls_from=start)}
    for each in invisible(text):
        is_control = each.name.startswith("control character")
        if not is_control:
            assert told[each.name] == each
        elif each.name in told:
            assert told[each.name].offset >= start
            assert told[each.name].number <= each.number
