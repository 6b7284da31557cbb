"""Fields that fewer people may see than their item."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.bank import (
    ITEM_TYPES,
    Audience,
    Item,
    Person,
    Scope,
    Session,
    Trust,
    Value,
    kept,
    seen_by,
)
from lessonbank.bank.contact import Contact
from lessonbank.bank.people import WebAddress
from marks import marked, parts, within

EVERYBODYS = {
    ("Contacts", "dpo"),
    ("Contacts", "concerns"),
    ("Contacts", "complaints_url"),
    ("Contacts", "published"),
    ("Evidence", "url"),
    ("Framework", "url"),
    ("SchoolContacts", "website"),
}
"""Addresses that are there to be read by everybody."""


MODELS = within((Trust, *ITEM_TYPES))

(WEB,) = (limit.pattern for limit in get_args(WebAddress)[1].metadata)


def is_address(part: Any) -> bool:
    limits = [getattr(limit, "pattern", None) for limit in getattr(part, "metadata", [part])]
    return isinstance(part, Contact) or WEB in limits


def test_every_address_is_for_staff_or_meant_for_everybody() -> None:
    found = {
        (model.__name__, name)
        for model in MODELS
        for name, field in model.model_fields.items()
        if any(map(is_address, parts(*field.metadata, field.annotation)))
    }
    staffs = {(model.__name__, name) for model, name, _ in marked(MODELS)}
    assert staffs == {
        ("Person", "contact"),
        ("SchoolContacts", "email"),
        ("SchoolContacts", "phone"),
        ("Session", "booking"),
        ("Session", "dial_in"),
        ("Session", "link"),
        ("Trust", "suggestions"),
    }
    assert found - staffs == EVERYBODYS, "say who may see it: Audience, or EVERYBODYS"
    assert staffs <= found


def test_a_marked_field_may_be_empty_and_its_scope_is_a_field_beside_it() -> None:
    for model, name, audience in marked(MODELS):
        assert not model.model_fields[name].is_required()
        assert audience.unless is None or audience.unless in model.model_fields
        assert audience.scope.reach <= Scope.TRUST.reach


ADDRESSES = {
    "link": "https://meet.example/a",
    "dial_in": "01632 960001, then 77",
    "booking": "https://book.example/a",
}
SESSION = Session(id="talk", title="A talk", on=date(2026, 12, 1), **ADDRESSES)


@pytest.mark.parametrize("scope", Scope)
def test_joining_is_for_the_trust_and_narrower(scope: Scope) -> None:
    seen = seen_by(SESSION, scope)
    is_staff = scope in {Scope.PRIVATE, Scope.SCHOOL, Scope.TRUST}
    assert {name: getattr(seen, name) for name in ADDRESSES} == (
        ADDRESSES if is_staff else dict.fromkeys(ADDRESSES)
    )
    assert (seen is SESSION) == is_staff
    assert seen.model_copy(update=ADDRESSES) == SESSION


@pytest.mark.parametrize("open_to", ["named", "public"])
@pytest.mark.parametrize("scope", Scope)
def test_an_address_may_be_opened(open_to: str, scope: Scope) -> None:
    session = SESSION.model_copy(update={"booking_for": open_to})
    seen = seen_by(session, scope)
    assert (seen.booking is not None) == (scope.reach <= Scope(open_to).reach)
    assert (seen.link is None) == (scope.reach > Scope.TRUST.reach)
    person = Person(id="jo", name="Jo", role="Head", contact="jo@trust.example")
    opened = person.model_copy(update={"contact_for": open_to})
    assert seen_by(person, Scope.PUBLIC).contact is None
    assert (seen_by(opened, scope).contact is not None) == (scope.reach <= Scope(open_to).reach)


class Door(Value):
    code: Annotated[str, Audience(Scope.SCHOOL)] = ""
    number: int = 0


class Hall(Item):
    kind = "hall"
    folder = "halls"

    doors: tuple[Door, ...] = ()
    best: Door | None = None
    codes: Annotated[tuple[str, ...], Audience(Scope.TRUST, unless="codes_for")] = ()
    codes_for: Scope | None = None
    sign: str = ""


DOORS = st.builds(Door, code=st.text(max_size=3), number=st.integers(0, 9))
HALLS = st.builds(
    Hall,
    id=st.just("hall"),
    doors=st.lists(DOORS, max_size=3).map(tuple),
    best=st.none() | DOORS,
    codes=st.lists(st.text(max_size=3), max_size=3).map(tuple),
    codes_for=st.none() | st.sampled_from(Scope),
    sign=st.text(max_size=3),
)


@given(HALLS, st.sampled_from(Scope))
def test_what_is_seen_is_all_but_what_is_kept_from_the_scope(hall: Hall, scope: Scope) -> None:
    seen = seen_by(hall, scope)
    assert list(kept(seen)) == [each for each in kept(hall) if each.scope.reach >= scope.reach]
    may_see_doors = scope.reach <= Scope.SCHOOL.reach
    expected = [door if may_see_doors else Door(number=door.number) for door in hall.doors]
    assert list(seen.doors) == expected
    assert (seen.best is None) == (hall.best is None)
    assert seen.sign == hall.sign
    codes_for = hall.codes_for or Scope.TRUST
    assert seen.codes == (hall.codes if scope.reach <= codes_for.reach else ())


def test_where_a_kept_field_stands() -> None:
    hall = Hall(id="hall", doors=(Door(), Door(code="7")), best=Door(code="8"))
    assert [(each.location, each.value) for each in kept(hall)] == [
        (("doors", 1, "code"), "7"),
        (("best", "code"), "8"),
    ]
