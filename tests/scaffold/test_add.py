# ruff: noqa: RUF001 - names of files as people write them
"""`lessonbank add`: valid content from few answers, and nothing else changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import projects
from adding import held, run
from editors import READERS, errors, items_of, read
from lessonbank.bank import ITEM_TYPES, Recording
from lessonbank.scaffold.items import Question, questions

FILM = "Año 5 – maths (final) #2 2026-03.MOV"
ANSWERS = {
    "urn": "999002",
    "phase": "primary",
    "subject": "Maths",
    "year": "year-4",
    "stage": "new",
    "roles": "ect",
    "from": "00:01",
    "to": "00:05",
    "on": "4 March 2027",
    "granted_on": "2026-11-02",
    "ends_on": "2027-05-01",
    "allows": "named",
    "version": "1",
    "page": "about.md",
}
"""Answers of a set form, by the last name of a field. All others are text."""


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = projects.write_project(tmp_path / "bank", encoded=False)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def film(bank: Path) -> Path:
    path = bank.parent / FILM
    projects.make_film(path, 4)
    path.with_name(f"{path.stem}.en-GB.vtt").write_text(projects.CAPTIONS, encoding="utf-8")
    return path


def options(kind: str, references: dict[str, str]) -> list[str]:
    """Return options for everything that a type needs."""

    def answer(question: Question) -> str:
        if question.kind in references:
            return references[question.kind]
        if question.is_yes_or_no:
            return ""
        words = question.choices[0] if question.choices else "Some text: of - a kind"
        return ANSWERS.get(question.path[-1], words)

    needed = [q for q in questions(ITEM_TYPES.by_kind[kind]) if q.is_needed]
    words: list[str] = []
    for question in needed:
        times = 2 if kind == "override" and question.entry else 1
        roles = ["DSL", "DPO"] if question.path == ("approvals", "role") else None
        for number in range(times):
            said = roles[number] if roles else answer(question)
            words += [question.option, said] if said else [f"--no-{question.option[2:]}"]
    return words


REFERENCES = {
    "recording": "lesson",
    "permission": "EL-1",
    "school": "elm",
    "clip": "first",
    "tag": "cold-call",
    "technique": "cold-call",
    "workshop": "wait",
    "lesson": "at-home",
}
SHEETS = sorted({model.kind for model in ITEM_TYPES} - {"recording", "permission"})


def lay(root: Path) -> None:
    """Write the items that others refer to."""
    for kind, id_ in (("workshop", "wait"), ("lesson", "at-home")):
        assert run("add", kind, "--yes", "--id", id_, *options(kind, REFERENCES)).exit_code == 0


@pytest.mark.parametrize("kind", [*SHEETS, "permission"])
def test_what_is_added_passes_the_check(bank: Path, kind: str) -> None:
    lay(bank)
    words = [] if kind == "permission" else options(kind, REFERENCES)
    before = held(bank)
    command = ["add", kind, "--yes", "--today", "2026-11-27", "--id", NEW.get(kind, "new-one")]
    dry = run(*command, *words, "--dry-run")
    assert (dry.exit_code, held(bank)) == (0, before), dry.output
    done = run(*command, *words)
    assert done.exit_code == 0, done.output
    new = {path: data for path, data in held(bank).items() if path not in before}
    assert len(new) == 1
    assert all(held(bank)[path] == data for path, data in before.items())
    assert all(f"Would add {path}:" in dry.output for path in new)
    added = [item for item in items_of(bank / "content") if _path(bank, item[0]) in new]
    assert len(added) == 1
    for _, name, text in added:
        assert not [error for version in READERS for error in errors(name, read(text, version))]
    checked = run("check", "--today", "2026-11-27")
    assert not [line for line in checked.output.splitlines() if line.startswith("Error")]
    again = run(*command, *words)
    assert again.exit_code == 1
    assert "already" in again.output


NEW = {"permission": "EL-9"}


def _path(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def test_everything_that_is_missing_is_said_at_once(bank: Path) -> None:
    found = run("add", "school", "--urn", "12")
    assert found.exit_code == 1
    assert all(word in found.output for word in ("--urn: ", "--name", "--phase", "Nothing"))


def test_a_film_is_added_with_its_captions_and_a_request(bank: Path, film: Path) -> None:
    before = held(bank)
    done = run("add", "recording", str(film), "--yes", "--permission", "--today", "2026-11-27")
    assert done.exit_code == 0, done.output
    id_ = "ano-5-maths-final-2-2026-03"
    assert sorted(held(bank).keys() - before.keys()) == [
        "content/permissions/ET-2026-001.yml",
        f"content/recordings/{id_}.yml",
        f"media/{id_}.mov",
        f"media/{id_}.vtt",
    ]
    record = yaml.safe_load((bank / f"content/recordings/{id_}.yml").read_text("utf-8"))
    assert (record["month"], record["school"]) == ("2026-03", "elm")
    permission = (bank / "content/permissions/ET-2026-001.yml").read_text("utf-8")
    assert "state: requested" in permission
    assert (bank / f"media/{id_}.mov").read_bytes() == film.read_bytes()
    assert run("media", "--lock").exit_code == 0
    again = run("add", "recording", str(film), "--yes", "--permission", "--id", "again")
    assert again.exit_code == 1
    assert f"the recording `{id_}`" in again.output
    clip = (
        "add",
        "clip",
        id_,
        "--yes",
        "--title",
        "Yes",
        "--summary",
        "null",
        "--subject",
        "maths",
    )
    listed = run(*clip, "--chapters", "-", text="0:00 Start\r\nSubscribe!\r\n0:02 - Next\r\n")
    assert listed.exit_code == 0, listed.output
    assert "line 2: Subscribe!" in listed.output
    assert "Next" in (bank / "content/clips/yes.md").read_text("utf-8")


def test_captions_in_further_languages_become_translations(bank: Path, film: Path) -> None:
    welsh = film.with_name(f"{film.stem}.cy.vtt")
    for name in ("cy.vtt", "pl.srt", "cy-GB.vtt", "en.srt", "xx.vtt"):
        text = "1\n00:00:01,000 --> 00:00:02,000\nTak.\n"
        text = text if name.endswith("srt") else "WEBVTT\n\n00:01.000 --> 00:02.000\nIe.\n"
        film.with_name(f"{film.stem}.{name}").write_text(text, encoding="utf-8")
    done = run("add", "recording", str(film), "--yes", "--permission", "--id", "two")
    assert done.exit_code == 0, done.output
    record = yaml.safe_load((bank / "content/recordings/two.yml").read_text("utf-8"))
    assert record["captions"] == "two.vtt"
    assert record["translations"] == [
        {"language": "cy-GB", "captions": "two.cy-GB.vtt"},
        {"language": "pl", "captions": "two.pl.srt"},
    ]
    assert (bank / "media/two.cy-GB.vtt").read_bytes() == welsh.read_bytes()
    unused = done.output.partition("Not used: ")[2].partition("\n")[0]
    assert all(
        name in unused for name in (welsh.name, f"{film.stem}.en.srt", f"{film.stem}.xx.vtt")
    )


def test_what_is_no_film_is_refused_in_words(bank: Path, film: Path) -> None:
    outside = bank.parent
    (outside / "text.mp4").write_text("Hello, not a film.\n" * 9)
    (outside / "empty.mp4").touch()
    (outside / "folder").mkdir()
    (outside / "link.mov").symlink_to(film)
    before = held(bank)
    for name in ("text.mp4", "empty.mp4", "folder", "link.mov", "nothing.mp4"):
        found = run("add", "recording", str(outside / name), "--yes", "--permission")
        assert found.exit_code == 1, name
        assert "Traceback" not in found.output
    if os.geteuid():
        film.chmod(0)
        assert "cannot be read" in run("add", "recording", str(film), "--yes").output
    assert held(bank) == before


HOSTILE = st.one_of(
    st.sampled_from(
        [
            "Yes",
            "null",
            "- a",
            "a: b",
            "# x",
            "'",
            '"',
            "a\nb",
            "\x07",
            "😀",
            "x" * 300,
            "~",
            "1:15",
        ]
    ),
    st.text(min_size=1, max_size=40),
)


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(HOSTILE)
def test_an_answer_comes_out_as_it_went_in_or_is_refused(bank: Path, answer: str) -> None:
    before = held(bank)
    done = run("add", "partner", "--yes", f"--name={answer}")
    new = sorted(held(bank).keys() - before.keys())
    if done.exit_code:
        assert not new
        assert "Nothing was written" in done.output
    else:
        text = (bank / new[0]).read_text("utf-8")
        assert yaml.safe_load(text) == {"name": answer}
        (bank / new[0]).unlink()


def test_a_recording_asks_for_nothing_twice() -> None:
    paths = [question.option for question in questions(Recording)]
    assert len(paths) == len(set(paths))
