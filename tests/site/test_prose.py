"""Prose fits its page: one title, no skipped heading level, no duplicate id."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest

import sample_pages
from lessonbank.site import SitePage
from lessonbank.site.prose import distinct
from lessonbank.site.render import Renderer

BODY = "".join(
    f'<h{level} id="{id_}">{id_}</h{level}><p><a href="#{id_}">see</a></p>'
    for level, id_ in ((1, "more"), (4, "about"), (1, "own"), (2, "commentary"), (6, "lb-title"))
)


@pytest.mark.parametrize("template", [name for name in sample_pages.PAGES if name != "embed"])
def test_every_page_has_a_valid_outline(template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def with_body(template: str, view: object, path: str, _: str = "") -> str:
        made = SitePage(path=path, title="", description="", template=f"{template}.html", view=view)
        return Renderer().page(made, BODY)

    monkeypatch.setattr(sample_pages, "page", with_body)
    html = sample_pages.rendered(template)
    levels = [int(level) for level in re.findall(r"<h([1-6])[\s>]", html)]
    assert levels[:1] == [1], levels
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    ids = Counter(re.findall(r'\sid="([^"]*)"', html))
    twice = {id_ for id_, times in ids.items() if times > 1}
    assert twice <= ({"lb-title"} if template == "home" else set())  # Its prose is in two parts.


def test_links_within_prose_follow_its_ids() -> None:
    prose = '<h2 id="more">A</h2><h2 id="more_1">B</h2><a href="#more">see</a>'
    page = f'<h2 id="more">More</h2>{prose}<a href="#more">top</a>'
    assert distinct(page, prose) == (
        '<h2 id="more">More</h2><h2 id="more_2">A</h2><h2 id="more_1">B</h2>'
        '<a href="#more_2">see</a><a href="#more">top</a>'
    )
