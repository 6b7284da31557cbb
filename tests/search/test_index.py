"""Index files hold the data of the documents, as an independent decoder reads them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from decoder import Decoded, column, decode
from decoder import terms as decoded_terms
from lessonbank.search import Choice, Document, Passage
from lessonbank.search.index import CARDS, files, folder
from lessonbank.search.postings import invert
from lessonbank.search.reading import read
from lessonbank.search.shards import shards
from lessonbank.search.tokens import terms

WORDS = (
    *("the", "of", "a", "you", "know", "do", "say", "that", "again", "fraction", "fractions"),
    *("equal", "equals", "bar", "model", "question", "questions", "questioning", "zebra"),
    *("café", "dŵr", "well-being", "x^2", "3/4", "Mae'r", "don't", "ȝ", "𐍈𐌰", "\ufa0e"),
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
PASSAGES = st.builds(Passage, TEXTS, st.none() | st.floats(0, 5000), st.just("said"))
CHOICES = {
    "subject": [Choice("maths", "Maths"), Choice("art", "Art and design")],
    "tag": [Choice(f"tag-{n}", f"Tag {n}") for n in range(70)],
    "year": [Choice("year-10", "Year 10", 10), Choice("year-2", "Year 2", 2)],
}
SETS = st.fixed_dictionaries(
    {name: st.lists(st.sampled_from(of), max_size=4).map(tuple) for name, of in CHOICES.items()}
)
DOCUMENTS = st.lists(
    st.builds(
        Document,
        url=st.just("clips/a.html"),
        title=TEXTS,
        note=TEXTS,
        labels=TEXTS,
        passages=st.lists(PASSAGES, max_size=6).map(tuple),
        choices=SETS,
    ),
    max_size=8,
)


def index(documents: Sequence[Document], language: str = "cy") -> Decoded:
    return decode(dict(files(documents, language)))


def brute(documents: Sequence[Document]) -> dict[str, dict[int, list[int]]]:
    """Find the places by term and document with a naive search."""
    found: dict[str, dict[int, list[int]]] = defaultdict(dict)
    for number, document in enumerate(documents):
        for place, text in enumerate(document.places):
            for word in {word for part in terms(text) for word in part}:
                found[word].setdefault(number, []).append(place)
    return found


@given(DOCUMENTS)
@settings(deadline=None, max_examples=40)
def test_postings_equal_a_naive_search(documents: list[Document]) -> None:
    decoded, looked = index(documents), brute(documents)
    assert {word: term.places for word, term in decoded.terms.items()} == looked
    assert all(term.documents == len(term.places) for term in decoded.terms.values())


@given(DOCUMENTS, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
@settings(deadline=None, max_examples=40)
def test_documents_with_all_words_equal_a_naive_search(
    documents: list[Document], query: list[str]
) -> None:
    decoded = index(documents)
    asked = {word for text in query for word in terms(text)[0]}
    none: dict[int, list[int]] = {}
    found = [set(decoded.terms[w].places if w in decoded.terms else none) for w in asked]
    held = [{w for text in each.places for w in terms(text)[0]} for each in documents]
    assert set.intersection(*found) == {n for n, words in enumerate(held) if asked <= words}


@given(DOCUMENTS, SETS)
@settings(deadline=None, max_examples=40)
def test_facet_counts_equal_those_of_the_documents(
    documents: list[Document], asked: dict[str, tuple[Choice, ...]]
) -> None:
    decoded = index(documents)
    for name in CHOICES:
        others = {other: of for other, of in asked.items() if of and other != name}
        expected: dict[str, int] = defaultdict(int)
        for document in documents:
            if all(set(document.choices[other]) & set(of) for other, of in others.items()):
                for choice in set(document.choices[name]):
                    expected[choice.id] += 1
        assert _counts(decoded, name, others, len(documents)) == expected


def _counts(
    decoded: Decoded, name: str, others: dict[str, tuple[Choice, ...]], count: int
) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    if name not in decoded.facets:
        return counts
    choices, rows = decoded.facets[name]
    for number in range(count):
        if all(_ids(decoded, other, number) & {c.id for c in of} for other, of in others.items()):
            for code in rows[number]:
                counts[choices[code][0]] += 1
    return counts


def _ids(decoded: Decoded, name: str, number: int) -> set[str]:
    if name not in decoded.facets:
        return set()
    choices, rows = decoded.facets[name]
    return {choices[code][0] for code in rows[number]}


@given(DOCUMENTS)
@settings(deadline=None, max_examples=40)
def test_words_are_sorted_as_a_browser_compares_strings(
    documents: list[Document],
) -> None:
    decoded = index(documents)
    every = [_units(word) for shard in decoded.shards for word in shard]
    assert every == sorted(set(every))
    starts = decoded.manifest["shards"].split()
    assert starts[:1] == [shard[0] for shard in decoded.shards[:1]]
    borders = zip(decoded.shards, starts[1:], decoded.shards[1:], strict=False)
    for before, start, after in borders:
        assert _units(before[-1]) < _units(start) <= _units(after[0])


def _units(word: str) -> bytes:
    return word.encode("utf-16-be")


def bank(clips: int = 70, passages: int = 40) -> list[Document]:
    """Make enough clips for frequent words and several files."""
    said = ["so how do you know that", "say that again", "what do you think", "tell me why"]
    return [
        Document(
            url=f"clips/{n}.html",
            title=f"Clip {n} of fractions",
            passages=tuple(
                Passage(f"{said[(n + m) % 4]} rare{n}x{m}", 2.5 * m) for m in range(passages)
            ),
            seconds=100.0,
        )
        for n in range(clips)
    ]


def test_frequent_words_have_pages_only_and_pairs_have_places() -> None:
    documents = bank()
    postings = invert(read(documents), frequent_hits=500)
    found = dict(
        entry
        for shard in shards(postings, dict.fromkeys(postings.terms, ()))
        for entry in decoded_terms(
            shard.postings, shard.facts, shard.words, postings.sizes.tolist()
        )
    )
    looked = brute(documents)
    frequent = {word for word, term in found.items() if term.frequent}
    assert {"do", "you", "that"} <= frequent
    for word, term in found.items():
        if word in frequent:
            assert term.places == {document: [] for document in looked[word]}
        elif not word.startswith("_"):
            assert term.places == looked[word]
    assert found["_do_you"].places == _in_a_row(documents, "do", "you")
    pairs = {tuple(word.split("_")[1:]) for word in found if word.startswith("_")}
    assert all(set(pair) <= frequent for pair in pairs)


def _in_a_row(documents: Sequence[Document], one: str, other: str) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for number, document in enumerate(documents):
        for place, text in enumerate(document.places):
            if (one, other) in pairwise(terms(text)[0]):
                found.setdefault(number, []).append(place)
    return found


def test_words_list_other_words_of_their_stem() -> None:
    texts = ["question", "questions questioning", "questions question zebra"]
    decoded = index([Document(url="a.html", title=text) for text in texts], "en-GB")
    assert decoded.terms["question"].relatives == ("questions", "questioning")
    assert set(decoded.terms["questions"].relatives) == {"question", "questioning"}
    assert decoded.terms["zebra"].relatives == ()


def test_one_file_holds_a_word_and_its_other_forms() -> None:
    forms = ("estimate", "estimated", "estimates", "estimating")
    others = [f"{stem}{n}" for stem in ("estimable", "estimator") for n in range(300)]
    documents = [Document(f"{n}.html", word) for n, word in enumerate([*forms, *others] * 3)]
    decoded = index(documents, "en")
    [shard] = [each for each in decoded.shards if "estimated" in each]
    assert len(decoded.shards) > 1
    assert set(forms[1:]) <= set(shard)


def test_cards_and_passages_have_the_data_of_results() -> None:
    passages = (Passage("Start", 0.0, "chapter"), Passage("two\n lines", 61.26), Passage("no time"))
    clip = Document("clips/a.html", "A & “b”", "What you see", passages=passages, seconds=65.5)
    decoded = index([clip, *bank(CARDS + 1)])
    assert decoded.cards[0] == ["clips/a.html", "A & “b”", "What you see", 65.5, "", 3, 0, -1]
    assert len(decoded.cards) == CARDS + 2
    expected = [["chapter"], [0, 613, None], "Start\ntwo lines\nno time"]
    assert decoded.passages[0] == expected
    assert column(decoded.manifest["marks"])[0] == 1


def test_rare_words_of_titles_are_in_the_spelling_dictionary() -> None:
    documents = [Document("a.html", "Photosynthesis"), Document("b.html", "Maths")]
    assert index(documents).spelling == {"maths": 0, "photosynthesis": 0}


def test_equal_documents_make_equal_files_and_others_a_new_folder() -> None:
    documents = bank()
    assert list(files(documents, "en")) == list(files(list(documents), "en"))
    assert folder(documents, "en") == folder(bank(), "en")
    assert len({folder(documents, "en"), folder(documents, "cy"), folder(bank(69), "en")}) == 3


def test_file_names_are_valid_on_any_file_system() -> None:
    made = dict(files(bank(), "en"))
    assert all(data.isascii() for data in made.values())
    assert all(path.isascii() and path == path.lower() for path in made)
    assert not any(set(path) & set('<>:"\\|?* ') for path in made)


def test_unchanged_documents_are_not_read_again() -> None:
    before = bank()
    changed = [*before[1:], Document("new.html", "A new clip")]
    known = read(before)
    assert list(files(changed, "en", read(changed, known))) == list(files(changed, "en"))
