"""Frameworks from CASE packages: labels, groups, supersession and invalid files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from importing import CASES, messages, read, write_bank
from lessonbank.bank import Framework
from lessonbank.content import load
from lessonbank.exchange import Plan, plan_framework, write_changes
from lessonbank.exchange.case.package import MAX_ITEMS, PackageError, read_package
from lessonbank.exchange.case.tree import tree_of

GOLDEN = Path(__file__).parent / "golden"
PACKAGE = GOLDEN / "mentoring.case.json"
OLDER = """\
title: Mentoring
version: "2020"
publisher: Larkfield Learning Trust
superseded_by: mentoring-framework
identifier: old-document
statements:
  - {id: mentoring-listen, label: Listening, identifier: old-1}
  - {id: mentoring-plan, label: Planning, identifier: old-2}
  - {id: mentoring-set, label: Setting targets, identifier: old-3}
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return write_bank(tmp_path / "bank", {"content/frameworks/mentoring-2020.yml": OLDER})


def package() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(PACKAGE.read_text(encoding="utf-8"))
    return found


def plan(bank: Path, data: object, id_: str | None = None) -> Plan:
    file = bank.parent / "package.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return plan_framework(read(bank), file, id_)


def imported(bank: Path, data: object) -> Framework:
    found = plan(bank, data)
    assert messages(found) == []
    write_changes(bank, found.changes)
    return read(bank).bank.of(Framework)["mentoring-framework"]


def test_a_package_becomes_labels_and_links(bank: Path) -> None:
    framework = imported(bank, package())
    golden = GOLDEN / "mentoring-framework.yml"
    text = (bank / "content/frameworks/mentoring-framework.yml").read_text("utf-8")
    assert text == golden.read_text("utf-8")
    assert not load(bank).has_errors
    assert [group.label for group in framework.groups] == ["Listening", "Rehearsal"]


def test_unsupported_associations_are_reported(bank: Path) -> None:
    unknown, other = plan(bank, package()).notes
    assert unknown.startswith("1 statement replaces a statement that is not in the bank")
    assert other == ("Associations not imported: 1 isRelatedTo, 1 precedes.")


def test_importing_again_changes_nothing(bank: Path) -> None:
    imported(bank, package())
    again = plan(bank, package())
    assert (again.changes, again.same, again.absent) == ((), 1, ())


def test_labels_of_the_trust_and_ids_stay_when_codes_change(bank: Path) -> None:
    imported(bank, package())
    path = bank / "content/frameworks/mentoring-framework.yml"
    text = path.read_text("utf-8").replace("label: Wait before you answer", "label: Wait")
    path.write_text(f"# Ours.\n{text}balanced: true\n", encoding="utf-8")
    newer = package()
    newer["CFDocument"]["version"] = "2"
    newer["CFItems"][1]["humanCodingScheme"] = "L-100"
    framework = imported(bank, newer)
    first = framework.statements[0]
    assert (first.id, first.code, first.label) == ("mentoring-framework-l-1", "L-100", "Wait")
    assert (framework.version, framework.balanced) == ("2", True)
    assert path.read_text("utf-8").startswith("# Ours.\n")


def test_statements_missing_from_the_package_are_reported_and_kept(bank: Path) -> None:
    before = imported(bank, package())
    newer = package()
    gone = newer["CFItems"].pop(3)["identifier"]
    newer["CFAssociations"] = [
        each
        for each in newer["CFAssociations"]
        if gone
        not in (each["originNodeURI"]["identifier"], each["destinationNodeURI"]["identifier"])
    ]
    found = plan(bank, newer)
    assert found.absent == (before.statements[2].id,) == ("mentoring-framework-l-2-a",)
    assert len(imported(bank, newer).statements) == len(before.statements)


def test_a_shipped_framework_cannot_be_imported(bank: Path) -> None:
    (message,) = messages(plan(bank, package(), "ittecf"))
    assert message == "the framework `ittecf` is already shipped with lessonbank"
    assert messages(plan(bank, package(), "Our Own")) == [
        "`Our Own` cannot be an id: small letters, digits and single hyphens"
    ]


