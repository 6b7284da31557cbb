"""A bank in memory of what is built on clips: coaching, a project, a case, a pathway, a form."""

from __future__ import annotations

from datetime import date

from lessonbank.bank import (
    ITEM_TYPES,
    VOCABULARIES,
    Bank,
    CaseStudy,
    Coaching,
    Form,
    Item,
    Pathway,
    Person,
    Project,
    School,
    Technique,
    Workshop,
)
from lessonbank.content.read import STAND_IN
from lessonbank.site import Library


def topics() -> Bank:
    items: list[Item] = [
        School(id="elm", name="Elm Primary", urn="999001", phase="primary"),
        Person(id="jo-harper", name="Jo Harper", role="Class teacher", credit="name"),
        Person(id="kit-marlow", name="Kit Marlow", role="Coach", credit="role"),
        Technique(
            id="pause", title="The Pause", summary="s", why="w", looks_like=("l",), not_this=("n",)
        ),
        Workshop(id="wait", title="Wait", summary="s", outcomes=("o",), techniques=("pause",)),
        Coaching.model_validate(
            {
                "id": "pairs",
                "title": "In pairs",
                "summary": "s",
                "leads": ["kit-marlow"],
                "techniques": ["pause"],
                "cycle": [
                    {"title": "Watch", "what": "w", "minutes": 10, "form": "sheet"},
                    {"title": "Rehearse", "what": "r", "minutes": 5},
                    {"title": "Look back", "what": "l", "form": "sheet"},
                ],
                "code_of_practice": ["It is voluntary."],
                "forms": ["other", "sheet"],
            }
        ),
        Project.model_validate(
            {
                "id": "how-long",
                "title": "How long?",
                "summary": "s",
                "state": "finished",
                "question": "q",
                "method": "m",
                "since": "2026-01-12",
                "until": "2026-07-10",
                "people": ["jo-harper", "kit-marlow"],
                "schools": ["elm"],
                "ethics": {
                    "consent": "c",
                    "data": "d",
                    "approved_by": "The head",
                    "approved_on": "2026-01-05",
                    "also": ["No films."],
                },
                "findings": ["f"],
            }
        ),
        CaseStudy.model_validate(
            {
                "id": "quiet",
                "title": "Quiet",
                "summary": "s",
                "school": "elm",
                "people": ["kit-marlow"],
                "problem": "p",
                "done": ["d"],
                "changes": [{"what": "w", "known_by": "k"}],
                "differently": ["e"],
                "techniques": ["pause"],
                "workshops": ["wait"],
                "projects": ["how-long"],
            }
        ),
        Pathway.model_validate(
            {
                "id": "first-year",
                "title": "Your first year",
                "summary": "s",
                "roles": ["ect"],
                "stage": "new",
                "statements": [],
                "steps": [
                    {"when": "First week", "what": "Safety", "hours": 2, "statutory": True},
                    {"when": "Autumn", "workshop": "wait", "hours": 1.5, "note": "Bring a clock."},
                    {"when": "Autumn", "what": "Meet your mentor"},
                    {"when": "Spring", "technique": "pause", "hours": 0.25},
                ],
            }
        ),
        *(
            Form.model_validate(
                {
                    "id": id_,
                    "title": id_.capitalize(),
                    "summary": "s",
                    "use": "coaching",
                    "sections": [{"title": "t", "fields": [{"id": "f", "label": "l"}]}],
                }
            )
            for id_ in ("sheet", "other")
        ),
    ]
    by_kind = {kind.kind: {i.id: i for i in items if type(i) is kind} for kind in ITEM_TYPES}
    return Bank(STAND_IN, by_kind, VOCABULARIES)


def library() -> Library:
    return Library(topics(), media={}, cues={}, prose={}, today=date(2026, 11, 21))
