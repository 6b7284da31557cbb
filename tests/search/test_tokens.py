"""What becomes of a text before it is searched: one list of cases for both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.search.tokens import joined, terms, words

CASES = json.loads((Path(__file__).parent / "tokens.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_words(text: str, expected: list[list[str]]) -> None:
    assert [list(word) for word in words(text)] == expected


@given(st.text())
def test_terms_are_the_parts_of_words_and_those_with_hyphens_joined(text: str) -> None:
    found = words(text)
    parts, wholes = terms(text)
    assert parts == [part for word in found for part in word]
    assert wholes == [joined(word) for word in found if len(word) > 1]


@given(st.text())
def test_a_word_is_found_as_itself(text: str) -> None:
    parts, _ = terms(text)
    assert [word for part in parts for word in terms(part)[0]] == parts
    assert not any(sign.isspace() or sign in '",_\\' for part in parts for sign in part)
