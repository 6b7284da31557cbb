"""Admission of items to editions: denied unless a permission allows it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from lessonbank.bank import (
    ITEM_TYPES,
    VOCABULARIES,
    Bank,
    Clip,
    Item,
    Override,
    Partner,
    Permission,
    Recording,
    School,
    Scope,
    Technique,
    Trust,
    WatchList,
)
from lessonbank.editions import Admission, Edition, Ended, Occasion, admit

TODAY = date(2026, 11, 21)
APPROVALS = ({"role": "Teacher", "on": "2026-03-03"}, {"role": "headteacher", "on": "2026-03-04"})
SIGNED = ({"role": "DSL", "on": "2026-03-03"}, {"role": "dpo", "on": "2026-03-04"})
PUBLIC = Edition(Scope.PUBLIC)
STATES = ("draft", "requested", "granted", "paused", "withdrawn", "expired")

TRUST = Trust.model_validate(
    {
        "name": "T",
        "controller": "T Ltd",
        "contacts": {"dpo": "dpo@example.org", "concerns": "c@example.org"},
        "licence": {"video": "CC-BY-4.0", "text": "CC-BY-4.0", "holder": "T"},
    }
)


def permission(**changes: Any) -> Permission:
    return Permission.model_validate(
        {
            "id": "P-1",
            "basis": {"pupils": "none_identifiable", "staff": "agreement"},
            "pupils_visible": "none",
            "pupils_audible": "none",
            "do_not_film_check": {"done": True},
            "scope_max": "public",
            "state": "granted",
            "granted_on": "2026-03-04",
            "expires_on": "2028-03-04",
            "approvals": APPROVALS,
            **changes,
        }
    )


def override(**changes: Any) -> Override:
    return Override.model_validate(
        {
            "id": "o1",
            "permission": "P-1",
            "allows": ["identifiable"],
            "reason": "The parents of the pupil who spoke at the opening asked for it.",
            "approvals": SIGNED,
            "granted_on": "2026-03-04",
            "ends_on": "2026-12-31",
            **changes,
        }
    )


def bank(record: Permission, *more: Item, **clip: Any) -> Bank:
    school = School(id="elm", name="Elm", urn="999001", phase="primary")
    recording = Recording(
        id="r1", title="R", media="r1.mp4", month="2026-03", school="elm", permission="P-1"
    )
    shown = Clip.model_validate(
        {
            "id": "c1",
            "title": "C",
            "summary": "s",
            "recording": "r1",
            "from": "00:01",
            "to": "00:09",
            "subject": "maths",
            "phase": "primary",
            **clip,
        }
    )
    technique = Technique(
        id="t1",
        title="T",
        summary="s",
        why="w",
        looks_like=("a",),
        not_this=("b",),
        exemplars=("c1",),
    )
    listed = WatchList.model_validate(
        {"id": "w1", "title": "W", "summary": "s", "clips": [{"clip": "c1"}, {"clip": "c1"}]}
    )
    partner = Partner(id="university", name="The university")
    items = (school, partner, recording, shown, technique, listed, record, *more)
    return Bank(
        trust=TRUST,
        items={
            kind.kind: {item.id: item for item in items if isinstance(item, kind)}
            for kind in ITEM_TYPES
        },
        vocabularies=VOCABULARIES,
    )


def decide(
    record: Permission, edition: Edition = PUBLIC, today: date = TODAY, more: tuple[Item, ...] = ()
) -> Admission:
    return admit(Occasion(bank(record, *more), edition, today))


def reason(
    record: Permission, edition: Edition = PUBLIC, today: date = TODAY, more: tuple[Item, ...] = ()
) -> str | None:
    """Return why the clip is not in the edition."""
    decisions = decide(record, edition, today, more).decisions
    return next(d.reason for d in decisions if d.kind == "clip")


def test_a_granted_clip_is_in_every_edition() -> None:
    for edition in (PUBLIC, Edition(Scope.TRUST), Edition(Scope.SCHOOL, "elm")):
        assert reason(permission(), edition) is None


@pytest.mark.parametrize("state", [state for state in STATES if state != "granted"])
def test_only_granted_permissions_allow(state: str) -> None:
    assert reason(permission(state=state)) == f"permission is {state}, not granted"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"granted_on": None}, "permission has no granted_on date"),
        ({"granted_on": "2026-11-22"}, "permission begins on 2026-11-22"),
        ({"expires_on": "2026-11-20"}, "permission expired on 2026-11-20"),
        ({"scope_max": "trust"}, "permission reaches trust, not public"),
        ({"scope_max": "private"}, "permission reaches private, not public"),
        ({"pupils_audible": "named"}, "pupils are named in the recording"),
        ({"pupils_visible": "identifiable"}, "public editions never show"),
        (
            {"pupils_visible": "not_identifiable", "do_not_film_check": {"done": False}},
            "the do-not-film check is not done",
        ),
        ({"approvals": ()}, "permission is not approved by teacher or headteacher"),
        ({"approvals": APPROVALS[:1]}, "permission is not approved by headteacher"),
        ({"recording": "r2"}, "permission P-1 is for another recording"),
    ],
)
def test_each_gate_names_its_reason(changes: dict[str, Any], words: str) -> None:
    assert (reason(permission(**changes)) or "").startswith(words)


def test_a_permission_holds_on_its_last_day_and_not_after() -> None:
    record = permission(expires_on="2026-12-01")
    assert reason(record, today=date(2026, 12, 1)) is None
    assert reason(record, today=date(2026, 12, 2)) == "permission expired on 2026-12-01"


def test_school_scope_allows_only_the_edition_of_that_school() -> None:
    record = permission(scope_max="school")
    assert reason(record, Edition(Scope.SCHOOL, "elm")) is None
    assert reason(record, Edition(Scope.SCHOOL, "oak")) == "permission reaches the school elm only"
    assert reason(record, Edition(Scope.TRUST)) == "permission reaches school, not trust"


def test_trust_editions_may_show_recognisable_pupils() -> None:
    record = permission(pupils_visible="identifiable")
    assert reason(record, Edition(Scope.TRUST)) is None


def test_a_recording_without_a_permission_record_is_denied() -> None:
    whole = bank(permission())
    without_record = Bank(whole.trust, {**whole.items, "permission": {}}, whole.vocabularies)
    denied = {d.id: d.reason for d in admit(Occasion(without_record, PUBLIC, TODAY)).denied}
    assert denied == {
        "r1": "there is no permission P-1",
        "c1": "there is no permission P-1",
        "w1": "everything in a required field is denied",
    }


def test_a_denied_clip_leaves_no_trace_in_the_admitted_bank() -> None:
    shown = decide(permission(state="withdrawn")).bank
    assert not shown.of(Clip)
    assert not shown.of(Recording)
    assert not shown.of(Permission)
    assert shown.of(Technique)["t1"].exemplars == ()
    assert "c1" not in repr(shown.items)


def test_there_is_one_decision_for_each_item() -> None:
    admission = decide(permission(state="paused"))
    assert len(admission.decisions) == len(list(admission.occasion.bank))


EDITIONS = tuple(map(Edition.parse, ("school:elm", "school:oak", "trust", "named:university")))
VISIBLE = ("none", "not_identifiable", "identifiable")
AUDIBLE = ("none", "unnamed", "named")
DATES = (
    (None, TODAY),
    (TODAY - timedelta(30), TODAY - timedelta(1)),
    (TODAY - timedelta(30), TODAY),
    (TODAY, TODAY + timedelta(30)),
    (TODAY + timedelta(1), TODAY + timedelta(30)),
)


@pytest.mark.parametrize("edition", [PUBLIC, *EDITIONS], ids=str)
def test_every_combination_of_permission_fields_is_decided_by_the_rules(edition: Edition) -> None:
    """Compare decisions with an independent statement of the rules, for all combinations."""
    named = ((), ("university",)) if edition.scope is Scope.NAMED else ((),)
    for state, scope, visible, audible, (begins, ends), checked, partners in product(
        STATES, Scope, VISIBLE, AUDIBLE, DATES, (True, False), named
    ):
        record = permission(
            state=state,
            scope_max=scope,
            pupils_visible=visible,
            pupils_audible=audible,
            do_not_film_check={"done": checked},
            granted_on=begins,
            expires_on=ends,
            partners=partners,
        )
        is_in_force = state == "granted" and begins is not None and begins <= TODAY <= ends
        is_careful = audible != "named" and (checked or visible == "none")
        if edition == PUBLIC:
            reaches = scope is Scope.PUBLIC and visible != "identifiable"
        elif edition.scope is Scope.NAMED:
            listed = scope is Scope.NAMED and "university" in partners
            reaches = scope is Scope.PUBLIC or listed
        elif edition.scope is Scope.TRUST:
            reaches = scope in {Scope.TRUST, Scope.NAMED, Scope.PUBLIC}
        else:
            own = scope is Scope.SCHOOL and edition.audience == "elm"
            reaches = own or scope in {Scope.TRUST, Scope.NAMED, Scope.PUBLIC}
        shown = reason(record, edition) is None
        assert shown == (is_in_force and is_careful and reaches), record


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        ({}, True),
        ({"approvals": SIGNED[:1]}, False),
        ({"approvals": SIGNED[1:]}, False),
        ({"approvals": ()}, False),
        ({"ends_on": TODAY}, True),
        ({"ends_on": TODAY - timedelta(1)}, False),
        ({"granted_on": TODAY + timedelta(1)}, False),
        ({"allows": ["named"]}, False),
    ],
)
def test_only_an_approved_override_in_force_makes_an_identifiable_pupil_public(
    changes: dict[str, Any],
    allowed: bool,  # noqa: FBT001
) -> None:
    record = permission(pupils_visible="identifiable")
    assert (reason(record, more=(override(**changes),)) is None) == allowed


def test_an_override_for_names_is_for_names_only() -> None:
    record = permission(pupils_audible="named", pupils_visible="identifiable")
    names = override(allows=["named"])
    assert reason(record, Edition(Scope.TRUST)) == "pupils are named in the recording"
    assert reason(record, Edition(Scope.TRUST), more=(names,)) is None
    assert (reason(record, more=(names,)) or "").startswith("public editions never show")


@pytest.mark.parametrize(
    ("changes", "ended"),
    [
        ({"state": "withdrawn"}, True),
        ({"state": "paused"}, True),
        ({"state": "expired"}, True),
        ({"expires_on": "2026-11-20"}, True),
        ({"state": "withdrawn", "expires_on": "2026-11-20"}, True),
        ({"state": "withdrawn", "granted_on": None}, False),
        ({"state": "draft"}, False),
        ({"state": "requested"}, False),
        ({"granted_on": "2026-11-22"}, False),
        ({"state": "withdrawn", "scope_max": "trust"}, False),
        ({"state": "withdrawn", "pupils_visible": "identifiable"}, False),
        ({"scope_max": "trust"}, False),
        ({}, False),
    ],
)
def test_only_items_that_were_shown_before_count_as_ended(
    changes: dict[str, Any],
    ended: bool,  # noqa: FBT001
) -> None:
    marks = decide(permission(**changes)).ended
    kinds = [mark.kind for mark in marks]
    assert kinds == (["clip", "watchlist"] if ended else [])


def test_an_ended_item_keeps_only_its_addresses() -> None:
    record = permission(state="withdrawn")
    whole = bank(record, aliases=["c0"])
    (mark, *_) = admit(Occasion(whole, PUBLIC, TODAY)).ended
    assert mark == Ended("clip", "clips", ("c1", "c0"))


def test_items_count_the_denied_references_they_lost() -> None:
    assert decide(permission(state="withdrawn")).struck == {("technique", "t1"): 1}
    assert decide(permission()).struck == {}


def test_a_required_list_without_admitted_entries_denies_its_item() -> None:
    shown = decide(permission(state="withdrawn"))
    assert not shown.bank.of(WatchList)
    refused = next(decision for decision in shown.denied if decision.kind == "watchlist")
    assert refused.reason == "everything in a required field is denied"


@pytest.mark.parametrize("name", ["public", "trust", "school:elm", "named:lea"])
def test_an_edition_name_round_trips(name: str) -> None:
    assert str(Edition.parse(name)) == name


@pytest.mark.parametrize("name", ["", "private", "school", "school:", "public:elm", "named"])
def test_other_edition_names_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is not an edition"):
        Edition.parse(name)
