"""Names that Windows, FAT32 or exFAT refuse are refused before anything is copied."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.diagnostics import Code
from lessonbank.packs import unportable
from lessonbank.packs.names import LARGEST_FILE, LONGEST_PATH, folded

NAME, LENGTH, SIZE, ALIKE = (
    Code.NAME_NOT_PORTABLE,
    Code.PATH_TOO_LONG,
    Code.FILE_OVER_4_GIB,
    Code.NAMES_ALIKE,
)
GOOD = (
    "a.html",
    "a b/c.html",
    "Zoë/数学.html",
    "console.html",
    "con-1.html",
    "com10.html",
    ".x",
    "a..b",
)
RESERVED = (
    "con",
    "CON.html",
    "Aux/a.html",
    "nul.tar.gz",
    "com1.html",
    "LPT9",
    "com¹.txt",
    "prn .x",
)
ENDINGS = ("a.", "a /b.html", "a./b.html", "...")
SIGNS = tuple(f"a{sign}b.html" for sign in '<>:"|?*\\\x00\x1f\x7f')


CASES = sorted((Path(__file__).parents[1] / "cases/packs").glob("*.yml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = unportable(case["sizes"])
    told = [
        {
            "code": f"{each.code.number} {each.code.title}",
            "path": each.path,
            "message": each.message,
            "fix": each.fix,
        }
        for each in found
    ]
    assert told == case["diagnostics"]


@pytest.mark.parametrize("path", GOOD)
def test_a_legal_name_passes(path: str) -> None:
    assert unportable({path: 1}) == ()


@pytest.mark.parametrize("path", [*RESERVED, *ENDINGS, *SIGNS, "a" * 256])
def test_an_illegal_name_is_found(path: str) -> None:
    found = unportable({path: 1})
    assert NAME in {each.code for each in found}
    assert all((each.path, bool(each.fix)) == (path, True) for each in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.html", "A.html"),
        ("clips/a.html", "Clips/b.html"),
        ("é.html", "e\u0301.html"),
        ("straße.html", "STRASSE.html"),
        ("ΐ/a.html", "\u1fd3/a.html"),
    ],
)
def test_names_that_a_disk_takes_for_one_are_found(one: str, other: str) -> None:
    (found,) = unportable({one: 1, other: 1})
    assert found.code is ALIKE


def test_the_limits_are_exact() -> None:
    path = "a/" * 80 + "b" * 20
    assert len(path) == LONGEST_PATH
    assert unportable({path: LARGEST_FILE}) == ()
    assert [each.code for each in unportable({path + "b": 1})] == [LENGTH]
    assert [each.code for each in unportable({path[:-1] + "🎯": 1})] == [LENGTH], "in UTF-16 units"
    assert [each.code for each in unportable({path: LARGEST_FILE + 1})] == [SIZE]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_folding_is_stable(name: str) -> None:
    assert folded(folded(name)) == folded(name)
