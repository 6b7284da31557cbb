"""Sections are what Python-Markdown takes for headings, and keep their places in the text."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from lessonbank.markdown.overlaid import overlaid
from lessonbank.markdown.sections import _headings, _marked, roots, sections

PIECES = st.sampled_from(
    (
        *("## Lunch {#lunch}", "### Rota", "# Top", "#Tight", "####### Deep", "## Shut ##"),
        *(
            "Set one {#set-one}\n-------",
            "Set two\n===",
            "- item\n---",
            "> # Quoted",
            "1. # Listed",
        ),
        *("```\n## fenced\n```", "~~~\nOpen\n---", "<!--\n## hidden\n-->", "    ## indented"),
        *("<div>\n## raw\n</div>", "<div markdown>\n## inside\n</div>", "a | b\n--|--\n1 | 2"),
        *(
            "## Safe {#safe .mandatory}",
            "!!! note\n    ## noted",
            "[^1]: ## foot",
            "text\n## Close",
        ),
        *("## `code` & <b>bold</b>", "##", "* * *", "Term\n: ## defined", "text", ""),
    )
)
TEXTS = st.lists(PIECES, max_size=8).flatmap(
    lambda parts: st.sampled_from(("\n\n", "\n")).map(lambda gap: gap.join(parts))
)


@given(TEXTS)
@settings(deadline=None, max_examples=150)
def test_marks_change_no_heading_and_each_section_begins_with_one(text: str) -> None:
    plain, marked = _headings(text), _headings(_marked(text, "qz"))
    assert [each.tag for each in plain] == [each.tag for each in marked]
    found = sections(text)
    ids = [each.get("id") for each in plain]
    assert [each.id for each in found] == [id_ for id_ in ids if id_ in {s.id for s in found}]
    for each in found:
        assert text[each.start : each.body].lstrip("\n").startswith("#") or re.search(
            r"\n[=-]+ *\n?\Z", text[each.start : each.body]
        )


@given(TEXTS)
@settings(deadline=None, max_examples=100)
def test_a_section_is_inside_another_or_apart(text: str) -> None:
    found = sections(text)
    for one in found:
        for other in found:
            apart = one.end <= other.start or other.end <= one.start
            assert one is other or apart or one.holds(other) or other.holds(one)
    assert all(not any(o.holds(r) for o in found) for r in roots(found))


@given(TEXTS, TEXTS)
@settings(deadline=None, max_examples=60)
def test_a_version_has_each_section_of_the_school(page: str, own: str) -> None:
    made = overlaid(page, own, ())
    for change in made.changes:
        assert change.how in {"changed", "added"}
        assert change.id in {each.id for each in sections(own)}
    assert overlaid(page, "", ()).markdown.strip() == page.strip("\n").strip()


NESTED = st.sampled_from(
    (
        *("## Lunch {#lunch}", "## Lunch", "### Rota", "### Rota ##", "#### Rota {.wide}"),
        *("Rota\n----", "## Bus {#bus .mandatory}", "## See [one](clip:one)", "text"),
    )
)
NESTED_TEXTS = st.lists(NESTED, max_size=9).map("\n\n".join)


@given(NESTED_TEXTS, NESTED_TEXTS, st.sets(st.sampled_from(("lunch", "rota", "bus", "rota_1"))))
@settings(deadline=None, max_examples=150)
def test_every_id_of_the_page_still_leads_to_its_section(
    page: str, own: str, remove: set[str]
) -> None:
    """Unless its heading holds a link, for an edition may withhold that."""
    made = overlaid(page, own, tuple(remove))
    there = _ids(made.markdown)
    assert {each.id for each in sections(page) if not each.id.startswith("see")} <= {*there}
    if not _has_twins(page) and not _has_twins(own):
        assert not _has_twins(made.markdown)


def _ids(markdown: str) -> list[str]:
    parser = Markdown(extensions=["toc", "attr_list"])
    return re.findall(r'\sid="([^"]*)"', parser.convert(markdown))


def _has_twins(markdown: str) -> bool:
    ids = _ids(markdown)
    return len(set(ids)) < len(ids)


PAGE = """Intro with a [link][x].

## Lunch duty {#lunch-duty}

Trust lunch.

### Rota {#rota}

Trust rota.

[x]: about.md

## Safeguarding {#safeguarding .mandatory}

Tell the lead.
"""


def test_sections_are_replaced_added_and_left_out() -> None:
    bus = "## Bus {#bus after=lunch-duty}\n\nBus."
    own = f"## Lunch {{#lunch-duty}}\n\nOurs.\n\n{bus}\n\n## End\n\nLast."
    made = overlaid(PAGE, own, ("safeguarding",))
    assert "Trust lunch" not in made.markdown
    assert "Trust rota" not in made.markdown
    assert "Tell the lead" not in made.markdown
    assert "[x]: about.md" in made.markdown
    words = ("Intro", "Ours.", "Bus.", "## Safeguarding", "Last.")
    places = [made.markdown.index(each) for each in words]
    assert places == sorted(places)
    assert [(each.id, each.how, each.place) for each in made.changes] == [
        ("lunch-duty", "changed", "lunch-duty"),
        ("bus", "added", "safeguarding"),
        ("safeguarding", "removed", "safeguarding"),
        ("end", "added", ""),
    ]


def test_a_link_to_a_nested_heading_leads_to_the_section_that_takes_its_place() -> None:
    made = overlaid(PAGE, "## Lunch {#lunch-duty}\n\nOurs.\n", ())
    assert '## <span id="rota"></span>Lunch {#lunch-duty}' in made.markdown


def test_headings_with_the_same_words_keep_their_ids() -> None:
    page = "## One\n\n### Rota\n\n1\n\n## Two {.mandatory}\n\n### Rota\n\n2\n"
    made = overlaid(page, "## One\n\nOurs.\n", ())
    assert '## <span id="rota"></span>One {#one}\n' in made.markdown
    assert "### Rota {#rota_1}\n\n2" in made.markdown


def test_an_id_that_tells_of_a_link_is_not_kept() -> None:
    page = "## One\n\n### Of [ours](clip:one)\n\n### <clip:one>\n\n### Plain\n"
    made = overlaid(page, "## One\n\nOurs.\n", ())
    assert _ids(made.markdown) == ["one", "plain"]


def test_a_nested_section_can_be_replaced_alone() -> None:
    made = overlaid(PAGE, "### Rota {#rota}\n\nOur rota.\n", ())
    assert "Trust lunch" in made.markdown
    assert "Our rota" in made.markdown
    assert "Trust rota" not in made.markdown
