# ruff: noqa: RUF001 - signs as people write them
"""Commands print to any console: old code pages, closed pipes and no output at all."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import click
import pytest

from importing import SESSION, write_bank
from lessonbank.cli import main
from lessonbank.cli.console import ConsoleGroup

PROGRAM = Path(sys.executable).with_name("lessonbank")
CLIP = """\
---
title: “Brüche” – 数学
summary: Łódź → ✓ … ½
recording: keine-Aufnahme-ж
---
"""
FILES = {
    "content/sessions/boards-up-hazel.yml": SESSION,
    "content/clips/brüche-数学-ж.md": CLIP,
}
COMMANDS = [
    "check",
    "check --format terminal",
    "check --format github",
    "check --format json",
    "explain LB201",
    "audit",
    "doctor",
    "media --explain",
    "export sessions “außen”-数学.csv",
    "build --site-dir ü-数学",
    "check --keine-数学",
    "explain 数学",
    "--help",
]


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_bank(tmp_path_factory.mktemp("Ł数") / "bank", FILES)


def run(command: str, group: click.Group = main) -> None:
    with pytest.raises(SystemExit) as left:
        group.main(command.split())
    assert left.value.code in {None, 0, 1, 2}


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii", "utf-8"])
@pytest.mark.parametrize("command", COMMANDS)
def test_characters_that_a_console_lacks_are_escaped(
    bank: Path, monkeypatch: pytest.MonkeyPatch, command: str, encoding: str
) -> None:
    monkeypatch.chdir(bank)
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    run(command)
    monkeypatch.undo()
    for stream in (out, err):
        stream.flush()
    said = b"".join(stream.buffer.getvalue() for stream in (out, err))
    assert b"Traceback" not in said
    assert said
    if (command, encoding) == ("check", "cp1252"):
        assert b"br\xfcche-\\u6570\\u5b66" in said


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("cp437", '"a" - b -> cé... \\u0436'), ("cp1252", "“a” – b -> cé… \\u0436")],
)
def test_typographic_quotes_and_arrows_become_ascii(
    monkeypatch: pytest.MonkeyPatch, encoding: str, expected: str
) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", out)
    say = click.Command("say", callback=lambda: click.echo("“a” – b → cé… ж"))
    run("say", ConsoleGroup(commands=[say]))
    out.flush()
    assert out.buffer.getvalue().decode(encoding).strip() == expected


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_work_without_standard_output(
    bank: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(bank)
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    run(command)


@pytest.mark.skipif(sys.platform == "win32", reason="hands over what a POSIX shell does")
@pytest.mark.parametrize("closed", ["--format terminal | true", "2>&1 | true", ">&- 2>&-"])
def test_commands_survive_a_closed_pipe(bank: Path, closed: str) -> None:
    script = f'"{PROGRAM}" check {closed}'
    done = subprocess.run(["sh", "-c", script], cwd=bank, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
