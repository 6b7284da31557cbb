"""The lists that a session appears in, and its line, on a given day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from handbooks import handbook
from lessonbank.bank import Bank, Community, Item, Person, Programme, Session, Workshop
from lessonbank.site.dates.schedule import Schedule
from lessonbank.site.dates.words import hour, weekday

TODAY = date(2026, 11, 22)


def ids(whole: Bank, item: Item) -> tuple[list[str], list[str]]:
    dates = Schedule(whole, TODAY).of(item)
    return [line.id for line in dates.next], [line.id for line in dates.past]


def test_upcoming_sessions_are_in_order_and_include_today() -> None:
    days = ("2027-01-12", "2026-11-22", "2026-09-01", "2026-11-21")
    whole = handbook(*({"workshop": "pause", "on": on} for on in days))
    assert ids(whole, whole.of(Workshop)["pause"]) == (["s2", "s1"], ["s4", "s3"])


def test_a_session_of_several_days_is_past_after_its_last_day() -> None:
    whole = handbook({"title": "Week", "on": "2026-11-16", "until": "2026-11-22"})
    assert [line.id for line in Schedule(whole, TODAY).every.next] == ["s1"]
    assert [line.id for line in Schedule(whole, date(2026, 11, 23)).every.past] == ["s1"]


def test_a_session_is_listed_with_everything_it_belongs_to() -> None:
    whole = handbook(
        {"workshop": "pause", "on": "2027-01-12"},
        {"workshop": "pause", "programme": "two", "on": "2027-01-13"},
        {"community": "quiet", "workshop": "pause", "on": "2027-01-14", "programme": "two"},
        {"community": "quiet", "on": "2027-01-15"},
    )
    programmes, people = whole.of(Programme), whole.of(Person)
    assert ids(whole, whole.of(Workshop)["pause"])[0] == ["s1", "s2", "s3"]
    assert ids(whole, whole.of(Community)["quiet"])[0] == ["s3", "s4"]
    assert ids(whole, programmes["year"])[0] == ["s1"]
    assert ids(whole, programmes["two"])[0] == ["s1", "s2", "s3"]
    assert ids(whole, people["jo-harper"])[0] == ["s1", "s2", "s3"]
    assert ids(whole, people["kit-marlow"])[0] == ["s4"]


def test_a_lead_credited_by_role_is_not_named() -> None:
    whole = handbook({"community": "quiet", "on": "2027-01-15"})
    (line,) = Schedule(whole, TODAY).every.next
    assert [(lead.label, lead.url) for lead in line.leads] == [("Coach", None)]
    assert "marlow" not in repr(line).lower()


def test_a_line_gives_the_local_time_and_the_place() -> None:
    whole = handbook(
        {
            "workshop": "pause",
            "on": "2027-01-12",
            "start": "15:45",
            "end": "17:00",
            "venue": "elm",
            "roles": ["ect"],
            "place": "hall",
            "places": 30,
        }
    )
    (line,) = Schedule(whole, TODAY).every.next
    assert (line.day, line.hours) == ("Tuesday 12 January 2027", "3:45pm to 5pm")
    assert line.starts == "2027-01-12T15:45:00+00:00"
    assert [place.label for place in line.where] == ["Elm Primary", "hall"]
    assert (line.chips, line.details) == (("Early career teachers",), ("30 places",))


BOOKED = {"workshop": "pause", "on": "2026-12-01", "booking": "https://book.example/"}


@pytest.mark.parametrize(
    ("more", "booking", "notes"),
    [
        ({}, "Book a place", ()),
        ({"book_by": "2026-11-22"}, "Book a place by 22 November 2026", ()),
        ({"book_by": "2026-11-21"}, None, ("Booking closed on 21 November 2026.",)),
        ({"cancelled": True, "book_by": "2026-11-21"}, None, ()),
        ({"moved_from": "2026-11-24"}, "Book a place", ("Moved from Tuesday 24 November 2026.",)),
    ],
)
def test_booking_is_offered_until_it_closes(
    more: dict[str, Any], booking: str | None, notes: tuple[str, ...]
) -> None:
    (line,) = Schedule(handbook({**BOOKED, **more}), TODAY).every.next
    assert (line.booking.label if line.booking else None, line.notes) == (booking, notes)


def test_a_cancelled_session_stays_without_links() -> None:
    online = {"mode": "online", "link": "https://meet.example/", "cancelled": True}
    (line,) = Schedule(handbook({**BOOKED, **online}), TODAY).every.next
    assert line.cancelled
    assert not line.where


def test_days_and_times_are_written_in_words() -> None:
    times = [("00:00", "midnight"), ("09:00", "9am"), ("12:00", "noon"), ("12:05", "12:05pm")]
    assert [
        hour(Session.model_validate({"id": "s", "on": "2027-01-01", "start": at}).start)
        for at, _ in times
    ] == [words for _, words in times]
    assert weekday(date(2027, 5, 31)) == "Monday 31 May 2027"
