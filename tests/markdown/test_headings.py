"""Headings of prose: stable ids, and levels that fit the page."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.toc import slugify

from lessonbank.markdown.headings import Heading, headings, nested, slug, titled

REPORTED = Path(__file__).parents[1] / "cases" / "reported" / "headings.yml"
CASES = yaml.safe_load(REPORTED.read_text(encoding="utf-8"))
LEVELS = st.lists(st.integers(1, 6), max_size=12)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["heading"])
def test_ids_of_headings(case: dict[str, str]) -> None:
    """However the letters are composed: a keyboard and a Mac's file name may differ."""
    forms: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
    for form in forms:
        heading = unicodedata.normalize(form, case["heading"])
        assert unicodedata.normalize("NFC", slug(heading, "-")) == case["id"]


def test_headings_without_letters_have_unique_ids() -> None:
    assert re.fullmatch("[0-9a-f]{8}", slug("🎯", "-"))
    assert len({slug(text, "-") for text in ("🎯", "❓", "???")}) == 3


@given(st.text())
def test_latin_ids_are_the_default_slugs(text: str) -> None:
    before = slugify(text, "-")
    if re.search("[a-z]", before):
        assert slug(text, "-") == before
    assert not re.search(r"[\s\"'<>&#%?]", slug(text, "-"))


def test_an_id_does_not_depend_on_earlier_headings() -> None:
    def ids(text: str) -> list[str]:
        md = Markdown(extensions=["toc"], extension_configs={"toc": {"slugify": slug}})
        return re.findall(' id="([^"]*)"', md.convert(text))

    assert ids("## 开始\n\n## 练习\n\n## 练习") == ["开始", "练习", "练习_1"]
    assert ids("## 新\n\n## ✨\n\n## 练习\n\n## 开始")[2:] == ["练习", "开始"]


def page(levels: list[int]) -> str:
    return "".join(f'<h{n} id="a{at}">{at}</h{n}><p>x</p>' for at, n in enumerate(levels))


def levels_of(html: str) -> list[int]:
    return [int(level) for level in re.findall("<h([1-6])", html)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([1, 2, 3], [3, 4, 5]),
        ([2, 3, 2], [3, 4, 3]),
        ([1, 4, 4, 2, 3], [3, 4, 4, 4, 5]),
        ([4, 2, 1], [3, 3, 3]),
        ([1, 2, 3, 4, 5, 6], [3, 4, 5, 6, 6, 6]),
    ],
)
def test_prose_is_nested_below_its_heading(before: list[int], after: list[int]) -> None:
    html = nested(page(before), 2)
    assert levels_of(html) == after
    assert [int(n) for n in re.findall("</h([1-6])>", html)] == after


@given(LEVELS, st.integers(1, 3))
def test_no_level_is_skipped(before: list[int], above: int) -> None:
    found = [above, *levels_of(nested(page(before), above))]
    assert all(level > above for level in found[1:])
    assert all(after <= one + 1 for one, after in pairwise(found))
    assert nested(nested(page(before), above), above) == nested(page(before), above)


@given(LEVELS)
def test_a_page_has_at_most_one_title(before: list[int]) -> None:
    found = levels_of(titled(page(before)))
    assert found.count(1) == (before[:1] == [1])
    assert all(after <= one + 1 for one, after in pairwise([1, *found]))


def test_only_tags_of_headings_change() -> None:
    html = (
        '<p title="<h1>">a &lt;h1&gt;</p><h1 class="x" title=\'</h1>\'>A</h1><hr><header></header>'
    )
    assert nested(html, 2) == html.replace('<h1 class="x"', '<h3 class="x"').replace(
        "A</h1>", "A</h3>"
    )


def test_headings_are_listed_with_their_text() -> None:
    html = (
        '<h1 id="a">A <em>b</em> &amp; c<a class="headerlink" href="#a">¶</a></h1>'
        '<h2>No id</h2><h3 class="x" id="数学">数学</h3><h2 id="e"></h2>'
    )
    assert [*headings(html)] == [Heading(1, "a", "A b &amp; c"), Heading(3, "数学", "数学")]
