"""Where staff find how to join, on pages and in calendars that do not tell it."""

from __future__ import annotations

from datetime import date

import pytest

from handbooks import handbook
from lessonbank.editions import Edition, Occasion, admit
from lessonbank.site import Schedule
from lessonbank.site.dates.calendars import calendar_files

JOINING = {"link": "https://meet.example/a", "dial_in": "01632 960001 then 77"}
BOOKING = {"booking": "https://book.example/a"}
TODAY = date(2026, 11, 21)
SAID = "details are in the trust's edition."


def told(edition: str, **fields: object) -> tuple[str, str]:
    """What the page and the calendars of an edition say of a session."""
    bank = handbook({"workshop": "pause", "on": "2026-12-01", **fields})
    schedule = Schedule(admit(Occasion(bank, Edition.parse(edition), TODAY)).bank, TODAY)
    (line,) = schedule.every.next or schedule.every.past
    calendars = b"".join(calendar_files(schedule).values()).replace(b"\r\n ", b"")
    return repr(line), calendars.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (JOINING, f"Joining {SAID}"),
        (BOOKING, f"Booking {SAID}"),
        ({**JOINING, **BOOKING}, f"Joining and booking {SAID}"),
        ({**JOINING, **BOOKING, "booking_for": "public"}, f"Joining {SAID}"),
    ],
)
def test_editions_for_others_say_where_it_is(fields: dict[str, str], said: str) -> None:
    for text in told("public", **fields):
        assert said in text
        assert "meet.example" not in text
        assert "960001" not in text
        assert ("book.example" in text) == ("booking_for" in fields)
    for text in told("trust", **fields):
        assert SAID not in text
        assert all(fields[name] in text for name in fields if name != "booking_for")


def test_nothing_is_said_where_there_is_nothing_to_join() -> None:
    assert not any(SAID in text for text in told("public"))
    assert not any(SAID in text for text in told("public", **JOINING, cancelled=True))
    assert SAID not in told("public", **JOINING, on="2026-11-01")[0]
