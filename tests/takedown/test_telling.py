"""A word tells of an item if nothing else says it, and only words that pages show are listed."""

from __future__ import annotations

import pytest

from lessonbank.editions import Key
from lessonbank.takedown.sayers import Line, Needs, Sayers, own_phrases, own_titles, own_words

P, R = ("permission", "P"), ("recording", "r")
CLIPS = tuple(("clip", f"c{number}") for number in range(12))
A, B = CLIPS[:2]
NEEDS: Needs = {
    P: frozenset({P}),
    R: frozenset({P, R}),
    **{clip: frozenset({P, R, clip}) for clip in CLIPS},
}


def line(key: Key | None, text: str) -> Line:
    return key, text.split()


def test_a_word_lists_all_items_that_say_it() -> None:
    written = [line(A, "gravity pulls"), line(B, "gravity pushes"), line(None, "pushes")]
    spoken = [line(B, "pulls")]
    assert own_words(written, spoken, NEEDS) == {"gravity": (A, B), "pulls": (A, B)}


def test_a_word_that_is_only_said_in_a_film_is_not_listed() -> None:
    assert own_words([line(A, "one")], [line(A, "gravity")], NEEDS) == {"one": (A,)}


def test_a_word_of_many_items_goes_with_what_they_all_need() -> None:
    written = [line(clip, "gravity") for clip in CLIPS]
    assert own_words(written, [], NEEDS) == {"gravity": (R,)}
    other: Key = ("clip", "other")
    needs = {**NEEDS, other: frozenset({other})}
    assert own_words([*written, line(other, "gravity")], [], needs) == {}


def test_a_phrase_of_common_words_tells_of_its_item() -> None:
    written = [line(A, "what we do"), line(None, "what do we say"), line(None, "we do it")]
    assert own_phrases(written, [], NEEDS) == {" what we do ": (A,)}
    assert own_phrases([*written, line(None, "this is what we do now")], [], NEEDS) == {}


@pytest.mark.parametrize(
    ("lasting", "found"),
    [
        ("something else", {" what we do ": (A,)}),
        ("what we do", {}),
        ("see what we do here", {}),
    ],
)
def test_a_title_tells_unless_another_title_has_it(lasting: str, found: Sayers) -> None:
    titles = [line(A, "what we do"), line(B, "first"), line(None, lasting)]
    assert own_titles(titles, [], NEEDS) == found
