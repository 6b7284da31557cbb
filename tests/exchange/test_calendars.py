"""Training calendars as trusts publish them: each row is imported or reported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from importing import CASES, messages, read, write_bank
from lessonbank.bank import Session
from lessonbank.diagnostics import Severity
from lessonbank.exchange import plan_sessions, sessions_csv, write_changes

CALENDARS = yaml.safe_load((CASES / "reported" / "calendars.yml").read_text(encoding="utf-8"))
TRUST = (CASES / "bank" / "content" / "trust.yml").read_text(encoding="utf-8")


def bank_of(tmp_path: Path, case: Mapping[str, Any]) -> Path:
    years = case.get("year", 2026)
    terms = "".join(
        f"- {{name: Autumn, starts: {year}-09-01, ends: {year}-12-18}}\n"
        f"- {{name: Spring, starts: {year + 1}-01-04, ends: {year + 1}-03-26}}\n"
        for year in (years if isinstance(years, list) else [years])
    )
    trust = TRUST + (f"terms:\n{terms}" if terms else "")
    if "minutes" in case:
        trust += f"policy: {{session_minutes: {case['minutes']}}}\n"
    return write_bank(tmp_path / "bank", {"content/trust.yml": trust})


@pytest.mark.parametrize("case", CALENDARS, ids=lambda case: case["what"])
def test_a_published_calendar_is_imported(case: Mapping[str, Any], tmp_path: Path) -> None:
    root, file = bank_of(tmp_path, case), tmp_path / "calendar.csv"
    file.write_text(case["file"], encoding="utf-8")
    plan = plan_sessions(read(root), file)
    if "messages" in case:
        errors = [each for each in plan.findings if each.severity is Severity.ERROR]
        assert [each.message for each in errors] == case["messages"]
        return
    assert not plan.has_errors, messages(plan)
    assert {each.code.number for each in plan.findings} == {*case["codes"]}
    write_changes(root, plan.changes)
    reading = read(root)
    assert reading.diagnostics == ()
    found = [told(each) for each in reading.bank.of(Session).values()]
    assert sorted(found, key=str) == sorted(map(expected, case["sessions"]), key=str)


def expected(row: list[Any]) -> list[Any]:
    return [f"{cell}" if isinstance(cell, date) else cell for cell in row]


def told(session: Session) -> list[Any]:
    until = None if session.until is None else str(session.until)
    start = session.time_words if session.start is None else f"{session.start:%H:%M}"
    end = None if session.end is None else f"{'~' * session.end_assumed}{session.end:%H:%M}"
    name = session.title or session.workshop or session.community
    return [str(session.on), until, start, end, name]


def test_an_assumed_end_stays_until_a_sheet_gives_one(tmp_path: Path) -> None:
    root, file = bank_of(tmp_path, {}), tmp_path / "calendar.csv"

    def brought(text: str) -> Session:
        file.write_text(text, encoding="utf-8")
        plan = plan_sessions(read(root), file)
        assert not plan.has_errors, messages(plan)
        write_changes(root, plan.changes)
        return read(root).bank.of(Session)["a"]

    session = brought("Code,Date,Start,Event\na,3/9/2026,4pm,Talk\n")
    assert (f"{session.end}", session.end_assumed) == ("17:00:00", True)
    again = brought("Code,Date,Start,Event\na,3/9/2026,4pm,Talk\n")
    assert again == session
    moved = brought("Code,Date,Start,End,Event\na,3/9/2026,4.30pm,,Talk\n")
    assert (f"{moved.end}", moved.end_assumed) == ("17:30:00", True)
    said = brought("Code,Date,Start,End,Event\na,3/9/2026,4.30pm,6pm,Talk\n")
    assert (f"{said.end}", said.end_assumed) == ("18:00:00", False)
    assert "end_assumed" not in (root / "content/sessions/a.yml").read_text(encoding="utf-8")
    silent = brought("Code,Date,Start,End,Event\na,3/9/2026,4.30pm,,Talk\n")
    assert (silent.end, silent.end_assumed) == (said.end, False)


def test_assumed_ends_survive_export_and_import(tmp_path: Path) -> None:
    root, file = bank_of(tmp_path, {}), tmp_path / "calendar.csv"
    file.write_text("Date,Start,Event\n3/9/2026,4pm,Talk\n4/9/2026,after school,Walk\n", "utf-8")
    write_changes(root, plan_sessions(read(root), file).changes)
    before = read(root)
    file.write_bytes(sessions_csv(before.bank))
    plan = plan_sessions(before, file)
    assert (plan.changes, plan.same) == ((), 2)
