# ruff: noqa: RUF001 - dashes as people type them
"""Lists of chapters as people write them under films."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.bank import format_timecode
from lessonbank.scaffold.items import read_chapter_bytes, read_chapters

FORMS = Path(__file__).parents[1] / "cases" / "chapters" / "forms.yml"
CASES: list[dict[str, Any]] = yaml.safe_load(FORMS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["line"]))
def test_a_line_means_what_its_case_says(case: dict[str, Any]) -> None:
    found = read_chapters(case["line"])
    chapters = [(each.at, each.end, each.title) for each in found.chapters]
    if "why" in case:
        assert (chapters, [each.why for each in found.not_read]) == ([], [case["why"]])
    else:
        expected = (float(case["at"]), case.get("end"), str(case["title"]))
        assert (chapters, found.not_read) == ([expected], ())


WORDS = st.lists(
    st.text(st.characters(categories=("L",)), min_size=1, max_size=9), min_size=1, max_size=5
).map(" ".join)
FORMATS = ("{at} {title}", "{at} - {title}", "[{at}] {title}", "({at}) {title}", "{at}\t{title}",
           "• {at} – {title}", "{number}. {at} {title}", "{title} ({at})")  # fmt: skip


@given(
    st.dictionaries(st.integers(0, 36_000), WORDS, min_size=1, max_size=12),
    st.sampled_from(FORMATS),
    st.sampled_from(["\n", "\r\n", "\n\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_a_list_in_any_form_comes_back_whole(
    chapters: dict[int, str], form: str, end: str, encoding: str
) -> None:
    lines = (
        form.format(at=format_timecode(at), title=title, number=number)
        for number, (at, title) in enumerate(sorted(chapters.items()), start=1)
    )
    found = read_chapter_bytes(end.join(lines).encode(encoding))
    assert [(each.at, each.title) for each in found.chapters] == sorted(chapters.items())
    assert not found.not_read


@given(st.text(max_size=200))
def test_no_line_with_text_is_lost(text: str) -> None:
    found = read_chapters(text)
    lines = [*(each.line for each in found.chapters), *(each.line for each in found.not_read)]
    assert len(lines) == len(set(lines))
