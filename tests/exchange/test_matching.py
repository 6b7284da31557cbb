"""Rows without codes are matched to sessions by an index, which leaves out none that may match."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lessonbank.bank import Session
from lessonbank.exchange.sessions.codes import _known_by, _near, _on_one_day

DAYS = st.sampled_from([date(2026, 11, day) for day in (26, 27, 28)])


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    return Session.model_construct(
        id=draw(st.uuids()).hex,
        title=draw(st.sampled_from([None, "Planning", "Marking"])),
        workshop=draw(st.sampled_from([None, "boards-up", "cold-call"])),
        community=draw(st.sampled_from([None, "maths"])),
        on=draw(DAYS),
        moved_from=draw(st.none() | DAYS),
    )


@given(row=sessions(), others=st.lists(sessions(), max_size=8))
def test_every_session_that_may_match_is_looked_at_once(
    row: Session, others: list[Session]
) -> None:
    known = defaultdict(list)
    for each in others:
        for by in _known_by(each):
            known[by].append(each)
    near = _near(row, known)
    assert len({each.id for each in near}) == len(near)
    assert all(each in near for each in others if _on_one_day(row, each))
