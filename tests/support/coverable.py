"""Banks of any shape that coverage is counted of, and the numbers said without looking at it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from lessonbank.bank import (
    ITEM_TYPES,
    VOCABULARIES,
    Bank,
    Clip,
    Community,
    Framework,
    Item,
    Person,
    Programme,
    Recording,
    School,
    Session,
    Technique,
    Workshop,
)
from lessonbank.content.read import STAND_IN
from lessonbank.handbook.coverage import Part

TODAY = date(2026, 11, 22)
SUBJECTS = ("art", "maths", "science")
PHASES = ("primary", "secondary")
TECHNIQUES = ("cold-call", "pause")
SCHOOLS = ("elm", "oak")
OLD = Framework.model_validate(
    {
        "id": "old",
        "title": "Old",
        "version": "1",
        "publisher": "P",
        "superseded_by": "new",
        "statements": [{"id": f"old-{n}", "label": f"Old {n}"} for n in range(2)],
    }
)
NEW = Framework.model_validate(
    {
        "id": "new",
        "title": "New",
        "version": "2",
        "publisher": "P",
        "balanced": True,
        "groups": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}],
        "statements": [
            {"id": "new-0", "code": "N0", "label": "New 0", "group": "a", "replaces": ["old-0"]},
            {"id": "new-1", "label": "=New 1", "group": "a", "replaces": ["old-0", "old-1"]},
            {"id": "new-2", "label": "New 2", "group": "b"},
        ],
    }
)
STATEMENTS = tuple(each.id for framework in (OLD, NEW) for each in framework.statements)


def bank_of(*items: Item) -> Bank:
    """A bank of `items` and what they are about; both frameworks are shipped."""
    schools = [School(id=id_, name=id_.title(), urn="999001", phase="primary") for id_ in SCHOOLS]
    point = ("p",)
    techniques = [
        Technique(id=id_, title=id_, summary="s", why="w", looks_like=point, not_this=point)
        for id_ in TECHNIQUES
    ]
    recordings = [
        recording(f"{school}-{films}", school, films) for school in SCHOOLS for films in FILMS
    ]
    every = [*schools, *techniques, *recordings, *items]
    by_kind = {kind.kind: {i.id: i for i in every if type(i) is kind} for kind in ITEM_TYPES}
    shipped = MappingProxyType({"old": OLD, "new": NEW})
    return Bank(STAND_IN, by_kind, VOCABULARIES, shipped)


FILMS = ("plain", "captioned", "described")
"""What recordings have; the last have both."""


def recording(id_: str, school: str, films: str) -> Recording:
    return Recording(
        id=id_,
        title="t",
        media="a.mp4",
        month="2026-03",
        school=school,
        permission="P-1",
        captions=None if films == "plain" else "a.vtt",
        described="b.mp4" if films == "described" else None,
    )


def clip(id_: str, **fields: Any) -> Clip:
    given = {"title": id_, "summary": "s", "from": "00:00", "to": "00:30", "subject": "maths"}
    given |= {"phase": "primary", "recording": "elm-plain"}
    return Clip.model_validate({"id": id_, **given, **fields})


def workshop(id_: str, *statements: str) -> Workshop:
    return Workshop(id=id_, title=id_, summary="s", outcomes=("o",), statements=statements)


def programme(id_: str, workshops: Sequence[str], *statements: str) -> Programme:
    steps = [{"workshop": each, "term": "Autumn"} for each in workshops]
    given = {"title": id_, "summary": "s", "aims": ["a"], "sequence": steps}
    return Programme.model_validate({"id": id_, **given, "statements": statements})


def _some(of: Sequence[str], most: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(of), max_size=most)


@st.composite
def banks(draw: st.DrawFn) -> Bank:
    """Clips, workshops, programmes and sessions in any mixture; some name an id twice."""
    clips = [
        clip(
            f"c{n}",
            subject=draw(st.sampled_from(SUBJECTS)),
            phase=draw(st.sampled_from(PHASES)),
            techniques=draw(_some(TECHNIQUES)),
            statements=draw(_some(STATEMENTS)),
            purpose=draw(st.sampled_from(("exemplar", "reflection"))),
            recording=f"{draw(st.sampled_from(SCHOOLS))}-{draw(st.sampled_from(FILMS))}",
        )
        for n in range(draw(st.integers(0, 8)))
    ]
    workshops = [
        workshop(f"w{n}", *draw(_some(STATEMENTS))) for n in range(draw(st.integers(0, 4)))
    ]
    ids = [each.id for each in workshops]
    programmes = [
        programme(
            f"p{n}", draw(st.lists(st.sampled_from(ids), min_size=1)), *draw(_some(STATEMENTS))
        )
        for n in range(draw(st.integers(0, 3)) if ids else 0)
    ]
    community = Community(id="c", title="C", summary="s", focus="f")
    sessions = [
        Session.model_validate(
            {
                "id": f"s{n}",
                **draw(st.sampled_from([{"community": "c"}, *({"workshop": id_} for id_ in ids)])),
                "on": draw(st.sampled_from(("2026-11-21", "2026-11-22", "2026-12-01"))),
                "cancelled": draw(st.booleans()),
            }
        )
        for n in range(draw(st.integers(0, 4)))
    ]
    expert = Person(id="e", name="E", role="r", subjects=tuple(draw(_some(SUBJECTS))))
    return bank_of(*clips, *workshops, *programmes, community, *sessions, expert)


def counted(bank: Bank, filters: Sequence[Part]) -> int:
    """How many items all the filters are true of, found by looking at each."""
    return sum(all(_is_about(bank, item, each) for each in filters) for item in bank)


def _is_about(bank: Bank, item: Item, part: Part) -> bool:
    if part.kind == "kind":
        return item.kind == part.id
    if part.kind == "statement":
        return part.id in _worked_on(bank, item)
    if not isinstance(item, Clip):
        return False
    if part.kind == "technique":
        return part.id in item.techniques
    school = bank.of(Recording)[item.recording].school
    return part.id == {"subject": item.subject, "phase": item.phase, "school": school}[part.kind]


def _worked_on(bank: Bank, item: Item) -> set[str]:
    named: set[str] = set(getattr(item, "statements", ()))
    if isinstance(item, Programme):
        for step in item.sequence:
            named |= set(bank.of(Workshop)[step.workshop].statements)
    later = {new.id for new in NEW.statements for old in new.replaces if old in named}
    return named | later
