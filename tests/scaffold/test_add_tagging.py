"""`lessonbank add tagging`: valid content from a session of the workbench, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import projects
from adding import held, run
from lessonbank.bank import TaggingSession
from lessonbank.captions import named_in_notes
from lessonbank.scaffold.items import film_of

TODAY = "2026-11-28"
ANSWERS = ("--summary", "What a pause does.", "--subject", "maths")
TAGS = [
    {"id": "cold-call", "label": "Cold call", "who": ["Teacher", "Pupils"]},
    {"id": "x1", "label": "cold CALL", "kind": "span"},
    {"id": "part", "label": "Part"},
    {"id": "odd", "label": "Odd one"},
]


def mark(tag: str, at: float, to: float | None = None, **more: str) -> dict[str, Any]:
    return {"id": f"m{int(at * 1000)}", "tag": tag, "at": at, "to": to, **more}


MARKS = [
    mark("part", 10, note="The question"),
    mark("cold-call", 12.5, who="Teacher", note="A pause\ncomes first."),
    mark("odd", 14),
    mark("x1", 20, 22.25, who="Pupils"),
    mark("part", 40),
]


def session(**fields: Any) -> dict[str, Any]:
    film = {"name": "My lesson.mp4", "size": 3, "digest": "x"}
    given = {"title": "Waiting longer", "on": "2026-11-20", "film": film, "length": 120.0}
    return {"id": "s1", **given, "tags": TAGS, "marks": MARKS, **fields}


def save(folder: Path, *sessions: dict[str, Any], name: str = "mine.lessonbank.json") -> str:
    data = {"format": "lessonbank-session", "version": 1, "sessions": sessions}
    (folder / name).write_text(json.dumps(data), encoding="utf-8")
    return str(folder / name)


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank with a media.lock."""
    root = projects.write_project(tmp_path_factory.mktemp("locked") / "bank", encoded=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert run("media", "--lock").exit_code == 0
    return root


@pytest.fixture
def bank(locked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "bank"
    shutil.copytree(locked, root, ignore=shutil.ignore_patterns(".cache"))
    monkeypatch.chdir(root)
    return root


def add(file: str, *words: str) -> Result:
    return run("add", "tagging", file, "--yes", "--today", TODAY, *ANSWERS, *words)


def fields(root: Path, path: str) -> dict[str, Any]:
    text = (root / "content" / path).read_text(encoding="utf-8")
    found = yaml.safe_load(text.split("---\n")[1] if text.startswith("---\n") else text)
    assert isinstance(found, dict)
    return found


def errors(root: Path) -> list[str]:
    """Return the codes of the errors of the bank."""
    checked = run("check", "--today", TODAY)
    return [line.split()[1] for line in checked.output.splitlines() if line.startswith("Error")]


def test_a_session_becomes_a_clip_a_recording_and_a_request(bank: Path) -> None:
    file, before = save(bank.parent, session()), held(bank)
    dry = add(file, "--chapters", "Part", "--dry-run")
    assert (dry.exit_code, held(bank)) == (0, before), dry.output
    done = add(file, "--chapters", "Part")
    assert done.exit_code == 0, done.output
    new = held(bank).keys() - before.keys()
    assert new == {
        "content/clips/waiting-longer.md",
        "content/recordings/waiting-longer.yml",
        "content/permissions/ET-2026-001.yml",
    }
    assert all(held(bank)[path] == data for path, data in before.items())
    clip = fields(bank, "clips/waiting-longer.md")
    assert (clip["recording"], clip["from"], clip["to"]) == ("waiting-longer", "00:07", "00:47")
    assert [each["title"] for each in clip["chapters"]] == ["The question", "Part"]
    assert clip["moments"] == [
        {"at": "00:12.5", "tag": "cold-call", "note": "Teacher: A pause comes first."},
        {"at": "00:20", "to": "00:22.25", "tag": "cold-call", "note": "Pupils"},
    ]
    assert "“Odd one”" in done.output
    recording = fields(bank, "recordings/waiting-longer.yml")
    assert (recording["media"], recording["month"]) == ("My lesson.mp4", "2026-11")
    permission = fields(bank, "permissions/ET-2026-001.yml")
    assert (permission["state"], permission["recording"]) == ("requested", "waiting-longer")
    assert errors(bank) == ["LB401"], "only the film is missing"
    again = add(file, "--id", "waiting-longer")
    assert again.exit_code == 1
    assert "already" in again.output


def test_with_its_film_the_bank_has_no_error(bank: Path) -> None:
    assert add(save(bank.parent, session(length=60.0))).exit_code == 0
    projects.make_film(bank / "media/My lesson.mp4", 60, size="64x36")
    assert run("media", "--lock").exit_code == 0
    assert errors(bank) == []


@pytest.mark.parametrize(
    "command",
    [
        ["add", "FILE"],
        ["add", "--yes", "FILE"],
        ["add", "session", "FILE"],
        ["add", "session", "--yes", "FILE"],
        ["add", "sessions", "FILE"],
        ["add", "tagging", "FILE"],
    ],
    ids=" ".join,
)
def test_every_spelling_adds_the_file(bank: Path, command: list[str]) -> None:
    file = save(bank.parent, session(), name="Mine.lessonbank (1).JSON")
    words = [file if word == "FILE" else word for word in command]
    done = run(*words, *(() if "--yes" in words else ("--yes",)), "--today", TODAY, *ANSWERS)
    assert done.exit_code == 0, done.output
    assert (bank / "content/clips/waiting-longer.md").is_file()


@pytest.mark.parametrize("title", ["INSET day", "How we use data.json"])
@pytest.mark.parametrize("name", ["session", "sessions"])
def test_a_session_of_the_calendar_is_still_added(bank: Path, name: str, title: str) -> None:
    done = run("add", name, "--yes", "--title", title, "--on", "2027-01-04")
    assert done.exit_code == 0, done.output
    assert [path.name for path in (bank / "content/sessions").iterdir()]


def test_what_is_missing_is_asked_for_as_options(bank: Path) -> None:
    file, before = save(bank.parent, session(title="", on="")), held(bank)
    done = run("add", file, "--yes", "--today", TODAY)
    assert done.exit_code == 1
    for option in ("--title", "--summary", "--subject", "--month"):
        assert f"  {option} " in done.output
    assert "Traceback" not in done.output
    assert held(bank) == before


def test_the_last_session_is_taken_unless_another_is_named(bank: Path) -> None:
    first = session(id="one", title="First try", marks=[mark("cold-call", 90)])
    file = save(bank.parent, first, session(id="two", title="Second try", length=0))
    done = add(file)
    assert "This is the last: two (Second try 2026-11-20)." in done.output
    assert (bank / "content/clips/second-try.md").is_file()
    assert add(file, "--session", "one").exit_code == 0
    clip = fields(bank, "clips/first-try.md")
    assert (clip["from"], clip["to"]) == ("01:27", "01:37")
    assert fields(bank, "recordings/first-try.yml")["media"] == "first-try.mp4"
    unknown = add(file, "--session", "three")
    assert (unknown.exit_code, "It has one (First try" in unknown.output) == (1, True)


def test_a_tag_for_chapters_must_be_there(bank: Path) -> None:
    before = held(bank)
    done = add(save(bank.parent, session()), "--chapters", "Parts")
    assert done.exit_code == 1
    assert "Tags with marks: Cold call, cold CALL, Part, Odd one." in done.output
    assert held(bank) == before


def test_a_name_is_warned_about_and_a_listed_name_is_refused(
    bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = save(bank.parent, session(marks=[mark("cold-call", 5, note="Then Amira answered.")]))
    done = add(file, "--dry-run")
    assert "“Amira” looks like a name." in done.output
    assert "“Teacher”" not in done.output
    (bank.parent / "names.txt").write_text("Amira\n", encoding="utf-8")
    monkeypatch.setenv("LESSONBANK_NAMES", str(bank.parent / "names.txt"))
    before = held(bank)
    refused = add(file)
    assert (refused.exit_code, "LB601" in refused.output) == (1, True)
    assert held(bank) == before


def test_a_permission_of_the_bank_can_be_named(bank: Path) -> None:
    before = held(bank)
    done = add(save(bank.parent, session()), "--permission-ref", "EL-1")
    assert done.exit_code == 0, done.output
    assert not [path for path in held(bank).keys() - before.keys() if "/permissions/" in path]
    assert fields(bank, "recordings/waiting-longer.yml")["permission"] == "EL-1"
    own = add(save(bank.parent, session()), "--permission-ref", "OWN-7", "--id", "own")
    assert own.exit_code == 0, own.output
    assert (bank / "content/permissions/OWN-7.yml").is_file()


@pytest.mark.parametrize("option", ["--id", "--permission-ref"])
@pytest.mark.parametrize("wrong", ["../../outside", "a/b", "A B", "x" * 70, ""])
def test_an_id_that_cannot_be_one_writes_nothing(bank: Path, option: str, wrong: str) -> None:
    before, beside = held(bank), {*bank.parent.iterdir()}
    done = add(save(bank.parent, session()), option, wrong)
    assert done.exit_code == 1, done.output
    assert held(bank) == before
    assert {*bank.parent.iterdir()} - beside == {bank.parent / "mine.lessonbank.json"}


def test_a_file_with_faults_is_shown_by_line_and_writes_nothing(bank: Path) -> None:
    before = held(bank)
    file = save(bank.parent, session(marks=[mark("none", 1), mark("part", 3, 2)]))
    done = add(file)
    assert done.exit_code == 1
    assert "LB715 in mine.lessonbank.json, line 1" in done.output
    assert "LB716" in done.output
    assert "Nothing was written." in done.output
    assert held(bank) == before
    gone = add(str(bank.parent / "none.json"))
    assert (gone.exit_code, "LB701" in gone.output) == (1, True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_keeps_the_rest_away(bank: Path) -> None:
    before = held(bank)
    (bank / "content/clips").chmod(0o500)
    done = add(save(bank.parent, session()))
    (bank / "content/clips").chmod(0o700)
    assert done.exit_code == 1
    assert held(bank) == before


NAMES = [
    "../../etc/passwd.mp4",
    "/abs.mp4",
    "C:\\film.mp4",
    "con.mp4",
    "NUL.mp4",
    ".hidden.mp4",
    "a\u202egpj.mp4",
    "film.mp4\n",
    "lesson.MP4",
    "x" * 240 + ".mp4",
    "film.vtt",
    "film",
    "-rf.mp4",
    "a?b.mp4",
    "film .mp4 ",
]


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_film_never_leads_elsewhere(name: str) -> None:
    film = {"name": name, "size": 1, "digest": ""}
    found = film_of(read(session(film=film)), "mine", {"lesson.mp4"})
    assert found == "mine.mp4"


def test_a_taken_name_is_numbered() -> None:
    film = {"name": "lesson.mov", "size": 1, "digest": ""}
    assert film_of(read(session(film=film)), "mine", {"LESSON.mov", "mine.mov"}) == "mine-2.mov"
    assert film_of(read(session(film=film)), "mine", ()) == "lesson.mov"


def read(data: dict[str, Any]) -> TaggingSession:
    return TaggingSession.model_validate_json(json.dumps(data))


TEXT = st.text(max_size=40)
TIMES = st.floats(0, 200).map(lambda seconds: round(seconds, 3))
ANY_MARK = st.builds(
    lambda tag, at, more, who, note: mark(
        tag, at, None if more is None else min(at + more, 86_400), who=who, note=note
    ),
    st.sampled_from([tag["id"] for tag in TAGS]),
    TIMES,
    st.none() | TIMES,
    TEXT,
    TEXT,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ANY_MARK, max_size=12), TEXT, st.sampled_from([0.0, 60.0, 400.0]))
@example([mark("cold-call", 5, note="a: b # c\x00\x07\ufeff\u2028---\n")], "\x85 ---", 0.0)
@example([mark("part", 86_400, note="")], "null", 86_400.0)
@example([mark("x1", 90, 90)], "", 60.0)
def test_whatever_is_in_a_session_makes_files_that_the_check_takes(
    bank: Path, marks: list[dict[str, Any]], title: str, length: float
) -> None:
    before = held(bank)
    file = save(bank.parent, session(marks=marks, title=title, length=length))
    end = () if marks else ("--to", "00:10")
    done = add(file, "--chapters", "part", "--title", "Own title", *end)
    assert done.exit_code == 0, done.output
    assert errors(bank) == ["LB401"], done.output
    for path in held(bank).keys() - before.keys():
        (bank / path).unlink()


def test_spans_that_may_not_overlap_are_explained_and_nothing_is_written(bank: Path) -> None:
    tagset = bank / "content/tagsets/core.yml"
    text = tagset.read_text(encoding="utf-8")
    grouped = text.replace("tags:\n", "groups: [{id: talk, label: Talk, exclusive: true}]\ntags:\n")
    tagset.write_text(
        grouped.replace("    label: Cold", "    group: talk\n    label: Cold"), "utf-8"
    )
    before = held(bank)
    done = add(save(bank.parent, session(marks=[mark("x1", 1, 9), mark("x1", 5, 12)])))
    assert (done.exit_code, "LB316" in done.output) == (1, True), done.output
    assert held(bank) == before


def test_marks_outside_the_clip_are_counted_and_left_out(bank: Path) -> None:
    done = add(save(bank.parent, session()), "--from", "00:13", "--to", "00:21")
    assert done.exit_code == 0, done.output
    assert "Left out: 4 marks outside the clip." in done.output
    assert "moments" not in fields(bank, "clips/waiting-longer.md")


NOTES = json.loads((Path(__file__).parents[1] / "content/spoken.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("text", "names"), [(case["text"], case["names"]) for case in NOTES["written"]]
)
def test_names_in_notes_are_found_as_the_browser_finds_them(text: str, names: list[str]) -> None:
    known = {"year", "maths", "harebell", "hill", "cold", "call"}
    assert list(named_in_notes(text, known)) == names
