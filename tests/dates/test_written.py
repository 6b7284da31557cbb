"""Sheets and the suggestions for content read days, months and times by one grammar."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from importing import read, write_bank
from lessonbank.bank import Recording, Session
from lessonbank.content import load, shapes, suggest, yaml
from lessonbank.dates import UnclearError, month_of, one_clock, one_day
from lessonbank.exchange import plan_sessions

TABLE: Any = yaml.load(Path(__file__).with_name("written.yml").read_text(encoding="utf-8"))
DAYS, CLOCKS, MONTHS = (TABLE[name] for name in ("days", "clocks", "months"))


def called(row: dict[str, Any]) -> str:
    return str(row["written"])


@pytest.mark.parametrize("row", DAYS, ids=called)
def test_a_day(row: dict[str, str]) -> None:
    if "value" in row:
        assert one_day(row["written"]).isoformat() == row["value"]
        return
    with pytest.raises(UnclearError) as caught:
        one_day(row["written"])
    assert caught.value.reason == row.get("problem", "")


@pytest.mark.parametrize("row", CLOCKS, ids=called)
def test_a_time_of_day(row: dict[str, str]) -> None:
    if "value" in row:
        assert f"{one_clock(row['written']):%H:%M}" == row["value"]
        return
    with pytest.raises(UnclearError):
        one_clock(row["written"])


@pytest.mark.parametrize("row", MONTHS, ids=called)
def test_a_month(row: dict[str, str]) -> None:
    if "value" in row:
        assert f"{month_of(row['written']):%Y-%m}" == row["value"]
        return
    with pytest.raises(UnclearError):
        month_of(row["written"])


SUGGESTED: list[tuple[Any, str, dict[str, str]]] = [
    *((Session, "on", row) for row in DAYS),
    *((Session, "start", row) for row in CLOCKS),
    *((Recording, "month", row) for row in MONTHS),
]


@pytest.mark.parametrize(("model", "field", "row"), SUGGESTED, ids=str)
def test_content_suggests_the_same(model: Any, field: str, row: dict[str, str]) -> None:
    shape = shapes.at(model, (field,))[1]
    kind = shapes.moment(shape)
    tries = suggest.rewrites(row["written"], kind)
    assert next(filter(shapes.acceptor(shape), tries), None) == row.get("value", row.get("meant"))
    if kind is not None:
        assert suggest.reason(row["written"], kind) == row.get("problem", "")


def sheet(days: list[dict[str, str]], clocks: list[dict[str, str]]) -> str:
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(["Code", "Date", "Start", "Title"])
    writer.writerows([f"d{n}", row["written"], "09:00", "A talk"] for n, row in enumerate(days))
    writer.writerows(
        [f"c{n}", "5/3/2026", row["written"], "A talk"] for n, row in enumerate(clocks)
    )
    return made.getvalue()


def test_a_sheet_gives_the_same(tmp_path: Path) -> None:
    days, clocks = ([row for row in rows if "value" in row] for rows in (DAYS, CLOCKS))
    root, file = write_bank(tmp_path / "bank"), tmp_path / "calendar.csv"
    file.write_text(sheet(days, clocks), encoding="utf-8")
    plan = plan_sessions(read(root), file)
    assert not plan.has_errors, plan.findings
    made = {change.path: yaml.load(change.text) for change in plan.changes}
    assert [made[f"content/sessions/d{n}.yml"]["on"] for n in range(len(days))] == [
        row["value"] for row in days
    ]
    assert [made[f"content/sessions/c{n}.yml"]["start"] for n in range(len(clocks))] == [
        row["value"] for row in clocks
    ]


def test_a_sheet_refuses_the_same_for_the_same_reason(tmp_path: Path) -> None:
    days, clocks = ([row for row in rows if "value" not in row] for rows in (DAYS, CLOCKS))
    days = [row for row in days if row["written"] != "tbc"]  # A warning: not dated yet.
    root, file = write_bank(tmp_path / "bank"), tmp_path / "calendar.csv"
    file.write_text(sheet(days, clocks), encoding="utf-8")
    found = plan_sessions(read(root), file).findings
    assert [each.code.number for each in found] == ["LB704"] * len(days) + ["LB705"] * len(clocks)
    for row, finding in zip((*days, *clocks), found, strict=True):
        assert row.get("problem", "").removeprefix("it ") in finding.message
        kind = date if row in days else time
        assert [*suggest.rewrites(finding.suggestion, kind)] == [*filter(None, [row.get("meant")])]


def problems(found: list[Any]) -> Iterator[tuple[str, str | None]]:
    yield from ((each.message, each.suggestion) for each in found)


def test_two_times_or_two_days_in_one_field_are_told(tmp_path: Path) -> None:
    text = "title: A talk\non: 5-6 March 2026\nstart: 3.45-5pm\n"
    root = write_bank(tmp_path / "bank", {"content/sessions/a.yml": text})
    found = load(root, probe=None, today=date(2026, 1, 1)).diagnostics
    assert [*problems([each for each in found if each.path.endswith("/a.yml")])] == [
        ("`on` is `5-6 March 2026`: it is more than one day", None),
        ("`start` is `3.45-5pm`: it is a start and an end", None),
    ]
