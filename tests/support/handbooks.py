"""A handbook in memory: a workshop of two programmes, a community, and the sessions asked for."""

from __future__ import annotations

from typing import Any

from lessonbank.bank import (
    ITEM_TYPES,
    VOCABULARIES,
    Bank,
    Community,
    Item,
    Person,
    Programme,
    School,
    Session,
    Workshop,
)
from lessonbank.content.read import STAND_IN


def handbook(*sessions: dict[str, Any]) -> Bank:
    items: list[Item] = [
        School(id="elm", name="Elm Primary", urn="999001", phase="primary"),
        Person(id="jo-harper", name="Jo Harper", role="Class teacher", credit="name"),
        Person(id="kit-marlow", name="Kit Marlow", role="Coach", credit="role"),
        Workshop(
            id="pause",
            title="The pause",
            summary="s",
            outcomes=("o",),
            roles=("ect",),
            facilitators=("jo-harper",),
        ),
        Community(id="quiet", title="Quiet", summary="s", focus="f", leads=("kit-marlow",)),
        Programme.model_validate(
            {
                "id": "year",
                "title": "A year",
                "summary": "s",
                "aims": ["a"],
                "sequence": [{"workshop": "pause", "term": "Autumn"}],
            }
        ),
        Programme.model_validate(
            {
                "id": "two",
                "title": "Two",
                "summary": "s",
                "aims": ["a"],
                "sequence": [{"workshop": "pause", "term": "Autumn"}],
            }
        ),
        *(Session.model_validate({"id": f"s{n}", **each}) for n, each in enumerate(sessions, 1)),
    ]
    by_kind = {kind.kind: {i.id: i for i in items if type(i) is kind} for kind in ITEM_TYPES}
    return Bank(STAND_IN, by_kind, VOCABULARIES)
