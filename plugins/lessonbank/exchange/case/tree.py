"""Put the items of a package in the order of its hierarchy, under their top items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.exchange.case.package import CaseItem, CasePackage, PackageError

_CHILD = "isChildOf"


@dataclass(frozen=True, slots=True)
class Tree:
    """Items in order. `groups` are top items with children, `members` are all other items.

    Each member has its group, or None.
    """

    groups: tuple[CaseItem, ...]
    members: tuple[tuple[CaseItem, CaseItem | None], ...]


def tree_of(package: CasePackage, path: str) -> Tree:
    """Build the tree from the associations. Raises PackageError for loops and orphans."""
    items = {item.identifier: item for item in package.items}
    children = _children(package, items, path)
    tops = _tops(package, children)
    while len(tops) == 1 and children.get(tops[0]):  # A single top item repeats the document.
        tops = children[tops[0]]
    groups = tuple(items[top] for top in tops if children.get(top))
    members: list[tuple[CaseItem, CaseItem | None]] = []
    for top in tops:
        if not children.get(top):
            members.append((items[top], None))
        below = _below(children, top)
        members += [(items[each], items[top]) for each in below]
    return Tree(groups, tuple(members))


def _children(
    package: CasePackage, items: Mapping[str, CaseItem], path: str
) -> dict[str, list[str]]:
    """Return the ordered children of each item and of the document; the first parent counts."""
    known = {*items, package.document.identifier}
    links = [each for each in package.associations if each.kind == _CHILD]
    parents: dict[str, str] = {}
    for each in sorted(links, key=lambda one: one.number if one.number is not None else 0):
        if each.origin.identifier not in items:
            continue
        if each.destination.identifier not in known:
            raise PackageError(_orphan(path, each.origin.identifier, each.destination.identifier))
        parents.setdefault(each.origin.identifier, each.destination.identifier)
    _refuse_cycles(parents, path)
    children: dict[str, list[str]] = {}
    for child, parent in parents.items():
        children.setdefault(parent, []).append(child)
    return children


def _tops(package: CasePackage, children: Mapping[str, list[str]]) -> list[str]:
    """Return the children of the document, and the items without a parent."""
    with_parent = {child for parent in children for child in children[parent]}
    loose = [item.identifier for item in package.items if item.identifier not in with_parent]
    return [*children.get(package.document.identifier, []), *loose]


def _below(children: Mapping[str, list[str]], top: str) -> Iterator[str]:
    """Yield all descendants of an item, depth first. No recursion: packages can be deep."""
    left = [*reversed(children.get(top, []))]
    while left:
        item = left.pop()
        yield item
        left += reversed(children.get(item, []))


def _refuse_cycles(parents: Mapping[str, str], path: str) -> None:
    safe: set[str] = set()
    for start in parents:
        way: dict[str, None] = {}
        step: str | None = start
        while step is not None and step not in safe and step not in way:
            way[step] = None
            step = parents.get(step)
        if step in way:
            raise PackageError(_cycle(path, [*way][[*way].index(str(step)) :]))
        safe.update(way)


def _cycle(path: str, items: list[str]) -> Diagnostic:
    shown = items if len(items) <= 4 else [*items[:3], "..."]  # noqa: PLR2004 - enough to find it
    message = f"the items {', '.join(shown)} form a loop"
    fix = "Correct their isChildOf associations: each leads towards the document."
    return Diagnostic(Code.CASE_CYCLE, message, path, fix)


def _orphan(path: str, child: str, parent: str) -> Diagnostic:
    message = f"the item {child} is a child of {parent}, which is not in the package"
    fix = "Export the whole framework, with all its items."
    return Diagnostic(Code.CASE_BROKEN, message, path, fix)
