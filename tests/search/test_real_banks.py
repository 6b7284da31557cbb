"""Typical queries on real banks find the right results with the Find page's engine."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from engine import Answer, ask, require_node, write
from lessonbank.captions import parse, transcript
from lessonbank.search import FIELDS, Document, Passage
from lessonbank.search.index import files
from lessonbank.search.tokens import terms

TALKS = "content/pyvideo-talks.jsonl.gz"
CAPTIONS = "captions/w3c-ml-workshop/talks/captions"

Ask = Callable[[str], Answer]


@pytest.fixture(scope="module", autouse=True)
def _node() -> None:
    require_node()


def _asking(folder: Path, documents: list[Document]) -> Ask:
    index = write(files(documents, "en"), folder)
    return lambda query: ask(index, [query])[0]


@pytest.fixture(scope="module")
def talks(shared_data: Path) -> list[Document]:
    lines = gzip.decompress((shared_data / TALKS).read_bytes()).decode("utf-8").split("\n")
    return [_talk(json.loads(line)) for line in lines if line]


def _talk(talk: dict[str, object]) -> Document:
    people, tags = talk["speakers"], talk.get("tags", [])
    assert isinstance(people, list)
    assert isinstance(tags, list)
    return Document(
        url=f"{talk['_event']}/{talk['_file']}",
        title=str(talk["title"]),
        labels="\n".join(tags),
        people="\n".join(people),
        text=str(talk["description"]),
    )


@pytest.fixture(scope="module")
def find_talk(talks: list[Document], tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return _asking(tmp_path_factory.mktemp("talks"), talks)


@pytest.fixture(scope="module")
def speeches(shared_data: Path) -> list[Document]:
    return [_speech(path) for path in sorted((shared_data / CAPTIONS).glob("*.vtt"))]


def _speech(path: Path) -> Document:
    captions = parse(path.read_bytes(), path.name)
    lines = [line for turn in transcript(captions.cues).turns for line in turn.lines]
    said = tuple(Passage(line.text, line.start) for line in lines)
    return Document(url=path.stem, title=path.stem, passages=said)


@pytest.fixture(scope="module")
def find_moment(speeches: list[Document], tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return _asking(tmp_path_factory.mktemp("speeches"), speeches)


@pytest.mark.parametrize("query", ["Łukasz Langa", "lukasz langa", "LUKASZ LANGA", "łukazs langa"])
def test_people_are_found_with_accents_and_without(
    talks: list[Document], find_talk: Ask, query: str
) -> None:
    best = find_talk(query).pages[:10]
    assert len(best) == 10
    assert all("Łukasz Langa" in talks[page].people for page in best)


@pytest.mark.parametrize("query", ["honza kral", "Honza Král", "Honza Král "])
def test_accented_letters_are_found_in_any_spelling(
    talks: list[Document], find_talk: Ask, query: str
) -> None:
    found = find_talk(query).pages
    spoken = {n for n, talk in enumerate(talks) if "Honza Král" in talk.people}
    assert spoken <= set(found)
    assert set(found[:5]) <= spoken


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("charming snake embedding", "Embedding Python: Charming the Snake with C++"),
        ("charmnig snake embedding", "Embedding Python: Charming the Snake with C++"),
        ("keystone of building applicatoins", "Python as the keystone of building and testing C++"),
        ("xharming snake", "Embedding Python: Charming the Snake with C++"),
        ("spare parts compiler", "How to Build a Python-to-C++ Compiler out of Spare Parts"),
        ("automate sqlite gotchas gimmes", "April 2016 BayPiggies meeting at LinkedIn"),
    ],
)
def test_titles_are_found_by_some_words_and_with_a_typing_error(
    talks: list[Document], find_talk: Ask, query: str, title: str
) -> None:
    assert any(talks[page].title.startswith(title) for page in find_talk(query).pages[:3])


def test_a_correction_is_reported(find_talk: Ask) -> None:
    assert find_talk("charmnig snake").corrected == [["charmnig", "charming"]]
    assert find_talk("charming snake").corrected == []


def test_symbols_are_parts_of_words(talks: list[Document], find_talk: Ask) -> None:
    found = find_talk("c++ ").pages
    assert len(found) > 20
    assert all("c++" in "\n".join(talks[page].places).lower() for page in found)
    assert all("c++" in talks[page].title.lower() for page in found[:10])


def _at(speeches: list[Document], answer: Answer) -> list[tuple[str, float | None]]:
    """Return each page found, with the second of its best moment."""
    return [
        (speeches[page].url, speeches[page].passages[places[0] - len(FIELDS)].at)
        for page, places in answer.found
        if places
    ]


@pytest.mark.parametrize(
    "query",
    ['"per-title/per-scene encoding"', '"web-based AI solution"', "predict video encoding ladders"],
)
def test_speech_is_found_at_the_right_second(
    speeches: list[Document], find_moment: Ask, query: str
) -> None:
    place, second = _at(speeches, find_moment(query))[0]
    assert place == "ac_encoding"
    assert second is not None
    assert 15 <= second <= 32


def test_a_phrase_of_common_words_is_found(speeches: list[Document], find_moment: Ask) -> None:
    found = find_moment('"my name is"').pages
    assert found
    assert all("my name is" in _said(speeches[page]) for page in found)


def _said(document: Document) -> str:
    return " ".join(word for passage in document.passages for word in terms(passage.text)[0])


def test_words_in_other_scripts_are_found(speeches: list[Document], find_moment: Ask) -> None:
    [chinese] = [n for n, each in enumerate(speeches) if each.url == "zc_expression-zh"]
    first = speeches[chinese].passages[0].text.split()[0]
    assert find_moment(first).pages[:1] == [chinese]
