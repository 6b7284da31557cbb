"""Files of taggings: what one page writes, another reads again, and nothing breaks a reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from lessonbank.content import load
from lessonbank.diagnostics import Severity
from projects import TAGSET, write_project
from taggings import Session, sessions

if TYPE_CHECKING:
    from pathlib import Path

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


PROPOSAL = """(sessions) => sessions.map((session, number) => lessonbank.proposal(session, {
  ...{ id: `clip-${number}`, title: session.title || "No title", summary: "What you see." },
  ...{ subject: "maths", phase: "primary", school: "elm", month: "2026-11" },
  ...{ reference: `REQUEST-${number}`, credit: "A teacher" },
  ...{ from: 0, to: Math.max(session.length, 1), chapters: "tag-2", today: "2026-11-28" },
  known: new Set(["tag-0", "tag-1", "tag-2"]),
}))"""
FILMS = ("a.mp4", "../a.mp4", "C:\\a.mp4", "con.mp4", "a.exe", "a: b.mp4", "\u2028.mp4", "x" * 300)


@pytest.mark.browser
def test_every_proposal_is_valid_content(workbench_scripts: Page, tmp_path: Path) -> None:
    root = write_project(tmp_path)
    tag = TAGSET[TAGSET.index("  - id: cold-call") :]
    tags = "".join(tag.replace("cold-call", f"tag-{number}") for number in range(3))
    spans = tags.replace("id: tag-1\n", "id: tag-1\n    kind: span\n")
    tagset = TAGSET.replace(tag, spans.lstrip("\n"))
    (root / "content/tagsets/core.yml").write_text(tagset.lstrip("\n"), encoding="utf-8")
    given = [
        {**each, "film": {**each["film"], "name": film}}
        for each, film in zip(sessions(len(FILMS) * 3, seed=6), FILMS * 3, strict=True)
    ]
    paths = set()
    for files in workbench_scripts.evaluate(PROPOSAL, given):
        for file in files:
            paths.add(file["path"])
            path = root / file["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file["text"], encoding="utf-8", newline="\n")
    assert len(paths) == 3 * len(given)
    found = load(root, fingerprint=lambda _: "").diagnostics
    wrong = [each for each in found if each.severity is Severity.ERROR and each.path in paths]
    assert [each for each in wrong if each.code.value != "LB401"] == [], "only the film is missing"


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
