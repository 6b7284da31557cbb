"""The cache of words lasts from build to build, and drops words that a build did not use."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lessonbank.compiler.reading import FILE, read_again
from lessonbank.search import Document, Passage
from lessonbank.search.index import files

DOCUMENTS = tuple(
    Document(
        f"clips/{number}.html",
        f"Clip {number} of fractions",
        passages=(
            Passage("How do you know?", 1.0),
            Passage(f"rare{number} Mae\u2019r dŵr 3/4", 2.0),
        ),
    )
    for number in range(30)
)


def made(kept: Path, documents: tuple[Document, ...] = DOCUMENTS) -> list[tuple[str, bytes]]:
    return list(files(documents, "en", read_again(documents, kept)))


def test_the_index_is_the_same_with_and_without_the_cache(tmp_path: Path) -> None:
    fresh = list(files(DOCUMENTS, "en"))
    edited = (replace(DOCUMENTS[3], title="Another title"), *DOCUMENTS[5:], DOCUMENTS[0])
    assert made(tmp_path) == fresh
    assert made(tmp_path) == fresh, "all of it is kept"
    assert made(tmp_path, edited) == list(files(edited, "en")), "some of it is"
    assert made(tmp_path) == fresh
    assert made(tmp_path, ()) == list(files((), "en"))


def test_words_that_the_last_build_did_not_use_are_deleted(tmp_path: Path) -> None:
    read_again(DOCUMENTS, tmp_path)
    assert b"rare7" in (tmp_path / FILE).read_bytes()
    read_again((*DOCUMENTS[:7], *DOCUMENTS[8:]), tmp_path)
    kept = (tmp_path / FILE).read_bytes()
    assert b"rare6" in kept
    assert b"rare7" not in kept
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_an_unchanged_cache_is_not_rewritten(tmp_path: Path) -> None:
    read_again(DOCUMENTS, tmp_path)
    before = (tmp_path / FILE).stat()
    read_again(DOCUMENTS, tmp_path)
    after = (tmp_path / FILE).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_cache_is_used(tmp_path: Path) -> None:
    first = read_again(DOCUMENTS, tmp_path)
    renamed = (first.vocabulary[0], "kept", *first.vocabulary[2:])
    with np.load(tmp_path / FILE) as file:
        parts = dict(file)
    parts["vocabulary"] = np.frombuffer("\n".join(renamed).encode(), np.uint8)
    np.savez(tmp_path / FILE, **parts)
    assert "kept" in read_again(DOCUMENTS, tmp_path).vocabulary


@pytest.mark.parametrize("cut", [0, 1, 100, 2000])
def test_a_truncated_file_is_ignored(tmp_path: Path, cut: int) -> None:
    read_again(DOCUMENTS, tmp_path)
    path = tmp_path / FILE
    path.write_bytes(path.read_bytes()[:cut])
    assert made(tmp_path) == list(files(DOCUMENTS, "en"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("version", np.array([0])),
        ("words", np.full(10, 1, np.int32)),
        ("words", np.array([["a"]], dtype=object)),
        ("places", np.zeros(3)),
        ("ends", np.array([[5, 2]])),
        ("vocabulary", np.frombuffer(b"\xff", np.uint8)),
        ("keys", np.frombuffer(b"", np.uint8)),
    ],
)
def test_a_file_of_another_kind_is_ignored(tmp_path: Path, name: str, value: np.ndarray) -> None:
    read_again(DOCUMENTS, tmp_path)
    with np.load(tmp_path / FILE) as file:
        parts = dict(file)
    np.savez(tmp_path / FILE, **{**parts, name: value})
    assert made(tmp_path) == list(files(DOCUMENTS, "en"))
