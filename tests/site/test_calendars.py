"""Two independent programs read our calendars alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from handbooks import handbook
from lessonbank.bank import Session, Trust, clock_change
from lessonbank.content import Folder, read_bank
from lessonbank.site import Schedule
from lessonbank.site.dates.calendars import calendar_files
from lessonbank.site.dates.schedule import EVERY, feed_path, session_path

TODAY = date(2026, 11, 22)


def calendars(*sessions: dict[str, Any], today: date = TODAY) -> Mapping[str, bytes]:
    return calendar_files(Schedule(handbook(*sessions), today))


def read(data: bytes) -> dict[str, Mapping[str, Any]]:
    """Return the events by the session's part of their UIDs."""
    events = Calendar.from_ical(data).walk("VEVENT")
    return {str(event["UID"]).partition("@")[0]: event for event in events}


def one(**session: Any) -> Mapping[str, Any]:
    return read(calendars({"workshop": "pause", **session})[EVERY])["s1"]


@pytest.mark.parametrize(
    ("on", "starts", "ends"),
    [
        ("2026-10-23", "2026-10-23T14:45Z", "2026-10-23T16:00Z"),
        ("2026-10-26", "2026-10-26T15:45Z", "2026-10-26T17:00Z"),
        ("2027-03-26", "2027-03-26T15:45Z", "2027-03-26T17:00Z"),
        ("2027-03-29", "2027-03-29T14:45Z", "2027-03-29T16:00Z"),
    ],
)
def test_times_are_right_before_and_after_a_clock_change(on: str, starts: str, ends: str) -> None:
    event = one(on=on, start="15:45", end="17:00")
    assert event["DTSTART"].dt == datetime.fromisoformat(starts)
    assert event["DTEND"].dt == datetime.fromisoformat(ends)
    assert event["DTSTART"].to_ical().endswith(b"Z")


TIMES = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)).map(  # noqa: DTZ001 - local
    lambda at: at.replace(second=0, microsecond=0)
)


@given(st.lists(st.tuples(TIMES, st.integers(1, 300)), min_size=1, max_size=5))
def test_two_programs_agree_on_every_time(drawn: list[tuple[datetime, int]]) -> None:
    zone = Schedule(handbook(), TODAY).zone
    kept = [
        (at, at + timedelta(minutes=minutes))
        for at, minutes in drawn
        if not any(
            clock_change(each.date(), each.time(), zone)
            for each in (at, at + timedelta(minutes=minutes))
        )
    ]
    sessions = [
        {
            "workshop": "pause",
            "on": f"{starts:%Y-%m-%d}",
            "until": f"{ends:%Y-%m-%d}",
            "start": f"{starts:%H:%M}",
            "end": f"{ends:%H:%M}",
        }
        for starts, ends in kept
    ]
    found = calendars(*sessions)
    if not kept:
        assert not found
        return
    expected = {
        f"s{number}": tuple(each.replace(tzinfo=zone).astimezone(UTC) for each in both)
        for number, both in enumerate(kept, 1)
    }
    ours = {id_: (e["DTSTART"].dt, e["DTEND"].dt) for id_, e in read(found[EVERY]).items()}
    theirs = {
        event.uid.value.partition("@")[0]: (event.dtstart.value, event.dtend.value)
        for event in vobject.readOne(found[EVERY].decode()).vevent_list
    }
    assert ours == theirs == expected


def test_an_all_day_session_is_the_same_day_in_every_zone() -> None:
    event = one(on="2026-10-25", until="2026-10-26", inset=True)
    assert event["DTSTART"].to_ical() == b"20261025"
    assert event["DTEND"].to_ical() == b"20261027"
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["TRANSP"] == "TRANSPARENT"


def test_a_cancelled_session_stays_and_is_marked_cancelled() -> None:
    event = one(on="2026-12-01", start="16:00", end="17:00", cancelled=True)
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert event["SUMMARY"] == "Cancelled: The pause"


def test_each_change_raises_the_sequence_and_keeps_the_uid() -> None:
    before = one(on="2026-12-01")
    moved = one(on="2026-12-02", moved_from="2026-12-01")
    again = one(on="2026-12-03", moved_from="2026-12-02", revision=2)
    both = one(on="2026-12-02", moved_from="2026-12-01", cancelled=True)
    assert [each["SEQUENCE"] for each in (before, moved, again, both)] == [0, 1, 2, 2]
    assert {str(each["UID"]) for each in (before, moved, again, both)} == {
        "s1@unnamed-trust.lessonbank.invalid"
    }


def test_each_feed_holds_the_sessions_for_its_people() -> None:
    found = calendars(
        {"workshop": "pause", "on": "2026-12-01"},
        {"community": "quiet", "on": "2026-12-02"},
        {"title": "INSET", "on": "2026-12-03", "schools": ["elm"]},
        {"workshop": "pause", "programme": "two", "on": "2026-12-04", "roles": ["mentor"]},
    )
    held = {path: sorted(read(data)) for path, data in found.items()}
    assert held[EVERY] == ["s1", "s2", "s3", "s4"]
    assert held[feed_path("school", "elm")] == ["s1", "s2", "s3", "s4"]
    assert held[feed_path("role", "ect")] == ["s1", "s2", "s3"]
    assert held[feed_path("role", "mentor")] == ["s2", "s3", "s4"]
    assert held[feed_path("programme", "year")] == ["s1"]
    assert held[feed_path("programme", "two")] == ["s1", "s4"]
    assert held[feed_path("community", "quiet")] == ["s2"]
    assert held[session_path("s3")] == ["s3"]


