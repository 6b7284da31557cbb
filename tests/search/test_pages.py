"""Passages of pages: the visible text by block."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.search.pages import page_passages

CASES = yaml.safe_load(Path(__file__).with_name("pages.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES)
def test_page_passages(case: str) -> None:
    html, said = CASES[case]["html"], CASES[case]["said"]
    assert [[each.text, each.at] for each in page_passages(html)] == said


@given(st.text(alphabet="<>/=\"'&;! \nabp-h2idhidden", max_size=200))
def test_any_input_is_read_to_its_end(html: str) -> None:
    page_passages(html)


@given(st.lists(st.text(alphabet="abc ", min_size=1), max_size=5))
def test_every_word_of_every_paragraph_is_read(texts: list[str]) -> None:
    html = "".join(f"<p>{text}</p>" for text in texts)
    found = " ".join(each.text for each in page_passages(html))
    assert found.split() == " ".join(texts).split()
