"""Reported failures of search: data files with documents, queries and the right results."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine import Answer, ask, require_node, write
from lessonbank.search import FIELDS, Document, Passage
from lessonbank.search.index import files

CASES = sorted((Path(__file__).parents[1] / "cases" / "reported").glob("find-*.json"))
Case = dict[str, Any]


def _documents(case: Case) -> Iterator[Document]:
    """Return the case's documents, after the number of similar ones it asks for."""
    repeated = case.get("repeat", {"count": 0})
    for number in range(repeated["count"]):
        yield _document({"url": f"repeat-{number}", "title": "", "said": repeated["said"]})
    yield from map(_document, case["documents"])


def _document(given: Case) -> Document:
    said = tuple(Passage(text, 2.0 * at) for at, text in enumerate(given.pop("said")))
    return Document(**given, passages=said)


@pytest.fixture(scope="module", params=CASES, ids=[path.stem for path in CASES])
def answered(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[Case, Answer, list[Document]]]:
    require_node()
    case = json.loads(request.param.read_text(encoding="utf-8"))
    documents = list(_documents(case))
    index = write(files(documents, case["language"]), tmp_path_factory.mktemp("index"))
    queries = case["queries"]
    answers = ask(index, [each["query"] for each in queries])
    return [(each, answer, documents) for each, answer in zip(queries, answers, strict=True)]


def test_reported_queries_find_the_right_pages(
    answered: list[tuple[Case, Answer, list[Document]]],
) -> None:
    for expected, answer, documents in answered:
        fits = zip(answer.pages, answer.fits, strict=True)
        urls = [documents[page].url for page, fit in fits if fit != "some"]
        query = expected["query"]
        assert sorted(urls) == sorted(expected.get("found", urls)), query
        assert not set(urls) & set(expected.get("absent", ())), query
        assert len(urls) == expected.get("count", len(urls)), query
        places = {documents[page].url: [p - len(FIELDS) for p in m] for page, m in answer.found}
        for url, moments in expected.get("moments", {}).items():
            assert places[url] == moments, query
