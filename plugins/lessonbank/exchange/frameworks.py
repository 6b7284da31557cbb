"""Convert a CASE package to a framework: short labels and links, never the full statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lessonbank.bank import Bank, Framework, Statement, slug
from lessonbank.content import Reading
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.exchange.case.labels import label_of, new_ids
from lessonbank.exchange.case.package import CaseDocument, PackageError, read_package
from lessonbank.exchange.case.supersession import Supersession, supersession
from lessonbank.exchange.case.tree import Tree, tree_of
from lessonbank.exchange.changes import Plan, change_of

_LONGEST_ID = 60
_WEB = re.compile(r"https?://[^\s<>\"]+")


def plan_framework(reading: Reading, file: Path, id_: str | None = None) -> Plan:
    """Plan the import of the package in `file` as the framework `id_`.

    Without `id_`, update the framework that was imported from the same package, or make a new id
    from the title. Known statements keep their ids and labels, and stay if the package lacks them.
    """
    try:
        package = read_package(file)
        tree = tree_of(package, file.name)
    except PackageError as error:
        return Plan(findings=error.diagnostics)
    own = reading.bank.of(Framework)
    same = (each.id for each in own.values() if each.identifier == package.document.identifier)
    title = slug(package.document.title)[:_LONGEST_ID].strip("-") or "framework"
    name = id_ or next(same, title)
    wrong = _bad_name(reading, file.name, name)
    if wrong:
        return Plan(findings=(wrong,))
    before = own.get(name)
    ids = _ids(tree, before, reading.bank, name)
    older = supersession(package, ids, reading.bank, name)
    statements = list(_statements(tree, before, ids, older.replaces))
    after = _framework(package.document, tree, before, statements, name)
    change = change_of(reading, before, after)
    lacking = tuple(each.id for each in _lacking(tree, before))
    return Plan((change,) if change else (), int(not change), tuple(_notes(older)), lacking)


def _bad_name(reading: Reading, path: str, name: str) -> Diagnostic | None:
    fix = "Choose another with --id."
    if name in reading.bank.shipped:
        message = f"the framework `{name}` is already shipped with lessonbank"
        return Diagnostic(Code.DUPLICATE_ID, message, path, fix)
    if name != slug(name) or len(name) > _LONGEST_ID:
        message = f"`{name}` cannot be an id: small letters, digits and single hyphens"
        near = slug(name)[:_LONGEST_ID].strip("-") or None
        return Diagnostic(Code.BAD_ID, message, path, fix, suggestion=near)
    if ("framework", name) in reading.broken:
        message = f"the file of the framework `{name}` has errors, so it cannot be changed"
        fix = "Run `lessonbank check`, and correct them first."
        return Diagnostic(Code.IMPORT_UNREADABLE, message, path, fix)
    return None


def _known(before: Framework | None) -> Mapping[str, Statement]:
    """Return the statements of earlier imports by their CASE identifiers."""
    statements = before.statements if before else ()
    return {each.identifier: each for each in statements if each.identifier}


def _lacking(tree: Tree, before: Framework | None) -> list[Statement]:
    """Return the framework's statements that are not in the package."""
    here = {item.identifier for item, _ in tree.members}
    return [each for each in (before.statements if before else ()) if each.identifier not in here]


def _ids(tree: Tree, before: Framework | None, bank: Bank, name: str) -> Mapping[str, str]:
    """Map CASE identifiers to statement ids: the known id, else a new one."""
    known = _known(before)
    items = [item for item, _ in tree.members]
    new = new_ids([each for each in items if each.identifier not in known], bank.statements, name)
    kept = {
        each.identifier: known[each.identifier].id for each in items if each.identifier in known
    }
    return {**kept, **new}


def _framework(
    document: CaseDocument,
    tree: Tree,
    before: Framework | None,
    statements: Sequence[dict[str, Any]],
    name: str,
) -> Framework:
    """Build the framework from the package; keep fields that only the bank has."""
    groups = [{"id": id_, "label": label} for id_, label in _groups(tree).values()]
    lacking = _lacking(tree, before)
    kept = before.model_dump(by_alias=True) if before else {}
    said = {
        **_said(document),
        "id": name,
        "groups": [*groups, *_groups_of(lacking, before, [group["id"] for group in groups])],
        "statements": [*statements, *(each.model_dump() for each in lacking)],
    }
    return Framework.model_validate(kept | said)


def _groups(tree: Tree) -> Mapping[str, tuple[str, str]]:
    """Map the identifier of each group's item to the group's id and label."""
    ids = new_ids(tree.groups, ())
    return {each.identifier: (ids[each.identifier], label_of(each)) for each in tree.groups}


def _statements(
    tree: Tree,
    before: Framework | None,
    ids: Mapping[str, str],
    replaces: Mapping[str, tuple[str, ...]],
) -> Iterator[dict[str, Any]]:
    groups, known = _groups(tree), _known(before)
    for item, above in tree.members:
        id_, old = ids[item.identifier], known.get(item.identifier)
        older = old.replaces if old else ()
        yield {
            "id": id_,
            "label": old.label if old else label_of(item),
            "code": item.code,
            "group": groups[above.identifier][0] if above else None,
            "identifier": item.identifier,
            "replaces": tuple(dict.fromkeys((*older, *replaces.get(id_, ())))),
        }


def _said(document: CaseDocument) -> dict[str, Any]:
    """Return the framework's fields from the CASE document, without statements."""
    addresses = (each for each in (document.source, document.uri) if each)
    said = {
        "identifier": document.identifier,
        "title": document.title,
        "version": document.version or (document.changed or "undated")[:10],
        "publisher": document.publisher or document.creator or "not said",
        "url": next((each for each in addresses if _WEB.fullmatch(each)), None),
        "since": document.starts,
        "until": document.ends,
    }
    return {field: value for field, value in said.items() if value is not None}


def _groups_of(
    statements: Sequence[Statement], before: Framework | None, there: Sequence[str]
) -> list[dict[str, Any]]:
    """Return groups that kept statements need and the package no longer has."""
    named = {each.group for each in statements} - {*there}
    return [each.model_dump() for each in (before.groups if before else ()) if each.id in named]


def _notes(found: Supersession) -> Iterator[str]:
    if found.unknown:
        many = f"{found.unknown} statements replace statements that are"
        what = "1 statement replaces a statement that is" if found.unknown == 1 else many
        how = "import the older framework, then this one again"
        yield f"{what} not in the bank: {how}."
    if found.other:
        said = ", ".join(f"{count} {kind}" for kind, count in sorted(found.other.items()))
        yield f"Associations not imported: {said}."
