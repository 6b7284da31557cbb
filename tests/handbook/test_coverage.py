"""Coverage tables equal naive counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from coverable import (
    NEW,
    SCHOOLS,
    TECHNIQUES,
    TODAY,
    bank_of,
    banks,
    clip,
    counted,
    programme,
    workshop,
)
from lessonbank.bank import Bank
from lessonbank.handbook.coverage import Coverage, Heading, Part, Table, coverage
from lessonbank.handbook.standing import frameworks_in_use, statements_by_item


def tables(found: Coverage) -> Iterator[Table]:
    yield from (table for _, table in found.frameworks)
    yield found.techniques
    yield from found.subjects.values()
    yield found.schools


def number(table: Table, row: Heading, column: Heading) -> int:
    """Return the count of one cell."""
    return table.counts[table.rows.index(row)][table.columns.index(column)]


@given(banks())
@settings(max_examples=60)
def test_each_cell_equals_a_naive_count(bank: Bank) -> None:
    for table in tables(coverage(bank, TODAY)):
        for row, column, count in table.cells():
            assert count == counted(bank, table.filters(row, column))


def test_empty_rows_have_zeros() -> None:
    found = coverage(bank_of(clip("one", techniques=["pause"], statements=["new-0"])), TODAY)
    assert [row.id for row in found.techniques.rows if row] == list(TECHNIQUES)
    assert number(found.techniques, Part("technique", "cold-call"), None) == 0
    assert [row.id for row in found.schools.rows if row] == list(SCHOOLS)
    ((framework, table),) = found.frameworks
    assert framework == NEW
    assert table.counts == ((1, 0, 0), (0, 0, 0), (0, 0, 0))


def test_tables_have_only_subjects_and_phases_in_use() -> None:
    asked = workshop("w").model_copy(update={"subjects": ("music",), "phases": ("post-16",)})
    found = coverage(bank_of(clip("one", techniques=["pause"]), asked), TODAY)
    table = found.subjects["pause"]
    assert [row.id for row in table.rows if row] == ["maths", "music"]
    assert [column.id for column in table.columns if column] == ["primary", "post-16"]
    assert number(table, Part("subject", "music"), Part("phase", "post-16")) == 0


def test_totals_count_clips_and_not_cells() -> None:
    both = clip("both", techniques=["pause", "cold-call", "pause"])
    found = coverage(bank_of(both, clip("none")), TODAY)
    assert number(found.techniques, Part("technique", "pause"), None) == 1
    assert number(found.schools, None, None) == 2


def test_a_clip_does_not_count_for_statements_of_its_technique() -> None:
    bank = bank_of(clip("one", techniques=["pause"]))
    named = bank.items["technique"]["pause"].model_copy(update={"statements": ("new-0",)})
    changed = {**bank.items, "technique": {**bank.items["technique"], "pause": named}}
    found = statements_by_item(replace(bank, items=changed))
    assert found == {("technique", "pause"): ("new-0",)}


def test_a_programme_counts_for_workshops_and_successors() -> None:
    bank = bank_of(workshop("w", "old-0"), programme("p", ["w"], "new-2"))
    found = statements_by_item(bank)
    assert found["workshop", "w"] == ("old-0", "new-0", "new-1")
    assert found["programme", "p"] == ("old-0", "new-0", "new-1", "new-2")


def test_only_frameworks_in_use_and_in_force_are_counted() -> None:
    def used(bank: Bank, today: date = TODAY) -> list[str]:
        return [framework.id for framework in frameworks_in_use(bank, today)]

    assert used(bank_of(clip("one"))) == []
    bank = bank_of(clip("one", statements=["old-1"]))
    assert used(bank) == ["new"]
    over = NEW.model_copy(update={"until": TODAY})
    ended = replace(bank, shipped={**bank.shipped, "new": over})
    assert used(ended) == ["new"]
    assert used(ended, date(2026, 11, 23)) == []
    alone = replace(bank, shipped={"old": bank.shipped["old"]})
    assert used(alone) == ["old"], "there is nothing that has taken its place"
    own = replace(bank_of(), items={**bank_of().items, "framework": {"new": NEW}}, shipped={})
    assert used(own) == ["new"], "the trust's own is there to be worked on"
