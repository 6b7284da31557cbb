"""The commands `lessonbank import` and `lessonbank export`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from importing import SESSION, write_bank
from lessonbank.cli import main

PATH = "content/sessions/boards-up-hazel.yml"
SHEET = """\
Code,Date,Start,End,Workshop
boards-up-hazel,3/12/2026,3.45pm,4.45pm,Boards up
oak-first,10/12/2026,3.45pm,4.45pm,Cold call and wait time
"""


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = write_bank(tmp_path / "bank", {PATH: SESSION, PATH.replace("hazel", "oak"): SESSION})
    monkeypatch.chdir(root)
    return root


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def written(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


TOLD = """\
~ content/sessions/boards-up-hazel.yml
    on: 2026-11-26 -> 2026-12-03
    moved_from: (none) -> 2026-11-26
+ content/sessions/oak-first.yml
    workshop: cold-call
    on: 2026-12-10
    start: 15:45
    end: 16:45
1 new session {}added, 1 {}changed, 0 as they were.
In the bank and not in the file, kept: 1 session, boards-up-oak.
"""


def test_a_dry_run_shows_what_the_import_then_writes(bank: Path) -> None:
    (bank / "plan.csv").write_text(SHEET, encoding="utf-8")
    before = written(bank)
    asked = run("import", "sessions", "plan.csv", "--dry-run")
    assert (asked.exit_code, asked.output) == (0, TOLD.format("would be ", "would be "))
    assert written(bank) == before
    done = run("import", "sessions", "plan.csv")
    assert (done.exit_code, done.output) == (0, TOLD.format("", ""))
    again = run("import", "sessions", "plan.csv")
    assert again.output.startswith("0 new sessions added, 0 changed, 2 as they were.\n")


def test_import_writes_nothing_if_there_are_errors(bank: Path) -> None:
    (bank / "plan.csv").write_text(SHEET.replace("10/12/2026", "31/02/2027"), encoding="utf-8")
    before = written(bank)
    result = run("import", "sessions", "plan.csv")
    assert result.exit_code == 1
    assert (
        "Error LB704 in plan.csv:\nB3: 31/02/2027 is not a date: February 2027 has 28 days.\n"
        in result.output
    )
    assert "Did you mean `28/02/2027`?" in result.output
    assert "Nothing was changed." in result.output
    assert written(bank) == before


@pytest.mark.parametrize("name", ["plan.csv", "plan.xlsx"])
def test_an_exported_file_imports_without_changes(bank: Path, name: str) -> None:
    assert run("export", "sessions", name).output == f"Wrote 2 sessions to {name}.\n"
    assert run("import", "sessions", name).output == (
        "0 new sessions added, 0 changed, 2 as they were.\n"
    )


def test_export_refuses_a_bank_with_unreadable_sessions(bank: Path) -> None:
    (bank / PATH).write_text("on: never\n", encoding="utf-8")
    result = run("export", "sessions", "plan.csv")
    assert result.exit_code == 1
    assert "Nothing was written." in result.output
    assert not (bank / "plan.csv").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["export", "sessions", "plan.pdf"], "'plan.pdf' must end with .xlsx or .csv."),
        (["export", "sessions", "nowhere/plan.csv"], "There is no folder nowhere."),
        (["import", "sessions", "absent.csv"], "'absent.csv' does not exist"),
        (["import", "schools", "mkdocs.yml"], "Say which schools: --urn 999001, or --trust"),
        (["import", "schools", "mkdocs.yml", "--urn", "1"], "There is no column URN."),
        (["import", "framework", "mkdocs.yml"], "The file is not JSON"),
    ],
)
def test_impossible_commands_end_with_an_error(bank: Path, words: list[str], told: str) -> None:
    result = run(*words)
    assert result.exit_code != 0
    assert told in result.output


def test_import_of_schools_and_frameworks(bank: Path) -> None:
    register = "URN,EstablishmentName,PhaseOfEducation (name)\n999021,Elm School,Primary\n"
    (bank / "register.csv").write_text(register, encoding="utf-8")
    result = run("import", "schools", "register.csv", "--urn", "999021")
    assert "+ content/schools/elm-school.yml" in result.output
    package = Path(__file__).parent / "golden" / "mentoring.case.json"
    result = run("import", "framework", str(package), "--id", "mentoring")
    assert "+ content/frameworks/mentoring.yml" in result.output
    assert (bank / "content/frameworks/mentoring.yml").is_file()
