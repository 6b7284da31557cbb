"""All names of items, terms and statements, to suggest the id for a wrong one."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import Bank, Person
from lessonbank.content import synonyms


def known_names(bank: Bank) -> Iterator[tuple[str, str, str]]:
    """Yield kind, name and id for every known name: other names first, ids last."""
    for item in bank:
        name = item.name if isinstance(item, Person) else item.label
        yield from ((item.kind, each, item.id) for each in (name, *item.aliases))
    for tag in bank.tags.values():
        yield from (("tag", name, tag.id) for name in (tag.label, *tag.aliases))
    yield from (("framework", each.title, id_) for id_, each in bank.frameworks.items())
    for statement in bank.statements.values():
        names = (statement.label, *filter(None, [statement.code]))
        yield from (("statement", name, statement.id) for name in names)
    yield from (each for each in synonyms.terms() if each[2] in bank.ids(each[0]))
    for kind, terms in bank.terms.items():
        yield from ((kind, term.label, term.id) for term in terms.values())
    for kind in (*bank.items, *bank.vocabularies, "tag", "statement"):
        yield from ((kind, id_, id_) for id_ in sorted(bank.ids(kind)))
