"""Moments of long pages, and queries with a word that no page has, in a bank of many pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Answer, ask, require_node, write
from lessonbank.search import FIELDS, Document, Passage
from lessonbank.search.index import files

OTHERS = 1100
"""More pages than those whose moments are looked at one by one."""
SAID = ("a bar of chocolate", "nothing more", "nothing less", "shade the model", "one whole", "so")
TOGETHER = "shade a whole bar"
LONG = ("so and so",) * 60


def _clip(url: str, said: tuple[str, ...]) -> Document:
    return Document(url, url, passages=tuple(Passage(text, 4.0 * n) for n, text in enumerate(said)))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    require_node()
    others = [_clip(f"clip-{number}", SAID) for number in range(OTHERS)]
    documents = [*others, _clip("long", (*LONG, TOGETHER, *LONG))]
    return write(files(documents, "en"), tmp_path_factory.mktemp("index"))


def _asked(index: Path, query: str) -> Answer:
    return ask(index, [query])[0]


def test_a_long_page_with_all_words_in_one_moment_is_before_pages_with_them_apart(
    index: Path,
) -> None:
    [page, places], *others = _asked(index, "shade whole bar").found
    assert (page, places) == (OTHERS, [len(FIELDS) + len(LONG)])
    assert len(others) == OTHERS


def test_pages_with_most_of_the_words_are_found_beside_a_word_that_no_page_has(
    index: Path,
) -> None:
    answer = _asked(index, "shade xylophonist chocolate")
    assert len(answer.pages) > 0
    assert set(answer.fits) == {"some"}


@pytest.mark.parametrize("query", ["shade whole bar", "bar", "chocolate nothing", "so", "mor"])
def test_what_is_shown_early_is_what_comes_first(index: Path, query: str) -> None:
    answer = _asked(index, query)
    assert 0 < len(answer.early) <= len(answer.pages)
    assert answer.early == answer.pages[: len(answer.early)]


def test_nothing_is_shown_early_of_pages_with_most_of_the_words(index: Path) -> None:
    assert _asked(index, "shade xylophonist chocolate").early == []


def test_half_of_the_words_are_not_most_of_them(index: Path) -> None:
    assert _asked(index, "xylophonist chocolate").found == []
