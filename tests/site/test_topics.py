"""Pages of coaching, projects, case studies, pathways and forms, and the links to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from lessonbank.site import Library, SitePage
from lessonbank.site.views import case_study, coaching, form, handbook, pathway, person, project
from lessonbank.site.views.common import Fact
from lessonbank.site.views.topic import uses
from topics import library, topics

Maker = Callable[[Library], Iterator[SitePage]]


def view_of(maker: Maker, path: str) -> Any:
    (view,) = (page.view for page in maker(library()) if page.path == path)
    return view


def told(facts: tuple[Fact, ...]) -> dict[str, list[str]]:
    return {fact.name: [link.label for link in fact.values] for fact in facts}


@pytest.mark.parametrize(
    ("maker", "index"),
    [
        (coaching.pages, "coaching/index.html"),
        (project.pages, "projects/index.html"),
        (case_study.pages, "case-studies/index.html"),
        (pathway.pages, "pathways/index.html"),
        (form.pages, "forms/index.html"),
    ],
)
def test_an_index_links_to_each_page_and_the_handbook_links_to_it(maker: Maker, index: str) -> None:
    first, *others = maker(library())
    assert (first.path, first.parent) == (index, "handbook/index.html")
    linked = [link.url for link, _, _ in first.view.offers]  # type: ignore[attr-defined]
    assert sorted(linked) == sorted(page.path for page in others)
    assert {page.parent for page in others} == {index}
    book = view_of(handbook.pages, "handbook/index.html")
    assert index in [link.url for link, _ in book.ways]


def test_a_coaching_cycle_gives_its_length_steps_and_forms() -> None:
    view = view_of(coaching.pages, "coaching/pairs.html")
    assert told(view.facts)["One cycle"] == ["15 minutes"]
    assert [line.chips for line in view.cycle] == [("10 minutes",), ("5 minutes",), ()]
    assert [line.form and line.form.url for line in view.cycle] == [
        "forms/sheet.html",
        None,
        "forms/sheet.html",
    ]
    assert [link.label for link, _ in view.forms] == ["Sheet", "Other"], "each once"


def test_a_person_credited_by_role_is_shown_by_role() -> None:
    facts = told(view_of(project.pages, "projects/how-long.html").facts)
    assert facts["Researchers"] == ["Jo Harper", "Coach"]
    assert facts["When"] == ["12 January 2026 to 10 July 2026"]
    known = view_of(form.pages, "forms/sheet.html").known
    assert {"harper", "elm", "pause", "maths"} <= set(known)
    assert "marlow" not in known


def test_ethics_and_ground_rules_are_a_list() -> None:
    assert view_of(project.pages, "projects/how-long.html").ethics == (
        ("Consent", "c"),
        ("Data kept", "d"),
        ("Approved by", "The head, 5 January 2026"),
        ("Other ground rules", "No films."),
    )


def test_statutory_training_is_counted_separately() -> None:
    view = view_of(pathway.pages, "pathways/first-year.html")
    facts = told(view.facts)
    assert (facts["Hours"], facts["Statutory"]) == (["1 hour 45 minutes"], ["2 hours"])
    assert facts["Stage"] == ["New to the role"]
    assert [when for when, _ in view.statutory] == ["First week"]
    autumn, spring = view.terms
    assert [line.link.label for line in autumn[1]] == ["Wait", "Meet your mentor"]
    assert autumn[1][0].chips == ("Workshop", "1 hour 30 minutes")
    assert spring[1][0].link.url == "techniques/pause.html"


def test_a_page_lists_what_uses_it() -> None:
    bank = topics()
    technique = bank.items["technique"]["pause"]
    assert told(uses(bank, technique)) == {
        "Workshops": ["Wait"],
        "Coaching": ["In pairs"],
        "Pathways": ["Your first year"],
        "Case studies": ["Quiet"],
    }
    assert told(uses(bank, bank.items["form"]["sheet"])) == {"Coaching": ["In pairs"]}
    assert told(uses(bank, bank.items["school"]["elm"])) == {
        "Research": ["How long?"],
        "Case studies": ["Quiet"],
    }


def test_a_person_page_lists_the_projects_they_lead() -> None:
    assert told(view_of(person.pages, "people/jo-harper.html").leads) == {"Research": ["How long?"]}
