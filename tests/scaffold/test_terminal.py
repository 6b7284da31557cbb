"""`lessonbank add` and `lessonbank new` at a terminal: questions, wrong answers, and stopping."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

import projects
from lessonbank.cli import main

if sys.platform == "win32":
    pytest.skip("Windows has no such terminals", allow_module_level=True)

from terminal import CTRL_C, CTRL_D, Answer, Talk, talk

CAPTIONS = """WEBVTT

00:01.000 --> 00:02.000
What do you notice?

00:18.000 --> 00:20.000
Both halves are equal.

00:20.000 --> 00:38.000
Who can add to that?
"""
KNOWN = {
    "Month": "2026-03",
    "Title": "Two lines",
    "One line": "Pupils compare two lines.",
    "Subject": "maths",
    "Name of your trust": "Fernside Trust",
}
"""Answers by how a question begins; all others are left as proposed."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    projects.write_project(folder / "bank", film=False, encoded=False)
    projects.make_film(folder / "IMG_0042.MOV", 40, size="64x64")
    (folder / "IMG_0042.vtt").write_text(CAPTIONS, encoding="utf-8")
    return folder


@pytest.fixture
def bank(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "bank"


@pytest.fixture
def filmed(bank: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The bank with a recording."""
    monkeypatch.chdir(bank)
    words = ["--yes", "--permission", "--title", "Two lines", "--month", "2026-03"]
    done = CliRunner().invoke(main, ["add", "recording", "../IMG_0042.MOV", *words])
    assert done.exit_code == 0, done.output
    return bank


def answers(first: Mapping[str, list[str]] | None = None) -> Answer:
    """Give these answers first, one at each asking; then the known ones."""
    left = {begin: list(said) for begin, said in (first or {}).items()}

    def answer(question: str, _: int) -> str:
        for begin, said in left.items():
            if question.startswith(begin) and said:
                return said.pop(0)
        return next((said for begin, said in KNOWN.items() if question.startswith(begin)), "")

    return answer


def stopped(sign: str, place: int) -> Answer:
    """Answer, then press the keys at a question and at every later one."""
    usual = answers()
    return lambda question, number: sign if number >= place else usual(question, number)


def held(folder: Path) -> dict[str, bytes]:
    names = ((path, path.relative_to(folder).as_posix()) for path in folder.rglob("*"))
    return {name: path.read_bytes() for path, name in names if path.is_file()}


def is_calm(found: Talk, code: int = 0) -> bool:
    assert found.exit_code == code, found.shown
    assert "Traceback" not in found.shown
    return True


def test_wrong_answers_are_asked_again_until_they_are_right(bank: Path) -> None:
    wrong = {
        "Title": ["   "],
        "Month": ["last week", "2026-13", "March 2026"],
        "School": ["nowhere", "7", "1"],
        "Permission": ["EL-404"],
        "Name of its file": ["Ünwise", "con", "two-lines"],
    }
    found = talk(bank, ["add", "recording", "../IMG_0042.MOV"], answers(wrong))
    assert is_calm(found)
    record = yaml.safe_load((bank / "content/recordings/two-lines.yml").read_text("utf-8"))
    assert (record["month"], record["school"], record["title"]) == ("2026-03", "elm", "Two lines")
    assert (bank / "media/two-lines.mov").is_file()
    assert sum(question.startswith("Month") for question in found.asked) == 3


LISTS = {
    "pasted": ["00:01 The question\n00:18 - An answer\n\n", ["The question", "An answer"]],
    "with-rubbish": ["My film!\n0:01 The question\n\n", ["The question"]],
    "windows": ["00:01 The question\r\n00:18 An answer\r\n\r\n", ["The question", "An answer"]],
    "nothing": ["", ["What do you notice?", "Both halves are equal"]],
    "end-of-file": [CTRL_D, ["What do you notice?", "Both halves are equal"]],
}


@pytest.mark.parametrize("case", LISTS)
def test_a_list_is_pasted_or_the_pauses_make_chapters(filmed: Path, case: str) -> None:
    pasted, titles = LISTS[case]
    first = {"Or press Enter": [str(pasted)], "Title": ["Longer is not more"]}
    found = talk(filmed, ["add", "clip"], answers(first))
    assert is_calm(found)
    text = (filmed / "content/clips/longer-is-not-more.md").read_text("utf-8")
    fields = yaml.safe_load(text.split("---")[1])
    assert [chapter["title"] for chapter in fields["chapters"]] == titles
    assert ("My film!" in found.shown.split("Not used")[-1]) == (case == "with-rubbish")


SESSION = """{"format": "lessonbank-session", "version": 1, "sessions": [{
"id": "one", "title": "Two lines", "on": "2026-03-05", "length": 40,
"tags": [{"id": "cold-call", "label": "Cold call"}],
"marks": [{"id": "m1", "tag": "cold-call", "at": 20, "note": "A pause."}]}]}"""


def test_a_session_of_the_workbench_needs_few_answers(bank: Path) -> None:
    (bank.parent / "mine.lessonbank.json").write_text(SESSION, encoding="utf-8")
    first = {"Where the clip ends": ["half past", "00:30"], "Phase": ["nonsense", ""]}
    found = talk(bank, ["add", "../mine.lessonbank.json"], answers(first))
    text = (bank / "content/clips/two-lines.md").read_text("utf-8")
    fields = yaml.safe_load(text.split("---")[1])
    assert (fields["from"], fields["phase"]) == ("00:17", "primary")
    assert is_calm(found)
    assert fields["to"] == "00:30"
    asked = [question.partition(" [")[0].rstrip(": ") for question in found.asked]
    assert len(asked) <= 14, asked


STOPS = {
    "session-ctrl-c": (["add", "../mine.lessonbank.json"], CTRL_C),
    "recording-ctrl-c": (["add", "recording", "../IMG_0042.MOV"], CTRL_C),
    "recording-ctrl-d": (["add", "recording", "../IMG_0042.MOV"], CTRL_D),
    "new-ctrl-c": (["new", "../another"], CTRL_C),
}


@pytest.mark.parametrize("case", STOPS)
def test_stopping_at_any_question_leaves_nothing(bank: Path, case: str) -> None:
    command, sign = STOPS[case]
    (bank.parent / "mine.lessonbank.json").write_text(SESSION, encoding="utf-8")
    before = held(bank.parent)
    for place in range(20):
        found = talk(bank, command, stopped(sign, place))
        if len(found.asked) <= place:
            break
        assert is_calm(found, 1)
        assert found.shown.endswith("Aborted!\n")
        assert held(bank.parent) == before
    assert place > 2
    assert is_calm(found)
    assert held(bank.parent).keys() > before.keys()


def test_stopping_a_clip_leaves_nothing(filmed: Path) -> None:
    before = held(filmed)
    for place in range(6):
        assert is_calm(talk(filmed, ["add", "clip"], stopped(CTRL_D, place)), 1)
        assert held(filmed) == before
