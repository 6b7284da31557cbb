"""Any sessions survive an export and an import without changes."""

from __future__ import annotations

import shutil
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importing import read, write_bank
from lessonbank.bank import Session
from lessonbank.content import Reading
from lessonbank.content.edit import new_file
from lessonbank.content.shapes import fields
from lessonbank.exchange import plan_sessions, sessions_csv, sessions_xlsx, write_changes
from lessonbank.exchange.sessions.columns import FIELDS, form_of
from lessonbank.files.invisible import without_invisible

TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs"]) | st.just("\n"), min_size=1, max_size=40
).map(lambda text: without_invisible(text).strip()).filter(bool) | st.sampled_from(
    ["=1+1", "'=x", "-5", "15.45", "yes", "2027-01-01", "all", "A & B, and C"]
)
ADDRESSES = st.from_regex(r"https://[a-z]{1,8}\.example/[a-z=?&;,]{0,12}", fullmatch=True)
DAYS = st.dates(date(2026, 9, 1), date(2027, 8, 31))
MIDDAYS = st.times(time(8), time(17)).map(lambda at: at.replace(second=0, microsecond=0))


@st.composite
def drafts(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the fields of a valid session."""
    on = draw(DAYS)
    start = draw(st.none() | MIDDAYS)
    maybe: dict[str, st.SearchStrategy[Any]] = {
        "title": TEXTS,
        "community": st.just("maths"),
        "until": st.integers(0, 9).map(lambda days: on + timedelta(days=days)),
        "hours": st.integers(1, 10_000).map(lambda hundredths: hundredths / 100),
        "inset": st.booleans(),
        "directed": st.booleans(),
        "mode": st.sampled_from(["in-person", "online", "hybrid"]),
        "venue": st.sampled_from(["hazel-primary", "oak-academy"]),
        "place": TEXTS,
        "link": ADDRESSES,
        "facilitators": st.lists(st.sampled_from(["a-okafor", "b-lind", "b-lind-2"]), unique=True),
        "schools": st.lists(st.sampled_from(["hazel-primary", "oak-academy"]), unique=True),
        "roles": st.lists(st.sampled_from(["ect", "mentor", "all-staff"]), unique=True),
        "places": st.integers(1, 100_000),
        "cost": TEXTS,
        "booking": ADDRESSES,
        "book_by": st.integers(0, 30).map(lambda days: on - timedelta(days=days)),
        "cancelled": st.booleans(),
        "moved_from": DAYS,
        "note": TEXTS,
        "revision": st.integers(0, 10_000),
    }
    held = {"on": on, "workshop": draw(st.sampled_from(["boards-up", "cold-call"]))}
    times = {"start": start, "end": start.replace(hour=20)} if start else {}
    names = draw(st.sets(st.sampled_from(sorted(maybe))))
    return held | times | {name: draw(maybe[name]) for name in sorted(names)}


def test_every_field_is_generated_and_has_a_column() -> None:
    assert {*FIELDS} == {"id", *fields(Session)} - {"aliases"}
    assert {form_of(name) for name in FIELDS} == {
        *("text", "day", "clock", "truth", "number", "word", "id", "ids")
    }


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@settings(max_examples=40)
@given(drawn=st.lists(drafts(), max_size=4))
def test_export_and_import_change_nothing(
    ending: str, drawn: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("bank") / "bank"
    order = [*fields(Session)]
    files = {
        f"content/sessions/s-{number}.yml": new_file(
            {n: tuple(v) if isinstance(v, list) else v for n, v in each.items()}, order
        )
        for number, each in enumerate(drawn)
    }
    write_bank(root, files)
    before = read(root)
    assert before.diagnostics == ()
    assert len(before.bank.of(Session)) == len(drawn)
    file = root.parent / f"plan.{ending}"
    file.write_bytes((sessions_csv if ending == "csv" else sessions_xlsx)(before.bank))
    plan = plan_sessions(before, file)
    if not drawn:
        return
    assert [found.message for found in plan.findings] == []
    assert (plan.changes, plan.same, plan.absent) == ((), len(drawn), ())
    assert rebuilt(root, before, file).bank.of(Session) == before.bank.of(Session)


def rebuilt(root: Path, reading: Reading, file: Path) -> Reading:
    """Delete all sessions and import them again; return the bank."""
    for id_ in reading.bank.of(Session):
        (root / reading.documents["session", id_].path).unlink()
    plan = plan_sessions(read(root), file)
    assert plan.findings == ()
    write_changes(root, plan.changes)
    return read(root)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_example_bank_round_trips(root: Path, tmp_path: Path, ending: str) -> None:
    reading = read(root)
    file = tmp_path / f"plan.{ending}"
    file.write_bytes((sessions_csv if ending == "csv" else sessions_xlsx)(reading.bank))
    plan = plan_sessions(reading, file)
    assert plan.findings == ()
    assert plan.changes == ()
    assert plan.same == len(reading.bank.of(Session)) > 50
    shutil.copytree(root / "content", tmp_path / "content")
    again = rebuilt(tmp_path, reading, file)
    assert again.bank.of(Session) == reading.bank.of(Session)
    assert again.diagnostics == reading.diagnostics == ()