def test_a_lead_credited_by_role_is_not_named() -> None:
    found = calendars({"community": "quiet", "on": "2026-12-02"})
    assert b"With Coach" in found[EVERY]
    assert not any(b"arlow" in data for data in found.values())


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_survives_a_round_trip(words: str) -> None:
    session = Session.model_validate({"id": "s1", "on": "2026-12-01", "title": "T", "note": words})
    data = calendars({"title": "T", "on": "2026-12-01", "note": words})[EVERY]
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert str(read(data)["s1"]["DESCRIPTION"]).split() == (session.note or "").split()


def test_calendars_state_their_refresh_interval() -> None:
    data = calendars({"title": "T", "on": "2026-12-01"})[EVERY]
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in data


NAMES = st.text(st.sampled_from('ab ,;\\:"\n\u2028\r=\u00e9'), min_size=1).filter(str.strip)


@given(NAMES)
def test_the_name_of_a_calendar_is_text(name: str) -> None:
    bank = handbook({"workshop": "pause", "on": "2026-12-01"})
    trust = Trust.model_validate({**bank.trust.model_dump(by_alias=True), "name": name})
    data = calendar_files(Schedule(replace(bank, trust=trust), TODAY))[EVERY]
    lines = data.replace(b"\r\n ", b"").decode().split("\r\n")
    for each in ("NAME:", "X-WR-CALNAME:"):
        (written,) = (line.removeprefix(each) for line in lines if line.startswith(each))
        assert re.sub(r"\\([\\;,])", r"\1", written) == trust.name
        assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", written)
    assert "\n" not in trust.name
    assert "X-PUBLISHED-TTL:P1D" in lines


def test_an_assumed_end_and_a_time_in_words_are_in_the_description() -> None:
    session = {"workshop": "pause", "on": "2026-12-01", "start": "16:00", "end": "17:00"}
    assert "The end time is an estimate." in one(**session, end_assumed=True)["DESCRIPTION"]
    assert "assumed" not in one(**session)["DESCRIPTION"]
    worded = {"workshop": "pause", "on": "2026-12-01", "time_words": "after school"}
    assert "Time: after school" in one(**worded)["DESCRIPTION"]
    lines = Schedule(handbook({**session, "end_assumed": True}, worded), TODAY).every.next
    assert {line.hours for line in lines} == {"4pm to 5pm (estimated end)", "After school"}


def uids(**trust: Any) -> set[str]:
    """Return the UIDs of a session in each calendar of a trust with these fields."""
    bank = handbook({"workshop": "pause", "on": "2026-12-01"})
    of = Trust.model_validate({**bank.trust.model_dump(by_alias=True), **trust})
    found = calendar_files(Schedule(replace(bank, trust=of), TODAY)).values()
    return {str(e["UID"]) for data in found for e in Calendar.from_ical(data).walk("VEVENT")}


@pytest.mark.parametrize(
    ("trust", "domain"),
    [
        ({"id": "elmet"}, "elmet.lessonbank.invalid"),
        ({"id": "elmet", "name": "Another Trust"}, "elmet.lessonbank.invalid"),
        ({"id": "elmet", "calendar_domain": "elmet.example"}, "elmet.example"),
        ({"id": None, "name": "Elmèt & Co"}, "elmet-co.lessonbank.invalid"),
        ({"id": None, "calendar_domain": "elmet.example"}, "elmet.example"),
        ({"id": None, "name": "a-" * 40}, f"{'a-' * 29}a.lessonbank.invalid"),
    ],
)
def test_uids_use_the_id_of_the_trust(trust: dict[str, str | None], domain: str) -> None:
    contacts = {"dpo": "new@moved.example", "concerns": "new@moved.example"}
    assert uids(**trust) == uids(**trust, contacts=contacts) == {f"s1@{domain}"}


@given(st.text(min_size=1).filter(str.strip))
def test_any_name_gives_one_id(name: str) -> None:
    trust = Trust.model_validate(
        {**handbook().trust.model_dump(by_alias=True), "id": None, "name": name}
    )
    assert (
        Trust.model_validate({**trust.model_dump(by_alias=True), "id": trust.key}).key == trust.key
    )


def test_the_example_keeps_its_earlier_uids() -> None:
    bank = read_bank(Folder(Path(__file__).parents[2])).bank
    schedule = Schedule(bank, TODAY)
    events = Calendar.from_ical(calendar_files(schedule)[EVERY]).walk("VEVENT")
    assert {str(event["UID"]) for event in events} == {
        f"{session}@wrenmoor.example" for session in bank.of(Session)
    }
