"""Which older statements the statements of a package have taken the place of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lessonbank.bank import Bank
from lessonbank.exchange.case.package import CaseAssociation, CasePackage


@dataclass(frozen=True, slots=True)
class Supersession:
    """Older statements by the id of the newer.

    `unknown` counts those that the bank has not, and `other` the associations that say something
    else, by their type.
    """

    replaces: Mapping[str, tuple[str, ...]]
    unknown: int
    other: Mapping[str, int]


def supersession(
    package: CasePackage, ids: Mapping[str, str], bank: Bank, framework: str
) -> Supersession:
    """What the associations of a package say of what came before its framework.

    `replacedBy` says so itself. `exactMatchOf` means it only of a framework of the bank that is
    `superseded_by` this one; everything else relates without replacing.
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
    """The newer and the older statement that an association names, where the bank has both."""
    origin, destination = each.origin.identifier, each.destination.identifier
    if each.kind == "replacedBy" and destination in ids:
        if origin in older or origin in ids:
            yield ids[destination], ids.get(origin) or older[origin][0]
    elif each.kind == "exactMatchOf":
        for new, old in ((origin, destination), (destination, origin)):
            if new in ids and old in older and older[old][1]:
                yield ids[new], older[old][0]
