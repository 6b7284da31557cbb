"""Sessions -> the hours that a school year asks of a member of staff, by role and school."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from lessonbank.bank import Bank, School, Session


@dataclass(frozen=True, slots=True)
class Hours:
    """What one person can be at, were they to go to everything they are invited to.

    `days` are whole days that say nothing of hours, and are in neither figure.
    """

    directed: float = 0
    offered: float = 0
    days: int = 0


def hours(bank: Bank, sessions: Iterable[Session]) -> Mapping[tuple[str, str], Hours]:
    """The hours of each role at each school, by the two ids.

    What is cancelled does not count. A workshop that is held several times is gone to once: it
    counts with the longest that this person is invited to, and as directed where any of them is.
    """
    held = [(session, bank.invited(session)) for session in sessions if not session.cancelled]
    zone = ZoneInfo(bank.trust.time_zone)
    return {
        (role, school): _sum(
            (
                session
                for session, roles in held
                if role in (roles or {role}) and school in (session.schools or {school})
            ),
            zone,
        )
        for role in bank.terms["role"]
        for school in bank.of(School)
    }


def _sum(sessions: Iterable[Session], zone: ZoneInfo) -> Hours:
    held: dict[str, list[Session]] = {}
    for session in sessions:
        what = f"workshop {session.workshop}" if session.workshop else session.id
        held.setdefault(what, []).append(session)
    directed = offered = 0.0
    days = 0
    for repeats in held.values():
        longest = max(session.counted(zone) or 0 for session in repeats)
        if not longest:
            days += max(session.days for session in repeats)
        elif any(session.is_directed for session in repeats):
            directed += longest
        else:
            offered += longest
    return Hours(directed, offered, days)