def item(identifier: object, statement: object = "Something") -> dict[str, object]:
    return {"identifier": identifier, "fullStatement": statement}


def child(of: str, parent: str) -> dict[str, object]:
    return {
        "associationType": "isChildOf",
        "originNodeURI": {"identifier": of},
        "destinationNodeURI": {"identifier": parent},
    }


def made(items: list[Any], associations: list[Any]) -> dict[str, Any]:
    document = {"identifier": "d", "title": "T", "creator": "C"}
    return {"CFDocument": document, "CFItems": items, "CFAssociations": associations}


HOSTILE = [
    ("", "the file is not JSON: Expecting value: line 1 column 1 (char 0)"),
    ("[" * 100_000, "the file is not JSON: it is damaged"),
    ("9" * 5_000, "the file is not JSON: it is damaged"),
    ("null", "the file does not match CASE"),
    ("{}", "CFDocument is missing"),
    (made([], []), "CFItems is empty"),
    (made([{"fullStatement": "x"}], []), "CFItems[0].identifier is missing"),
    (made([item("a", "")], []), "CFItems[0].fullStatement is empty"),
    (made([item(7)], []), "CFItems[0].identifier does not match CASE"),
    (made([item("a"), item("a")], []), "CFItems[1]: another item has the identifier a too"),
    (
        made([item("a"), item("b")], [child("a", "b"), child("b", "a")]),
        "the items a, b form a loop",
    ),
    (made([item("a")], [child("a", "a")]), "the items a form a loop"),
    (
        made([item("a")], [child("a", "z")]),
        "the item a is a child of z, which is not in the package",
    ),
    (made([item("a")], ["x"]), "CFAssociations[0] does not match CASE"),
    (
        made([item(str(n)) for n in range(MAX_ITEMS + 1)], []),
        "the package has 20,001 items; the most allowed are 20,000",
    ),
]


@pytest.mark.parametrize(("data", "message"), HOSTILE, ids=[message[:40] for _, message in HOSTILE])
def test_invalid_packages_are_refused(bank: Path, data: object, message: str) -> None:
    found = plan(bank, data)
    assert found.changes == ()
    assert messages(found)[0] == message


def test_a_package_that_is_too_large_is_refused(bank: Path) -> None:
    assert messages(plan(bank, " " * 30_000_001)) == ["the file is larger than 30 MB"]


def test_a_very_deep_hierarchy_is_read(bank: Path) -> None:
    items = [item(str(n), f"Statement {n}") for n in range(5_000)]
    chain = [child(str(n + 1), str(n)) for n in range(4_999)]
    found = plan(bank, made(items, [child("0", "d"), *chain]))
    assert messages(found) == []


NODES = st.sampled_from(["d", "a", "b", "c", "e"])


@settings(max_examples=200)
@given(st.lists(st.tuples(NODES, NODES), max_size=8))
def test_any_hierarchy_is_a_tree_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    file = tmp_path_factory.mktemp("case") / "package.json"
    data = made([item(name) for name in "abce"], [child(*pair) for pair in pairs if pair[0] != "d"])
    file.write_text(json.dumps(data), encoding="utf-8")
    read_in = read_package(file)
    try:
        tree = tree_of(read_in, file.name)
    except PackageError:
        return
    placed = [*tree.groups, *(each for each, _ in tree.members)]
    identifiers = [each.identifier for each in placed]
    assert len(identifiers) == len(set(identifiers))
    assert len(tree.members) >= 1


LABELS = yaml.safe_load((CASES / "reported" / "labels.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", LABELS, ids=lambda case: case["label"])
def test_a_label_is_text_without_mark_up(bank: Path, case: dict[str, str]) -> None:
    data = package()
    data["CFDocument"]["publisher"] = case["written"]
    for item in data["CFItems"]:
        item.pop("abbreviatedStatement", None)
    data["CFItems"][1]["fullStatement"] = case["written"]
    framework = imported(bank, data)
    assert case["label"] in {each.label for each in framework.statements}
    assert framework.publisher == case["label"]
