"""The frameworks that come with the program keep the rules that a trust's own have to keep."""

from __future__ import annotations

from collections import Counter

from lessonbank.content.shipped import frameworks

LONGEST = 40
"""Characters of a label: enough to tell statements apart, and no prose of their publishers."""


def test_every_statement_has_an_id_of_its_own_and_a_short_label() -> None:
    every = [each for framework in frameworks().values() for each in framework.statements]
    assert not [id_ for id_, count in Counter(each.id for each in every).items() if count > 1]
    assert not [each.label for each in every if len(each.label) > LONGEST]
    assert all(each.code for each in every)


def test_statements_stand_in_groups_that_are_there_and_none_is_empty() -> None:
    for framework in frameworks().values():
        used = {each.group for each in framework.statements}
        assert used == ({group.id for group in framework.groups} or {None})


def test_what_is_superseded_leads_on_and_nothing_else_does() -> None:
    known = {each.id for framework in frameworks().values() for each in framework.statements}
    replaced = [
        old
        for framework in frameworks().values()
        for each in framework.statements
        for old in each.replaces
    ]
    assert set(replaced) <= known
    over = [framework for framework in frameworks().values() if framework.superseded_by]
    assert {framework.superseded_by for framework in over} <= frameworks().keys()
    assert set(replaced) == {each.id for framework in over for each in framework.statements}


def test_what_is_shipped_is_what_schools_in_england_are_named_by() -> None:
    sizes = {id_: len(framework.statements) for id_, framework in frameworks().items()}
    assert sizes == {
        "ecf": 8,
        "eef-mechanisms": 14,
        "ittecf": 8,
        "npq": 11,
        "professional-development-standard": 5,
        "teachers-standards": 8,
    }
    (balanced,) = [framework for framework in frameworks().values() if framework.balanced]
    assert [group.label for group in balanced.groups] == [
        "Build knowledge",
        "Motivate teachers",
        "Develop techniques",
        "Embed practice",
    ]
