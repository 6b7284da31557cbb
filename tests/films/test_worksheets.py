"""The committed worksheets are those of their scripts, and hold nothing but the sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.films.worksheet import MADE, SHEETS, TooLongError, worksheet

SCRIPTS = sorted(SHEETS.glob("*.yml"))
LIMIT = 60_000
"""Bytes."""


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_the_committed_file_is_that_of_its_script(script: Path):
    made = worksheet(script)
    assert (MADE / f"{script.stem}.pdf").read_bytes() == made
    assert len(made) < LIMIT


def test_each_file_has_a_script():
    assert {path.stem for path in MADE.glob("*.pdf")} == {path.stem for path in SCRIPTS}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_sheet_says_nothing_of_who_made_it_or_when(script: Path):
    made = worksheet(script)
    for word in (b"/Author", b"/Producer", b"/Creator", b"/CreationDate", b"/ModDate", b"/ID"):
        assert word not in made


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_each_object_begins_where_the_table_says(script: Path):
    made = worksheet(script)
    table = int(made.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    lines = made[table:].split(b"\n")
    assert lines[0] == b"xref"
    starts = [int(line[:10]) for line in lines[3:] if line.endswith(b" n ")]
    assert len(starts) == int(lines[1].split()[1]) - 1
    for number, start in enumerate(starts, 1):
        assert made[start:].startswith(f"{number} 0 obj\n".encode())


def test_text_is_text_and_is_read_in_order(tmp_path: Path):
    script = tmp_path / "sheet.yml"
    script.write_text(
        "title: A (small) sheet\nblocks:\n- say: Share £40.\n- lines: 1\n- task: 1. 40 ÷ 4\n",
        encoding="utf-8",
    )
    made = worksheet(script).decode("cp1252")
    places = [
        made.index(words) for words in (r"(A \(small\) sheet)", "(Share £40.)", "(1. 40 ÷ 4)")
    ]
    assert places == sorted(places)
    assert made.count("BDC BT") == made.count("/StructElem /S /P") + 1


def test_a_sheet_is_one_page(tmp_path: Path):
    script = tmp_path / "sheet.yml"
    script.write_text("title: Long\nblocks:\n- lines: 40\n", encoding="utf-8")
    with pytest.raises(TooLongError, match="points too long"):
        worksheet(script)
