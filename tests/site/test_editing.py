"""The way to a page's file, as MkDocs's settings give it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handbooks import handbook
from lessonbank.bank import Clip, Workshop
from lessonbank.editions import Decision, Edition, Occasion, Refusal, Rule, admit
from lessonbank.site.editing import edit_address, may_edit, source_of_item

REPOSITORY = "https://host.example/o/r"


@pytest.mark.parametrize(
    ("repository", "edit_uri", "template", "address"),
    [
        (REPOSITORY, "edit/main/content/", "", f"{REPOSITORY}/edit/main/content/clips/a.md"),
        (f"{REPOSITORY}/", "edit/main/content", "", f"{REPOSITORY}/edit/main/content/clips/a.md"),
        (REPOSITORY, "", "edit/{path}?x={path_noext!q}", f"{REPOSITORY}/edit/clips/a.md?x=clips/a"),
        (REPOSITORY, "", "?query=edit/{path}", f"{REPOSITORY}?query=edit/clips/a.md"),
        (REPOSITORY, "", "https://ed.example/{path}", "https://ed.example/clips/a.md"),
        (REPOSITORY, "", "", None),
        ("", "edit/main/content/", "", None),
        (REPOSITORY, "", "javascript:alert({path})", None),
    ],
)
def test_the_address(repository: str, edit_uri: str, template: str, address: str | None) -> None:
    assert edit_address(repository, edit_uri, template, "clips/a.md") == address


def test_a_path_is_quoted() -> None:
    address = edit_address(REPOSITORY, "edit/main/content", "", "a b/ü?.md")
    assert address == f"{REPOSITORY}/edit/main/content/a%20b/%C3%BC%3F.md"


def test_only_an_item_with_a_file_of_its_own_in_its_own_folder_has_a_source() -> None:
    workshop = next(iter(handbook({"workshop": "pause", "on": "2026-12-01"}).of(Workshop).values()))
    files = frozenset({f"content/workshops/{workshop.id}.md"})
    assert source_of_item(workshop, files) == f"workshops/{workshop.id}.md"
    assert source_of_item(workshop, {f"content/workshops/sub/{workshop.id}.md"}) is None


@pytest.mark.parametrize(
    ("edition", "withheld", "allowed"),
    [
        ("public", False, True),
        ("public", True, False),
        ("trust", True, True),
        ("school:elm", True, True),
        ("named:partner", True, False),
    ],
)
def test_only_staff_are_led_to_withheld_items(
    edition: str,
    *,
    withheld: bool,
    allowed: bool,
) -> None:
    bank = handbook({"workshop": "pause", "on": "2026-12-01"})
    admission = admit(Occasion(bank, Edition.parse(edition), date(2026, 11, 21)))
    denied = (Decision(Clip.kind, "a", (Refusal(next(iter(Rule)), "why"),)),)
    decisions = (*(d for d in admission.decisions if d.admitted), *(denied if withheld else ()))
    assert may_edit(replace(admission, decisions=decisions)) is allowed
