"""Schools from the register: which fields it sets, and which are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from importing import messages, read, write_bank
from lessonbank.bank import School
from lessonbank.exchange import Plan, plan_schools, write_changes
from lessonbank.exchange.register import read_register

REGISTER = """\
URN,LA (code),EstablishmentName,EstablishmentStatus (name),PhaseOfEducation (name),\
StatutoryLowAge,StatutoryHighAge,Town,Trusts (code),Trusts (name)
999001,1,Hazel Primary Academy,Open,Primary,4,11,Elm,5001,LARKFIELD TRUST
999003,1,St Bride's Caf\u00e9 School,Open,All-through,3,18,Elm,5001,LARKFIELD TRUST
999004,1,Hazel Primary Academy,"Open, but proposed to close",Primary,4,11,Oak,5001,LARKFIELD TRUST
999005,1,The Nest,Closed,Nursery,2,4,Elm,5001,LARKFIELD TRUST
999006,1,Beacon,Open,Not applicable,11,19,Elm,5002,BEACON
999007,1,Haven,Open,Not applicable,,,Elm,5002,BEACON
20001,1,Starship Children's Centre,Open,Not applicable,,,Elm,,
"""
HAZEL = """\
# Ask the office before you change this.
name: Hazel Primary School
urn: "999001"   # since 2019
phase: primary
colour: "#9c3b3b"
about: Two classes in every year.
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return write_bank(tmp_path / "bank", {"content/schools/hazel-primary.yml": HAZEL})


def plan(bank: Path, *urns: str, trust: str | None = None, text: str = REGISTER) -> Plan:
    file = bank.parent / "register.csv"
    file.write_bytes(text.encode("windows-1252"))
    return plan_schools(read(bank), file, urns, trust)


def test_fields_added_by_the_trust_stay(bank: Path) -> None:
    found = plan(bank, "999001")
    write_changes(bank, found.changes)
    assert (bank / "content/schools/hazel-primary.yml").read_text("utf-8") == HAZEL.replace(
        "Hazel Primary School", "Hazel Primary Academy"
    ).replace("phase: primary\n", "phase: primary\nages: {youngest: 4, oldest: 11}\n")
    assert plan(bank, "999001").same == 1


def test_a_trust_is_known_by_its_name_and_by_its_uid(bank: Path) -> None:
    by_name = plan(bank, trust="Larkfield Trust")
    assert by_name == plan(bank, trust="5001")
    assert [change.path for change in by_name.changes] == [
        "content/schools/hazel-primary.yml",
        "content/schools/st-bride-s-cafe-school.yml",
        "content/schools/hazel-primary-academy.yml",
    ]
    assert by_name.absent == ("oak-academy",)
    write_changes(bank, by_name.changes)
    school = read(bank).bank.of(School)["st-bride-s-cafe-school"]
    assert (school.name, school.phase) == ("St Bride's Caf\u00e9 School", "all-phases")
    assert read(bank).diagnostics == ()


def test_schools_of_one_name_get_ids_of_their_own(bank: Path) -> None:
    text = REGISTER.replace("999001,1", "999011,1")
    paths = [change.path for change in plan(bank, "999011", "999004", text=text).changes]
    assert paths == [
        "content/schools/hazel-primary-academy.yml",
        "content/schools/hazel-primary-academy-oak.yml",
    ]


def test_a_missing_phase_comes_from_ages_or_is_kept(
    bank: Path,
) -> None:
    (change,) = plan(bank, "999006").changes
    assert "phase: secondary\n" in change.text
    by_hand = bank / "content/schools/haven.yml"
    assert messages(plan(bank, "999007")) == ["line 7: Haven has no phase"]
    by_hand.write_text('name: Haven House\nurn: "999007"\nphase: all-phases\n', encoding="utf-8")
    (change,) = plan(bank, "999007").changes
    assert change.text == 'name: Haven\nurn: "999007"\nphase: all-phases\n'


def test_a_closed_school_is_reported(bank: Path) -> None:
    assert plan(bank, "999005").notes == (
        "The Nest (999005) is not open: the register says Closed.",
    )


@pytest.mark.parametrize(
    ("urns", "trust", "text", "message"),
    [
        (("999999",), None, REGISTER, "there is no establishment with the URN 999999"),
        ((), "Larkfeld Trust", REGISTER, "there is no trust Larkfeld Trust"),
        (("20001",), None, REGISTER, "line 8: Starship Children's Centre has no phase"),
        ((), "X", "URN,EstablishmentName,PhaseOfEducation (name)\n", "the file does not say which"),
        (("1",), None, "name,phase\n", "there is no column URN"),
        (("1",), None, "", "there is no column URN"),
    ],
)
def test_unusable_schools_and_registers_are_reported(
    bank: Path, urns: tuple[str, ...], trust: str | None, text: str, message: str
) -> None:
    found = plan(bank, *urns, trust=trust, text=text)
    assert found.changes == ()
    assert messages(found)[0].startswith(message)


def test_the_real_register(bank: Path, shared_data: Path) -> None:
    register = shared_data / "registers" / "gias" / "schools.csv"
    if not register.is_file():
        pytest.skip("the register is not in ../shared/data")
    found = read_register(register)
    assert len(found.establishments) > 2_900
    assert not found.has_trusts
    urns = [each.urn for each in found.establishments]
    assert len({*urns}) == len(urns)
    # It holds children's centres only, whose URNs are shorter than those of schools.
    plan = plan_schools(read(bank), register, urns[:50])
    assert messages(plan) == []
    assert len(plan.changes) == 50
    assert all("phase: foundation\n" in change.text for change in plan.changes)


HEADED = (" urn ", "Urn", "URN\u200b", "\ufeffURN")


@pytest.mark.parametrize("heading", HEADED)
def test_headings_are_known_in_any_case(bank: Path, heading: str) -> None:
    text = REGISTER.replace("URN", heading, 1).replace("EstablishmentName", "establishment name")
    file = bank.parent / "register.csv"
    file.write_bytes(text.encode())
    (change,) = plan_schools(read(bank), file, ("999006",)).changes
    assert change.path == "content/schools/beacon.yml"


CODES = ("999001", "20001", "5299921", "6602999", "123-4567", "888/9999", "12345A", "SEED 5299921")
NO_CODES = ("1234", "12345678", "abc", "5299921 SEED", "123456\n", "", "12345a", "\u0661" * 6)


@pytest.mark.parametrize("code", CODES)
def test_school_numbers_of_each_nation_are_accepted(code: str) -> None:
    assert School(id="elm", name="Elm", urn=code, phase="primary").urn == code


@pytest.mark.parametrize("code", NO_CODES)
def test_other_numbers_are_refused_as_urns(code: str) -> None:
    with pytest.raises(ValidationError):
        School(id="elm", name="Elm", urn=code, phase="primary")
