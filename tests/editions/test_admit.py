"""What an edition may show follows from permissions, by default to nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.bank import (
    VOCABULARIES,
    Bank,
    Clip,
    Permission,
    Person,
    Recording,
    School,
    Scope,
    Technique,
    Trust,
)
from lessonbank.editions import Admission, Edition, Occasion, admit

TODAY = date(2026, 11, 21)
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
            **changes,
        }
    )


def bank(record: Permission, **clip: Any) -> Bank:
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
    items = (school, recording, shown, technique, record)
    return Bank(
        trust=TRUST,
        items={
            kind.kind: {item.id: item for item in items if isinstance(item, kind)}
            for kind in (School, Person, Technique, Permission, Recording, Clip)
        },
        vocabularies=VOCABULARIES,
    )


def decide(record: Permission, edition: Edition = PUBLIC, today: date = TODAY) -> Admission:
    return admit(Occasion(bank(record), edition, today))


def reason(record: Permission, edition: Edition = PUBLIC, today: date = TODAY) -> str | None:
    """Why the clip is not in the edition."""
    decisions = decide(record, edition, today).decisions
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
        ({"pupils_visible": "identifiable"}, "public editions never carry"),
        (
            {"pupils_visible": "not_identifiable", "do_not_film_check": {"done": False}},
            "the do-not-film check is not done",
        ),
    ],
)
def test_each_gate_names_its_reason(changes: dict[str, Any], words: str) -> None:
    assert (reason(permission(**changes)) or "").startswith(words)


def test_a_permission_holds_on_its_last_day_and_not_after() -> None:
    record = permission(expires_on="2026-12-01")
    assert reason(record, today=date(2026, 12, 1)) is None
    assert reason(record, today=date(2026, 12, 2)) == "permission expired on 2026-12-01"


def test_a_school_scope_is_for_that_school_only() -> None:
    record = permission(scope_max="school")
    assert reason(record, Edition(Scope.SCHOOL, "elm")) is None
    assert reason(record, Edition(Scope.SCHOOL, "oak")) == "permission reaches the school elm only"
    assert reason(record, Edition(Scope.TRUST)) == "permission reaches school, not trust"


def test_recognisable_pupils_may_be_shown_inside_the_trust() -> None:
    record = permission(pupils_visible="identifiable")
    assert reason(record, Edition(Scope.TRUST)) is None


def test_a_recording_without_a_permission_record_is_denied() -> None:
    whole = bank(permission())
    without_record = Bank(whole.trust, {**whole.items, "permission": {}}, whole.vocabularies)
    denied = {d.id: d.reason for d in admit(Occasion(without_record, PUBLIC, TODAY)).denied}
    assert denied == {"r1": "there is no permission P-1", "c1": "there is no permission P-1"}


def test_a_denied_clip_leaves_no_trace_in_what_is_shown() -> None:
    shown = decide(permission(state="withdrawn")).bank
    assert not shown.of(Clip)
    assert not shown.of(Recording)
    assert not shown.of(Permission)
    assert shown.of(Technique)["t1"].exemplars == ()
    assert "c1" not in repr(shown.items)


def test_there_is_one_decision_for_each_item() -> None:
    admission = decide(permission(state="paused"))
    assert len(admission.decisions) == len(list(admission.occasion.bank))


@given(
    state=st.sampled_from(STATES),
    scope=st.sampled_from(list(Scope)),
    visible=st.sampled_from(["none", "not_identifiable", "identifiable"]),
    audible=st.sampled_from(["none", "unnamed", "named"]),
    checked=st.booleans(),
    begins=st.none() | st.dates(date(2025, 1, 1), date(2028, 1, 1)),
    ends=st.dates(date(2025, 1, 1), date(2028, 1, 1)),
)
def test_public_never_carries_what_the_law_forbids(
    state: str,
    scope: Scope,
    visible: str,
    audible: str,
    checked: bool,  # noqa: FBT001
    begins: date | None,
    ends: date,
) -> None:
    record = permission(
        state=state,
        scope_max=scope,
        pupils_visible=visible,
        pupils_audible=audible,
        do_not_film_check={"done": checked},
        granted_on=begins,
        expires_on=ends,
    )
    allowed = (
        state == "granted"
        and scope is Scope.PUBLIC
        and visible in {"none", "not_identifiable"}
        and audible in {"none", "unnamed"}
        and (checked or visible == "none")
        and begins is not None
        and begins <= TODAY <= ends
    )
    assert (reason(record) is None) == allowed


@pytest.mark.parametrize("name", ["public", "trust", "school:elm"])
def test_an_edition_is_named_as_it_is_written(name: str) -> None:
    assert str(Edition.parse(name)) == name


@pytest.mark.parametrize("name", ["", "private", "school", "school:", "public:elm", "named:x"])
def test_what_is_no_edition_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is no edition"):
        Edition.parse(name)
