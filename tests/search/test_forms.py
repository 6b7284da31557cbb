"""Forms of words: a form that is in the bank finds at least what one that is absent finds."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Answer, ask, require_node, write
from lessonbank.bank import Synonyms
from lessonbank.search import Document, Passage
from lessonbank.search.index import files
from lessonbank.search.lexicon import lexicon
from lessonbank.search.meanings import key, meanings
from lessonbank.search.stems import stemmed


@pytest.fixture(scope="module", autouse=True)
def _node() -> None:
    require_node()


def families() -> list[list[str]]:
    """Return families of common words: the forms of one stem."""
    known = lexicon("en")
    words = sorted(word for word in known.words - known.function_words if len(word) > 3)
    found: dict[str, list[str]] = defaultdict(list)
    for word, stem in zip(words, stemmed(words, "en"), strict=True):
        found[stem].append(word)
    return [family for family in found.values() if len(family) > 2]


FAMILIES = families()


def answers(documents: list[Document], queries: list[str], *own: Synonyms) -> list[Answer]:
    with tempfile.TemporaryDirectory() as folder:
        made = files(documents, "en-GB", thesaurus=own)
        return ask(write(made, Path(folder)), queries)


def found(documents: list[Document], query: str, *own: Synonyms) -> list[str]:
    return [documents[page].url for page in answers(documents, [query], *own)[0].pages]


def page(url: str, *said: str, names: tuple[str, ...] = ()) -> Document:
    return Document(
        url, names[0] if names else url, passages=tuple(map(Passage, said)), names=names
    )


@st.composite
def banks(draw: st.DrawFn) -> tuple[list[Document], list[str], str]:
    """A bank with some forms of a word, those forms, and one that it does not have."""
    forms = draw(st.permutations(draw(st.sampled_from(FAMILIES))))
    absent, present = forms[0], forms[1 : draw(st.integers(2, len(forms)))]
    said = draw(st.lists(st.sampled_from(present), min_size=len(present), max_size=8))
    texts = [*present, *said]
    return [page(f"{n}.html", text) for n, text in enumerate(texts)], present, absent


@given(banks())
@settings(deadline=None, max_examples=15)
def test_a_form_finds_all_that_an_absent_form_finds(
    given_: tuple[list[Document], list[str], str],
) -> None:
    documents, present, absent = given_
    missing, *others = answers(documents, [f"{word} " for word in (absent, *present)])
    assert missing.pages
    assert not missing.corrected
    for word, answer in zip(present, others, strict=True):
        assert set(missing.pages) <= set(answer.pages), (absent, word)


def test_a_real_word_is_not_corrected_into_another() -> None:
    documents = [page(f"{n}.html", "she is making a model") for n in range(60)]
    [real, slip] = answers(documents, ["faking ", "mkaing "])
    assert (real.pages, real.corrected) == ([], [])
    assert real.suggested == [["faking", "making"]]
    assert slip.corrected == [["mkaing", "making"]]
    assert len(slip.pages) == len(documents)


def test_function_words_are_not_required() -> None:
    documents = [page("a.html", "quiet pupils speak"), page("b.html", "how do I get to the hall")]
    assert found(documents, "how do I get quiet pupils to speak")[0] == "a.html"


def test_pages_with_most_of_the_words_follow() -> None:
    documents = [
        page("all.html", "ratio bars rulers"),
        page("most.html", "ratio bars"),
        page("few.html", "rulers"),
        *(page(f"{n}.html", "other words") for n in range(9)),
    ]
    [answer] = answers(documents, ["ratio bars rulers "])
    assert [documents[n].url for n in answer.pages] == ["all.html", "most.html"]
    assert answer.fits == ["words", "some"]


def test_a_name_stands_first_and_other_names_find_it() -> None:
    documents = [
        *(page(f"{n}.html", "the cold caller was calling, cold and calling") for n in range(5)),
        page("cold-call.html", "ask, wait, choose", names=("Cold call with wait time",)),
    ]
    for query in ("cold call", "cold calling", "no hands up", "calls cold"):
        [answer] = answers(documents, [query])
        assert (documents[answer.pages[0]].url, answer.fits[0]) == ("cold-call.html", "name"), query


def test_synonyms_come_after_the_words_themselves() -> None:
    documents = [page("same.html", "turn and talk"), page("own.html", "a talk with talk partners")]
    assert found(documents, "talk partners") == ["own.html", "same.html"]


def test_a_trust_adds_names() -> None:
    documents = [page("a.html", "golden minutes"), page("b.html", "something else")]
    own = Synonyms(same=("golden minutes", "zorbing hour"))
    assert found(documents, "zorbing hour") == []
    assert found(documents, "zorbing hour", own) == ["a.html"]


def test_an_abbreviation_is_not_the_word_that_looks_like_it() -> None:
    documents = [
        page("verb.html", "send Isla your words"),
        page("send.html", "SEND in every class"),
    ]
    assert found(documents, "send") == ["send.html"]
    assert found(documents, '"send isla"') == ["verb.html"]
    assert found(documents[:1], "send") == []


def test_names_of_several_words_stand_in_a_row() -> None:
    documents = [page("no.html", "ticket at the exit"), page("yes.html", "an exit ticket, please")]
    assert found(documents, "exit tickets")[0] == "yes.html"


def test_groups_that_share_a_name_are_one() -> None:
    shared = Synonyms(same=("Cold-call", "lolly sticks"), related=("fairness",))
    [group] = [each for each in meanings("en", (shared,)).thesaurus if "cold call" in each.same]
    assert "lolly sticks" in group.same
    assert "fairness" in group.related
    assert len({key(name) for name in group.same}) == len(group.same)


def test_no_two_groups_of_the_shipped_thesaurus_share_a_name() -> None:
    groups = lexicon("en").thesaurus
    assert len(groups) == len(meanings("en").thesaurus)
