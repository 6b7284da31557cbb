"""`lessonbank new`: prompts and options, refusals, and nothing left behind when it fails."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lessonbank import __version__
from lessonbank.cli import main
from lessonbank.scaffold.bank import make_bank
from new_banks import ANSWERS, RELEASE, tree_of

PROGRAM = Path(sys.executable).with_name("lessonbank")


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """Return a file that is named as the wheel of this release is."""
    path = tmp_path / f"lessonbank-{__version__}-py3-none-any.whl"
    path.write_bytes(b"a wheel")
    return path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def new(*arguments: object, answers: str | None = None) -> Result:
    return CliRunner().invoke(main, ["new", *map(str, arguments)], input=answers)


def test_a_dry_run_lists_what_is_then_written(here: Path, wheel: Path):
    options = ["bank", "--yes", "--wheel", wheel, "--today", "2026-11-27"]
    dry = new(*options, "--dry-run")
    assert dry.exit_code == 0, dry.output
    assert list(here.iterdir()) == []
    made = new(*options)
    assert made.exit_code == 0, made.output
    listed = [line.removeprefix("+ ") for line in dry.output.splitlines() if line[:2] == "+ "]
    assert listed == sorted(tree_of(here / "bank"))
    assert len(made.output.splitlines()) <= 6
    assert [path.name for path in here.iterdir()] == ["bank"]
    checked = subprocess.run(
        [PROGRAM, "check", "--strict", "--today", "2026-11-27"],
        cwd=here / "bank",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (checked.returncode, checked.stdout) == (0, "No mistakes found.\n")


def test_prompts_ask_for_each_answer_and_again_for_a_wrong_one(here: Path, wheel: Path):
    typed = [
        *("Moor: the #1 “Trust”", "", "no address", "dpo@moor.example", ""),
        *("Moor Primary, 999123, primary", "Fell Academy, 12", "Fell Academy", ""),
        *("people, clip", "people, sessions", "n"),
    ]
    result = new("bank", "--wheel", wheel, answers="".join(f"{line}\n" for line in typed))
    assert result.exit_code == 0, result.output
    assert "'no address' is no e-mail address" in result.output
    assert "'12' is no school number" in result.output
    assert "Did you mean clips?" in result.output
    files = tree_of(here / "bank")
    assert 'name: "Moor: the #1 “Trust”"\n' in files["content/trust.yml"].decode()
    assert "concerns: dpo@moor.example\n" in files["content/trust.yml"].decode()
    assert {"content/schools/moor-primary.yml", "content/schools/fell-academy.yml"} <= files.keys()
    assert "content/people/example-maths-lead.yml" in files
    assert "content/clips/example-ten-frame.md" not in files
    assert b"/media/*\n" in files[".gitignore"]


def test_an_end_of_input_writes_nothing(here: Path, wheel: Path):
    assert new("bank", "--wheel", wheel, answers="Moor Trust\n").exit_code == 1
    assert list(here.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
def test_prompts_work_in_a_terminal(here: Path, wheel: Path):
    import pty  # noqa: PLC0415 - POSIX only

    ours, theirs = pty.openpty()
    command = [PROGRAM, "new", "bank", "--wheel", wheel, "--types", "none"]
    with subprocess.Popen(command, cwd=here, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        os.write(ours, "Ysgol y Môr\n\n\n\nMôr\n\n\n".encode())
        said = _all_of(ours)
    os.close(ours)
    assert process.returncode == 0, said
    assert "Name of your trust [Our Trust]" in said
    assert "name: Ysgol y Môr\n" in (here / "bank/content/trust.yml").read_text(encoding="utf-8")


def _all_of(terminal: int) -> str:
    said = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # The other side is closed.
            break
        if not part:
            break
        said += part
    return said.decode()


def _file(here: Path) -> None:
    (here / "bank").write_text("mine")


def _filled(here: Path) -> None:
    (here / "bank").mkdir()
    (here / "bank/mine.txt").write_text("mine")


def _hidden(here: Path) -> None:
    (here / "bank/.git").mkdir(parents=True)


def _link(here: Path) -> None:
    (here / "elsewhere").mkdir()
    (here / "bank").symlink_to("elsewhere")


def _dangling(here: Path) -> None:
    (here / "bank").symlink_to("nowhere")


@pytest.mark.parametrize("prepare", [_file, _filled, _hidden, _link, _dangling])
def test_a_place_that_is_taken_is_refused(here: Path, wheel: Path, prepare: Callable[[Path], None]):
    prepare(here)
    before = tree_of(here)
    result = new("bank", "--yes", "--wheel", wheel)
    assert result.exit_code == 1
    assert "Nothing was written." in result.output
    assert tree_of(here) == before


@pytest.mark.parametrize("place", [".", "", "no/such/folder", "../here"])
def test_a_place_that_cannot_be_is_refused(here: Path, wheel: Path, place: str):
    result = new(place, "--yes", "--wheel", wheel)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert list(here.iterdir()) == []


def test_an_empty_folder_is_used(here: Path, wheel: Path):
    (here / "bank").mkdir()
    result = new("bank", "--yes", "--types", "none", "--wheel", wheel)
    assert result.exit_code == 0, result.output
    assert (here / "bank/mkdocs.yml").is_file()


def test_no_ffmpeg_leaves_nothing(here: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LESSONBANK_FFMPEG", str(here / "no-ffmpeg"))
    result = new("bank", "--yes", "--wheel", wheel)
    assert result.exit_code == 1
    assert "does not start" in result.output
    assert list(here.iterdir()) == []


def test_a_bank_that_would_not_pass_its_check_is_not_written(here: Path, wheel: Path):
    result = new("bank", "--yes", "--types", "none", "--name", "{{ name }}", "--wheel", wheel)
    assert result.exit_code == 1
    assert "LB126" in result.output
    assert "Traceback" not in result.output
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("name", ["lessonbank-9.9.9-py3-none-any.whl", "other.whl"])
def test_the_wheel_of_something_else_is_refused(here: Path, tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(b"")
    result = new("bank", "--yes", "--wheel", tmp_path / name)
    assert result.exit_code == 1
    assert "Nothing was written." in result.output
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *(("--name", value) for value in ("", " ", "a\u200bb", "x" * 201)),
        *(("--dpo", value) for value in ("", "dpo", "a b@c.example")),
        ("--school", "Fern, 12"),
        ("--types", "clip"),
        ("--films", "cloud"),
    ],
)
def test_a_wrong_option_is_explained(here: Path, wheel: Path, option: str, value: str):
    result = new("bank", "--yes", "--wheel", wheel, option, value)
    assert result.exit_code == 2
    assert "Error: Invalid value" in result.output
    assert list(here.iterdir()) == []


def test_two_banks_of_one_day_are_the_same(tmp_path: Path):
    for name in ("one", "two"):
        make_bank(tmp_path / name, ANSWERS, RELEASE)
    assert tree_of(tmp_path / "one") == tree_of(tmp_path / "two")


def test_what_a_killed_run_left_is_removed_by_the_next(here: Path, wheel: Path):
    left = here / ".lessonbank-new/run-abandoned/bank"
    left.mkdir(parents=True)
    result = new("bank", "--yes", "--types", "none", "--wheel", wheel)
    assert result.exit_code == 0, result.output
    assert [path.name for path in here.iterdir()] == ["bank"]
