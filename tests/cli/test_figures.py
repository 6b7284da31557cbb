"""`lessonbank figures`: what a session marked, and how far two agree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from lessonbank.cli import main

TAGS = [
    {"id": "cold-call", "label": "Cold call", "kind": "instant", "lead": 1, "lag": 2},
    {"id": "talk", "label": "=Talk", "kind": "span"},
]


def write(path: Path, *marks: tuple[str, float, float | None]) -> Path:
    made = [
        {"id": f"m-{number}", "tag": tag, "at": at, "to": to}
        for number, (tag, at, to) in enumerate(marks)
    ]
    session: dict[str, Any] = {"id": "one", "length": 60, "tags": TAGS, "marks": made}
    whole = {"format": "lessonbank-session", "version": 1, "sessions": [session]}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def test_marks_are_counted(tmp_path: Path) -> None:
    file = write(tmp_path / "a.json", ("talk", 0, 30), ("cold-call", 40, None), ("talk", 50, 56))
    done = CliRunner().invoke(main, ["figures", str(file)])
    assert done.exit_code == 0, done.output
    assert done.output.splitlines() == [
        "tag,times,share of the time in %,mean in s,longest in s,first in s",
        "'=Talk,2,60.0,18.0,30.0,0.0",
        "Cold call,1,5.0,3.0,3.0,39.0",
        "",
        "after,comes,times",
        "Cold call,'=Talk,1",
        "'=Talk,Cold call,1",
    ]


def test_two_sessions_are_compared(tmp_path: Path) -> None:
    one = write(tmp_path / "a.json", ("talk", 0, 30), ("cold-call", 40, None))
    other = write(tmp_path / "b.json", ("talk", 1, 30), ("cold-call", 45, None))
    done = CliRunner().invoke(main, ["figures", str(one), "--with", str(other)])
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[-3:] == [
        "tag,here,in the other,matches,share in %,kappa",
        "'=Talk,1,1,1,100.0,0.97",
        "Cold call,1,1,0,0.0,-0.05",
    ]


def test_a_file_that_is_no_session_is_refused_by_line(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text('{"format":\n"other"}', encoding="utf-8")
    done = CliRunner().invoke(main, ["figures", str(file)])
    assert done.exit_code == 1
    assert "LB712" in done.output
    assert "a.json, line 2" in done.output
