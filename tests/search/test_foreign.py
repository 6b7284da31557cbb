"""Words that stand in translations only have the language of these, and no others have one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lessonbank.search import Document, Passage
from lessonbank.search.foreign import foreign
from lessonbank.search.reading import read
from lessonbank.search.stems import Families

WORDS = st.sampled_from(("plant", "plants", "plentyn", "plany", "kwiat", "talk", "talking"))
TEXTS = st.lists(WORDS, max_size=4).map(" ".join)


def page(title: str, said: str, **translations: str) -> Document:
    further = tuple(Passage(text, 0.0, language=lang) for lang, text in translations.items())
    return Document(f"{title}.html", title, passages=(Passage(said, 0.0), *further))


def found(*documents: Document) -> dict[str, str]:
    return dict(foreign(documents, read(documents)))


def test_a_bank_in_one_language_has_no_foreign_words() -> None:
    assert found(page("one", "plants talk"), page("two", "plant")) == {}


def test_a_word_of_the_main_language_is_at_home_wherever_it_stands() -> None:
    documents = page("one", "plants", cy="plant plants"), page("two", "plant", pl="kwiat")
    assert found(*documents) == {"kwiat": "pl"}


def test_forms_of_two_languages_are_no_family() -> None:
    """`plany` is Polish for plans, and English would make it one with `plan`."""
    documents = (page("one", "talks about plans", pl="plany talking"),)
    known = found(*documents)
    assert known == {"plany": "pl", "talking": "pl"}
    families = Families({"talks": 1, "talking": 1}, "en", known)
    assert sorted(map(sorted, families)) == [["talking"], ["talks"]]
    assert sorted(map(sorted, Families({"talks": 1, "talking": 1}, "en"))) == [["talking", "talks"]]


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=5))
def test_each_word_of_translations_alone_has_its_language(
    pages: list[tuple[str, str, str]],
) -> None:
    documents = [page("one", said, cy=welsh, pl=polish) for said, welsh, polish in pages]
    own = {"one", *(word for said, _, _ in pages for word in said.split())}
    welsh = {word for _, said, _ in pages for word in said.split()}
    polish = {word for _, _, said in pages for word in said.split()}
    told = found(*documents)
    assert told.keys() == (welsh | polish) - own
    assert all(word in {"cy": welsh, "pl": polish}[language] for word, language in told.items())
