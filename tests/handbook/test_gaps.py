"""What is missing is what no item has, found by looking at each."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from coverable import NEW, TODAY, bank_of, banks, clip, counted, programme, workshop
from lessonbank.bank import Bank, Clip, Programme, Recording, Session, Technique, Workshop
from lessonbank.handbook.coverage import Part
from lessonbank.handbook.gaps import GapList, gap_lists


def lists(bank: Bank) -> dict[str, GapList]:
    return {each.id: each for each in gap_lists(bank, TODAY)}


def ids(bank: Bank, name: str) -> list[str]:
    found = lists(bank).get(name)
    return [gap.item.id for gap in found.gaps] if found else []


@given(banks())
@settings(max_examples=60)
def test_gaps_are_what_looking_at_each_item_finds(bank: Bank) -> None:
    clips, recordings = bank.of(Clip).values(), bank.of(Recording)
    assert ids(bank, "captions") == [c.id for c in clips if not recordings[c.recording].captions]
    assert ids(bank, "described") == [c.id for c in clips if not recordings[c.recording].described]
    assert ids(bank, "techniques") == [
        technique
        for technique in bank.of(Technique)
        if not any(technique in c.techniques and c.purpose == "exemplar" for c in clips)
    ]
    if "statements-new" in lists(bank):
        workshops = Part("kind", "workshop")
        assert ids(bank, "statements-new") == [
            statement.id
            for statement in NEW.statements
            if not counted(bank, (workshops, Part("statement", statement.id)))
        ]


@given(banks())
@settings(max_examples=40)
def test_what_has_no_date_to_come_is_missed(bank: Bank) -> None:
    held = [s for s in bank.of(Session).values() if s.on >= TODAY and not s.cancelled]
    undated = [w for w in bank.of(Workshop) if all(s.workshop != w for s in held)]
    if all(session.community != "c" for session in held):
        undated.append("c")
    assert ids(bank, "dates") == undated


@given(banks())
@settings(max_examples=40)
def test_programmes_that_leave_out_a_group_are_told_which(bank: Bank) -> None:
    if "balance-new" not in lists(bank):
        return
    notes = {gap.item.id: gap.note for gap in lists(bank)["balance-new"].gaps}
    for id_, each in bank.of(Programme).items():
        named = {*each.statements}
        for step in each.sequence:
            named |= {*bank.of(Workshop)[step.workshop].statements}
        left = [
            label
            for label, group in (("A", {"new-0", "new-1"}), ("B", {"new-2"}))
            if not named & group
        ]
        assert notes.get(id_, "") == (f"Nothing of: {', '.join(left)}." if left else "")


def test_a_gap_says_what_is_there_all_the_same() -> None:
    reflection = clip("r", techniques=["pause"], purpose="reflection", statements=["new-2"])
    bank = bank_of(reflection, workshop("w", "new-0"), programme("p", ["w"]))
    found = lists(bank)
    notes = {gap.item.id: gap.note for each in found.values() for gap in each.gaps}
    assert notes["pause"] == "Shown by 1 clip of another purpose."
    assert notes["cold-call"] == ""
    assert notes["new-2"] == "1 clip can be worked with."
    assert notes["p"] == "Nothing of: B."
    assert found["techniques"].of == 2
    assert found["statements-new"].of == 3


def test_a_clip_among_the_exemplars_of_a_technique_is_enough() -> None:
    bank = bank_of(clip("one", purpose="reflection"))
    pause = bank.items["technique"]["pause"].model_copy(update={"exemplars": ("one",)})
    changed = {**bank.items, "technique": {**bank.items["technique"], "pause": pause}}
    assert ids(replace(bank, items=changed), "techniques") == ["cold-call"]


def test_a_kind_of_thing_that_the_bank_has_none_of_is_not_missed() -> None:
    empty = replace(bank_of(), items={**bank_of().items, "technique": {}})
    assert lists(empty) == {}
    full = lists(bank_of(clip("one", recording="elm-described")))
    assert full["captions"].gaps == ()
    assert full["captions"].of == 1
