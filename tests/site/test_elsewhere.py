"""Pages and calendars without joining details tell staff where to find them."""

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
    """Return the text of an edition's page and calendars about a session."""
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
def test_other_editions_say_where_the_joining_details_are(
    fields: dict[str, str], said: str
) -> None:
    for text in told("public", **fields):
        assert said in text
        assert "meet.example" not in text
        assert "960001" not in text
        assert ("book.example" in text) == ("booking_for" in fields)
    for text in told("trust", **fields):
        assert SAID not in text
        assert all(fields[name] in text for name in fields if name != "booking_for")


def test_a_session_without_joining_details_has_no_note() -> None:
    assert not any(SAID in text for text in told("public"))
    assert not any(SAID in text for text in told("public", **JOINING, cancelled=True))
    assert SAID not in told("public", **JOINING, on="2026-11-01")[0]
