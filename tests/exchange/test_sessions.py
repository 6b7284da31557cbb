"""Sessions from spreadsheets: changes, kept fields and findings."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from importing import SESSION, import_csv, messages, read, write_bank
from lessonbank.bank import Session
from lessonbank.content import load
from lessonbank.exchange import plan_sessions
from lessonbank.exchange.sessions.columns import _ALSO, FIELDS, HEADINGS, LOOSE, label
from lessonbank.sheets import plain_words

PATH = "content/sessions/boards-up-hazel.yml"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return write_bank(tmp_path / "bank", {PATH: SESSION})


def session(root: Path, id_: str = "boards-up-hazel") -> Session:
    return read(root).bank.of(Session)[id_]


def test_a_typical_office_sheet_is_imported(bank: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Larkfield CPD 2026 to 2027"])
    sheet.merge_cells("A1:F1")
    sheet.append(["Day", "When", None, "What", "Where", "Who leads"])
    sheet.merge_cells("B2:C2")
    sheet.append([None, "Date", "Time", None, None, None])
    for column in "ADEF":
        sheet.merge_cells(f"{column}2:{column}3")
    sheet.append(["Autumn term"])
    sheet.append(["Thu", date(2026, 12, 3), "3.45-5pm", "Boards up", "Oak Academy", None])
    sheet.append(["Fri", "4/12/26", "9am to noon", "INSET: planning", "The old mill", None])
    sheet.append(["Mon", "7 December 2026", "4 to 5pm", "Maths network", "Online", None])
    sheet.append([None, datetime.combine(date(2026, 12, 7), time()), "5-6pm", None, "Zoom", None])
    sheet.merge_cells("D7:D8")
    file = bank.parent / "plan.xlsx"
    book.save(file)
    plan = plan_sessions(read(bank), file)
    assert messages(plan) == ["Sheet!F3: the column Who leads is not known, so it is not imported"]
    assert [change.id for change in plan.changes] == [
        "boards-up-2026-12-03",
        "inset-planning-2026-12-04",
        "maths-2026-12-07-1600",
        "maths-2026-12-07-1700",
    ]
    assert plan.notes[0] == "Treated as headings, not sessions: row of Sheet 4 (Autumn term)."


def test_a_day_written_once_applies_to_several_rows(bank: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Date", "Title"], ["1/2/2027", "One"], [None, "Two"], [None, None], ["Spring"]):
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("A5:B5")
    file = bank.parent / "plan.xlsx"
    book.save(file)
    plan = plan_sessions(read(bank), file)
    assert messages(plan) == []
    assert [change.id for change in plan.changes] == ["one-2027-02-01", "two-2027-02-01"]
    assert plan.notes[0] == "Treated as headings, not sessions: row of Sheet 5 (Spring)."


def test_a_whole_calendar_is_imported(bank: Path) -> None:
    plan = import_csv(
        bank,
        "Larkfield CPD,,,,,,\n"
        "Day,Date,Time,Event,Where,Led by,INSET\n"
        "Autumn term,,,,,,\n"
        "Thu,3/12/2026,3.45-5pm,Boards up,Oak Academy,Ada Okafor,\n"
        "Fri,4/12/26,,INSET: planning,The old mill,,yes\n"
        "Mon,7 December 2026,16:00-17:00,Maths network,Online,,\n",
    )
    assert plan.notes[0] == "Treated as headings, not sessions: row 3 (Autumn term)."
    bank_now = read(bank).bank.of(Session)
    first = bank_now["boards-up-2026-12-03"]
    assert (first.start, first.end) == (time(15, 45), time(17))
    assert (first.venue, first.facilitators) == ("oak-academy", ("a-okafor",))
    assert bank_now["inset-planning-2026-12-04"].inset
    assert bank_now["inset-planning-2026-12-04"].place == "The old mill"
    assert bank_now["maths-2026-12-07"].mode == "online"
    assert (bank / "content/sessions/inset-planning-2026-12-04.yml").read_text("utf-8") == (
        'title: "INSET: planning"\non: 2026-12-04\ninset: true\nplace: The old mill\n'
    )
    assert not load(bank).has_errors
    assert plan.absent == ("boards-up-hazel",)


CALENDAR = (
    "Code,Date,Start,End,Workshop,Venue,Note\n"
    "boards-up-hazel,26/11/2026,15:45,16:45,Boards up,Hazel Primary School,"
    "Bring a pen and a board.\n"
)


def test_unchanged_sessions_are_not_written(bank: Path) -> None:
    before = (bank / PATH).read_bytes()
    plan = import_csv(bank, CALENDAR)
    assert (plan.changes, plan.same, plan.absent) == ((), 1, ())
    assert (bank / PATH).read_bytes() == before


def test_columns_missing_from_the_sheet_stay_unchanged(bank: Path) -> None:
    sheet = CALENDAR.replace("16:45", "5pm").replace("Hazel Primary School", "")
    plan = import_csv(bank, sheet)
    assert (bank / PATH).read_text("utf-8") == SESSION.replace('"16:45"', '"17:00"').replace(
        "venue: hazel-primary\n", ""
    ) + "revision: 1\n"
    assert [(f.name, f.before, f.after) for f in plan.changes[0].fields] == [
        ("end", "16:45", "17:00"),
        ("venue", "hazel-primary", ""),
        ("revision", "", "1"),
    ]
    assert import_csv(
        bank, CALENDAR.replace("16:45", "5pm").replace("Hazel Primary School", "")
    ).same


def test_windows_line_endings_stay(bank: Path) -> None:
    (bank / PATH).write_bytes(SESSION.replace("\n", "\r\n").encode())
    import_csv(bank, CALENDAR.replace("16:45", "17:00"))
    text = (bank / PATH).read_bytes().decode()
    assert text.count("\r\n") == text.count("\n") == SESSION.count("\n") + 1


def test_moving_a_session_raises_its_revision(bank: Path) -> None:
    sequences = [session(bank).sequence]
    for day in ("3/12/2026", "10/12/2026"):
        sheet = CALENDAR.replace("26/11/2026", day)
        import_csv(bank, sheet)
        sequences.append(session(bank).sequence)
        assert import_csv(bank, sheet).changes == ()
    assert sequences == [0, 1, 2]
    assert session(bank).on == date(2026, 12, 10)
    assert session(bank).moved_from == date(2026, 12, 3)


def test_a_cancelled_session_can_be_reinstated(bank: Path) -> None:
    cancelled = CALENDAR.replace("Note\n", "Note,Status\n").replace(
        "board.\n", "board.,Cancelled\n"
    )
    import_csv(bank, cancelled)
    assert (session(bank).cancelled, session(bank).sequence) == (True, 1)
    held = cancelled.replace(",Cancelled", ",")
    import_csv(bank, held)
    assert (session(bank).cancelled, session(bank).sequence) == (False, 2)
    assert import_csv(bank, held).changes == ()


def test_sessions_missing_from_the_sheet_are_reported_and_kept(bank: Path) -> None:
    plan = import_csv(bank, "Code,Date,Title\nnew-one,1/2/2027,A talk\n")
    assert plan.absent == ("boards-up-hazel",)
    assert session(bank).on == date(2026, 11, 26)


def test_rows_without_codes_match_their_sessions(bank: Path) -> None:
    sheet = "Date,Start,End,Event,Where\n26/11/2026,15:45,16:45,Boards up,Hazel Primary School\n"
    assert import_csv(bank, sheet).same == 1
    plan = import_csv(bank, sheet.replace("16:45", "17:15"))
    assert [change.id for change in plan.changes] == ["boards-up-hazel"]


def test_sessions_on_the_same_day_get_different_codes(bank: Path) -> None:
    sheet = (
        "Date,Start,End,Event,Where\n"
        "26/11/2026,15:45,16:45,Boards up,Hazel Primary School\n"
        "26/11/2026,15:45,16:45,Boards up,Oak Academy\n"
        "1/12/2026,9:00,10:00,Cold call and wait time,Oak Academy\n"
        "1/12/2026,9:00,10:00,Cold call and wait time,Hazel Primary School\n"
        "1/12/2026,11:00,12:00,Cold call and wait time,Hazel Primary School\n"
    )
    first = import_csv(bank, sheet)
    assert [change.id for change in first.changes] == [
        "boards-up-2026-11-26",
        "cold-call-2026-12-01-oak-academy",
        "cold-call-2026-12-01-hazel-primary-0900",
        "cold-call-2026-12-01-hazel-primary-1100",
    ]
    again = import_csv(bank, sheet)
    assert (again.changes, again.same, again.absent) == ((), 5, ())
    assert "boards-up-2026-11-26" not in "".join(again.notes)


def test_a_moved_row_matches_by_its_original_day(bank: Path) -> None:
    sheet = (
        "Date,Moved from,Start,End,Event,Where\n"
        "3/12/2026,26/11/2026,15:45,16:45,Boards up,Hazel Primary School\n"
    )
    plan = import_csv(bank, sheet)
    assert [change.id for change in plan.changes] == ["boards-up-hazel"]
    assert import_csv(bank, sheet).changes == ()


def test_former_codes_match_their_session(bank: Path) -> None:
    (bank / PATH).write_text(SESSION + "aliases: [old-code]\n", encoding="utf-8")
    assert import_csv(bank, CALENDAR.replace("boards-up-hazel", "OLD-CODE")).same == 1


def test_all_errors_are_reported_and_nothing_is_written(bank: Path) -> None:
    file = bank.parent / "plan.csv"
    file.write_text(
        "Code,Date,Start,End,Workshop,Venue,Facilitators,Cancelled,Mode,Places,Booking\n"
        "a,31/02/2027,15:45,16:45,Bords up,Hazel Primry,Ada Okafor,no,online,12,\n"
        "b,1/2/2027,3.45,16:45,Boards up,,Bo Lind,maybe,onlin,many,mailto:a\n"
        "b,1/2/2027,,,Boards up,,,,,,\n"
        "No Good!,1/2/2027,17:00,16:00,Boards up,,,,,,\n"
        "c,28/3/2027,1:30am,3am,Boards up,,,,,,\n",
        encoding="utf-8",
    )
    before = sorted(path.name for path in (bank / "content/sessions").iterdir())
    plan = plan_sessions(read(bank), file)
    assert messages(plan) == [
        "B2: 31/02/2027 is not a date: February 2027 has 28 days",
        "E2: there is no workshop Bords up",
        "F2: there is no school Hazel Primry",
        "C3: 3.45 does not say am or pm",
        "G3: more than one person is called Bo Lind",
        "H3: maybe is neither yes nor no",
        "I3: `mode` must be one of in-person, online and hybrid, not `onlin`",
        "J3: `places` must be a whole number, not `many`",
        "K3: `booking` must be a web address, not `mailto:a`",
        "A5: No Good! cannot be a code",
        "D5: the session ends at 16:00, which is not after its start",
        "C6: 01:30 does not exist on 2027-03-28 in Europe/London, when the clocks change",
    ]
    suggested = [found.suggestion for found in plan.findings]
    assert suggested[:4] == ["28/02/2027", "boards-up", "hazel-primary", "15:45"]
    assert plan.changes == ()
    assert sorted(path.name for path in (bank / "content/sessions").iterdir()) == before


def test_two_rows_with_one_code_are_refused(bank: Path) -> None:
    file = bank.parent / "plan.csv"
    file.write_text("Code,Date,Title\na,1/2/2027,A\nA,2/2/2027,B\n", encoding="utf-8")
    assert messages(plan_sessions(read(bank), file)) == ["A3: row 2 has the same code a"]


def test_hyperlinks_of_cells_become_addresses(bank: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Dates"
    sheet.append(["Code", "Date", "Title", "Booking"])
    sheet.append(["a", date(2027, 2, 1), "A talk", "Book here"])
    sheet["D2"].hyperlink = "https://booking.larkfield.example/a"
    data = io.BytesIO()
    book.save(data)
    file = bank.parent / "plan.xlsx"
    file.write_bytes(data.getvalue())
    (change,) = plan_sessions(read(bank), file).changes
    assert "booking: https://booking.larkfield.example/a\n" in change.text


def test_sheets_are_chosen_by_name(bank: Path) -> None:
    book = Workbook()
    for name, rows in {
        "Autumn": [["Date", "Title"], ["1/10/2026", "One"]],
        "Spring": [["Date", "Title"], ["1/2/2027", "Two"]],
        "Notes": [["Ask about lunch"]],
    }.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    file = bank.parent / "plan.xlsx"
    book.save(file)
    both = plan_sessions(read(bank), file)
    assert [change.id for change in both.changes] == ["one-2026-10-01", "two-2027-02-01"]
    assert "Sheets without a table of sessions, not read: Notes." in both.notes
    spring = plan_sessions(read(bank), file, ["Spring"])
    assert [change.id for change in spring.changes] == ["two-2027-02-01"]
    (found,) = plan_sessions(read(bank), file, ["Sprng"]).findings
    assert (found.message, found.fix) == ("there is no sheet Sprng", "Write Spring.")


def test_errors_in_referenced_items_stop_the_import(bank: Path) -> None:
    (bank / "content/schools/oak-academy.yml").write_text("name: [", encoding="utf-8")
    file = bank.parent / "plan.csv"
    file.write_text(CALENDAR, encoding="utf-8")
    (found,) = plan_sessions(read(bank), file).findings
    assert found.path == "content/schools/oak-academy.yml"


def test_no_two_columns_share_a_heading() -> None:
    names = [
        (plain_words(name), key)
        for key, known in (*_ALSO.items(), *LOOSE.items(), *((f, (f, label(f))) for f in FIELDS))
        for name in known
    ]
    assert len({name for name, _ in names}) == len(set(names))
    assert set(HEADINGS.values()) == {*FIELDS, *LOOSE}
