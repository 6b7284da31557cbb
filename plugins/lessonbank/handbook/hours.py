"""Hours of sessions in a school year for one member of staff, by role and school."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from lessonbank.bank import Bank, School, Session


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of all sessions that a person is invited to, directed or offered.

    `days` counts whole days without hours; they are in neither figure.
    """

    directed: float = 0
    offered: float = 0
    days: int = 0


def hours(bank: Bank, sessions: Iterable[Session]) -> Mapping[tuple[str, str], Hours]:
    """Return hours by role id and school id.

    Cancelled sessions do not count. A workshop with several sessions counts once, with its longest
    session; it is directed if any of its sessions is.
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
