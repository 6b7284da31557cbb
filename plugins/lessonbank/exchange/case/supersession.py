"""Find the older statements that the statements of a package replace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lessonbank.bank import Bank
from lessonbank.exchange.case.package import CaseAssociation, CasePackage


@dataclass(frozen=True, slots=True)
class Supersession:
    """`replaces` maps the id of a new statement to the older ones that it replaces.

    `unknown` counts older statements that are not in the bank; `other` counts the unused
    associations by type.
    """

    replaces: Mapping[str, tuple[str, ...]]
    unknown: int
    other: Mapping[str, int]


def supersession(
    package: CasePackage, ids: Mapping[str, str], bank: Bank, framework: str
) -> Supersession:
    """Read from a package's associations which older statements its framework replaces.

    `replacedBy` always counts. `exactMatchOf` counts only for a framework of the bank that is
    `superseded_by` this one. Other associations do not count.
    """
    older = {
        each.identifier: (each.id, of.superseded_by == framework)
        for of in bank.frameworks.values()
        for each in of.statements
        if each.identifier and of.id != framework
    }
    found: dict[str, dict[str, None]] = {}
    other: Counter[str] = Counter()
    unknown = 0
    for each in package.associations:
        pairs = list(_pairs(each, ids, older))
        if each.kind == "replacedBy" and each.destination.identifier in ids:
            unknown += not pairs
        elif not pairs and each.kind != "isChildOf":
            other[each.kind] += 1
        for new, old in pairs:
            found.setdefault(new, {})[old] = None
    return Supersession({new: tuple(old) for new, old in found.items()}, unknown, other)


def _pairs(
    each: CaseAssociation, ids: Mapping[str, str], older: Mapping[str, tuple[str, bool]]
) -> Iterator[tuple[str, str]]:
    """Yield the newer and the older statement of an association, if the bank has both."""
    origin, destination = each.origin.identifier, each.destination.identifier
    if each.kind == "replacedBy" and destination in ids:
        if origin in older or origin in ids:
            yield ids[destination], ids.get(origin) or older[origin][0]
    elif each.kind == "exactMatchOf":
        for new, old in ((origin, destination), (destination, origin)):
            if new in ids and old in older and older[old][1]:
                yield ids[new], older[old][0]
