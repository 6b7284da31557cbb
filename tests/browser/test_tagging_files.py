"""Files of taggings: what one page writes, another reads again, and nothing breaks a reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from taggings import Session, sessions

if TYPE_CHECKING:
    from playwright.sync_api import Page

AGAIN = """([format, sessions]) => sessions.map((session) => {
  const { read, write } = lessonbank.formats[format];
  const text = write(session);
  return { text, ...read(text, session.tags) };
})"""
WHOLE = ("session", "csv", "annotation", "elan", "boris")
"""Formats that hold whole marks."""
OWN_IDS = ("session", "annotation")
"""Formats that hold the ids of marks."""


def marks(session: Session, *, ids: bool = False) -> list[tuple[Any, ...]]:
    fields = ("at", "to", "tag", "who", "note", *(["id"] if ids else []))
    found = [tuple(mark[field] for field in fields) for mark in session["marks"]]
    return sorted(found, key=str)


@pytest.mark.browser
@pytest.mark.parametrize("format_", WHOLE)
def test_marks_come_back_whole(format_: str, workbench_scripts: Page) -> None:
    given = list(sessions(200))
    for before, after in zip(
        given, workbench_scripts.evaluate(AGAIN, [format_, given]), strict=True
    ):
        ids = format_ in OWN_IDS
        assert after["faults"] == [], after["text"]
        assert marks(after["tagging"], ids=ids) == marks(before, ids=ids), after["text"]


@pytest.mark.browser
def test_a_session_comes_back_whole(workbench_scripts: Page) -> None:
    given = list(sessions(50, seed=2))
    for before, after in zip(
        given, workbench_scripts.evaluate(AGAIN, ["session", given]), strict=True
    ):
        assert {**after["tagging"], "tags": before["tags"]} == before


CYCLE = """(sessions) => {
  const { readAll, writeAll } = lessonbank.formats.session;
  return readAll(writeAll(sessions), []).map(({ tagging }) => tagging);
}"""


@pytest.mark.browser
def test_a_cycle_comes_back_in_its_order(workbench_scripts: Page) -> None:
    given = list(sessions(5, seed=5))
    read = workbench_scripts.evaluate(CYCLE, given)
    assert [(each["id"], marks(each, ids=True)) for each in read] == [
        (each["id"], marks(each, ids=True)) for each in given
    ]


@pytest.mark.browser
def test_chapters_keep_starts_and_labels(workbench_scripts: Page) -> None:
    given = list(sessions(50, seed=3))
    for before, after in zip(
        given, workbench_scripts.evaluate(AGAIN, ["chapters", given]), strict=True
    ):
        starts = sorted({mark["at"] for mark in before["marks"]})
        assert [mark["at"] for mark in after["tagging"]["marks"]] == starts, after["text"]


BROKEN = """([format, texts]) => texts.map((text) => {
  const { tagging, faults } = lessonbank.formats[format].read(text, []);
  return [tagging.marks.length, faults.every(({ line, words }) => line >= 1 && words)];
})"""


def broken(text: str) -> Iterator[str]:
    """Yield a file cut short, and with parts left out or turned into something else."""
    step = max(1, len(text) // 40)
    for at in range(0, len(text), step):
        yield text[:at]
        yield text[:at] + text[at + step :]
        yield text[:at] + "\x00<>\"'{}[],null" + text[at:]
    yield from (
        "",
        "null",
        "[]",
        "{}",
        "3",
        '"x"',
        "<a/>",
        "WEBVTT",
        "start,tag\n",
        "\ufeff",
        "\x00",
    )


@pytest.mark.browser
@pytest.mark.parametrize("format_", [*WHOLE, "chapters", "via"])
def test_broken_files_are_told_and_break_nothing(format_: str, workbench_scripts: Page) -> None:
    own = "session" if format_ == "via" else format_
    for session in sessions(4, seed=4):
        text = workbench_scripts.evaluate(AGAIN, [own, [session]])[0]["text"]
        for number, is_told in workbench_scripts.evaluate(BROKEN, [format_, list(broken(text))]):
            # A span of BORIS is two events, which a broken file may turn into two points.
            assert number <= 2 * len(session["marks"]) + 1
            assert is_told
