"""Tokens of texts, from a list of cases for Python and JavaScript."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.search.tokens import ABBREVIATION, APART, joined, terms, terms_of_all, words

CASES = json.loads((Path(__file__).parent / "tokens.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_words_of_each_case(text: str, expected: list[list[str]]) -> None:
    assert [list(word) for word in words(text)] == expected


@given(st.text())
def test_terms_are_parts_of_words_and_joined_words(text: str) -> None:
    found = words(text)
    parts, wholes = terms(text)
    assert parts == [part for word in found for part in word]
    others = [whole for whole in wholes if not whole.endswith(ABBREVIATION)]
    wanted = [joined(word) for word in found if len(word) > 1]
    assert others[: len(wanted)] == wanted


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("SEND", ["send^"]),
        ("AfL and ECTs' EAL", ["afl^", "ects^", "eal^"]),
        ("send it, McDonald IRLandia", []),
        ("COME HERE, ALL OF YOU", []),
        ("A for Alice's MWBs", ["mwbs^"]),
    ],
)
def test_abbreviations_are_terms_of_their_own(text: str, short: list[str]) -> None:
    assert [other for other in terms(text)[1] if other.endswith(ABBREVIATION)] == short


@given(st.text())
def test_a_word_is_a_term_of_itself(text: str) -> None:
    parts, _ = terms(text)
    assert [word for part in parts for word in terms(part)[0]] == parts
    assert not any(sign.isspace() or sign in '",_\\' for part in parts for sign in part)


SIGNS = st.text("aBCz07 .,:/'\u2019\u2018\u201c\u2013-\u2011^#+_\0\nEé\u0301ß½²\u00a0", max_size=12)


@given(st.lists(st.text() | SIGNS, min_size=1, max_size=6))
def test_texts_read_together_have_the_same_terms(texts: list[str]) -> None:
    apart = [[term for part in terms(text) for term in part] for text in texts]
    expected = [term for place, found in enumerate(apart) for term in [APART] * bool(place) + found]
    assert terms_of_all(texts) == expected
