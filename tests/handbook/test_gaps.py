"""Gap lists equal naive searches."""

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
def test_gaps_equal_a_naive_search(bank: Bank) -> None:
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
def test_offers_without_an_upcoming_date_are_gaps(bank: Bank) -> None:
    held = [s for s in bank.of(Session).values() if s.on >= TODAY and not s.cancelled]
    undated = [w for w in bank.of(Workshop) if all(s.workshop != w for s in held)]
    if all(session.community != "c" for session in held):
        undated.append("c")
    assert ids(bank, "dates") == undated


@given(banks())
@settings(max_examples=40)
def test_unbalanced_programmes_name_the_missing_groups(bank: Bank) -> None:
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
        assert notes.get(id_, "") == (f"No statement of: {', '.join(left)}." if left else "")


def test_a_gap_notes_what_the_item_has_instead() -> None:
    reflection = clip("r", techniques=["pause"], purpose="reflection", statements=["new-2"])
    bank = bank_of(reflection, workshop("w", "new-0"), programme("p", ["w"]))
    found = lists(bank)
    notes = {gap.item.id: gap.note for each in found.values() for gap in each.gaps}
    assert notes["pause"] == "Shown by 1 clip with another purpose."
    assert notes["cold-call"] == ""
    assert notes["new-2"] == "1 clip could be used in one."
    assert notes["p"] == "No statement of: B."
    assert found["techniques"].of == 2
    assert found["statements-new"].of == 3


def test_an_exemplar_of_a_technique_closes_its_gap() -> None:
    bank = bank_of(clip("one", purpose="reflection"))
    pause = bank.items["technique"]["pause"].model_copy(update={"exemplars": ("one",)})
    changed = {**bank.items, "technique": {**bank.items["technique"], "pause": pause}}
    assert ids(replace(bank, items=changed), "techniques") == ["cold-call"]


def test_kinds_without_items_have_no_gap_list() -> None:
    empty = replace(bank_of(), items={**bank_of().items, "technique": {}})
    assert lists(empty) == {}
    full = lists(bank_of(clip("one", recording="elm-described")))
    assert full["captions"].gaps == ()
    assert full["captions"].of == 1
