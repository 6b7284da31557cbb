"""Items know what they mention, and can be without it or not."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

import pytest

from lessonbank.bank import (
    ITEM_TYPES,
    VOCABULARIES,
    Clip,
    Item,
    Mention,
    Recording,
    Reference,
    Value,
    mentions,
    without,
)


class Part(Value):
    tag: Annotated[str, Reference("tag")]
    note: str = ""


class Whole(Value):
    needed: Annotated[str, Reference("recording", needed=True)]
    maybe: Annotated[str, Reference("school")] | None = None
    several: tuple[Annotated[str, Reference("clip")], ...] = ()
    parts: tuple[Part, ...] = ()
    words: str = ""


WHOLE = Whole(
    needed="r",
    maybe="s",
    several=("a", "b"),
    parts=(Part(tag="t", note="n"), Part(tag="u")),
    words="r",
)


def gone(*ids: str) -> Any:
    return lambda mention: mention.id in ids


def test_mentions_are_found_wherever_they_stand() -> None:
    found = [(mention.location, mention.reference.kind, mention.id) for mention in mentions(WHOLE)]
    assert found == [
        (("needed",), "recording", "r"),
        (("maybe",), "school", "s"),
        (("several", 0), "clip", "a"),
        (("several", 1), "clip", "b"),
        (("parts", 0, "tag"), "tag", "t"),
        (("parts", 1, "tag"), "tag", "u"),
    ]


def test_locations_use_the_names_of_files() -> None:
    clip = Clip.model_validate(minimal_clip() | {"from": "00:01"})
    assert Mention(("recording",), Reference("recording", needed=True), "r") in list(mentions(clip))


@pytest.mark.parametrize(
    ("ids", "changes"),
    [
        ((), {}),
        (("s",), {"maybe": None}),
        (("a",), {"several": ("b",)}),
        (("t",), {"parts": (Part(tag="u"),)}),
        (("a", "b", "s"), {"maybe": None, "several": ()}),
    ],
)
def test_an_item_without_what_it_only_mentions(
    ids: tuple[str, ...], changes: dict[str, Any]
) -> None:
    assert without(WHOLE, gone(*ids)) == WHOLE.model_copy(update=changes)


def test_an_item_cannot_be_without_what_it_needs() -> None:
    assert without(WHOLE, gone("r")) is None


class Either(Value):
    one_of: ClassVar[tuple[str, ...]] = ("clip", "words")

    clip: Annotated[str, Reference("clip")] | None = None
    words: str | None = None
    note: str = ""


@pytest.mark.parametrize(
    ("value", "left"),
    [
        (Either(clip="c", note="n"), None),
        (Either(words="w", note="n"), Either(words="w", note="n")),
        (Either(clip="c", words="w"), Either(words="w")),
    ],
)
def test_what_says_one_of_several_things_goes_with_that_one(
    value: Either, left: Either | None
) -> None:
    assert without(value, gone("c")) == left


def test_an_item_from_which_nothing_goes_is_itself() -> None:
    assert without(WHOLE, gone()) is WHOLE


def minimal_clip() -> dict[str, str]:
    return {
        "id": "c",
        "title": "C",
        "summary": "s",
        "recording": "r",
        "from": "00:01",
        "to": "00:02",
        "subject": "maths",
        "phase": "primary",
    }


def test_a_minimal_clip_takes_at_most_twelve_fields() -> None:
    required = [name for name, field in Clip.model_fields.items() if field.is_required()]
    assert len(required) <= 12
    assert Clip.model_validate(minimal_clip()).duration == 1


@pytest.mark.parametrize("item_type", ITEM_TYPES.models, ids=lambda item_type: item_type.kind)
def test_every_reference_leads_to_a_kind_that_exists(item_type: type[Item]) -> None:
    kinds = {other.kind for other in ITEM_TYPES} | VOCABULARIES.keys() | {"tag", "statement"}
    annotations = repr(
        [(field.annotation, field.metadata) for field in item_type.model_fields.values()]
    )
    named = {part.split("'")[1] for part in annotations.split("Reference(kind=")[1:]}
    assert named <= kinds


def test_values_cannot_be_changed() -> None:
    clip = Clip.model_validate(minimal_clip())
    with pytest.raises(ValueError, match="frozen"):
        clip.title = "D"  # type: ignore[misc]


def test_times_become_the_clips_own() -> None:
    clip = Clip.model_validate(minimal_clip() | {"from": "01:00.5", "to": "02:00"})
    assert clip.relative(75.25) == 14.75


def test_parents_of_terms_are_terms() -> None:
    above = {"year": "key-stage", "key-stage": "phase"}
    for kind, parent in above.items():
        parents = {term.id for term in VOCABULARIES[parent].terms}
        assert {term.parent for term in VOCABULARIES[kind].terms} <= parents


@pytest.mark.parametrize("kind", VOCABULARIES)
def test_terms_are_told_apart(kind: str) -> None:
    terms = VOCABULARIES[kind].terms
    assert len({term.id for term in terms}) == len({term.label for term in terms}) == len(terms)


def test_a_recordings_month_is_a_month() -> None:
    with pytest.raises(ValueError, match="month"):
        Recording(id="r", title="R", media="r.mp4", month="2026-13", school="s", permission="P")
