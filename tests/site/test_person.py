"""A person's page: three dates, then clips, then facts."""

from __future__ import annotations

import re
from dataclasses import replace

import sample_pages
from lessonbank.site.render import Renderer

HEADINGS = re.compile(r'<h2 id="([^"]+)"')
SESSIONS = re.compile(r'<li class="lb-session')


def test_dates_and_clips_come_before_facts() -> None:
    ids = HEADINGS.findall(sample_pages.rendered("person"))
    order = ["ask", "dates", "part-1", "about", "leads"]
    assert [id_ for id_ in ids if id_ in order] == order


def test_three_dates_are_open_and_the_others_folded() -> None:
    view = sample_pages.person(sample_pages.bar_models)
    line = view.dates.next[0]
    dates = replace(view.dates, next=tuple(replace(line, id=f"s{n}") for n in range(5)), past=())
    page = sample_pages.SitePage(
        "people/jo.html", "Jo", "", "person.html", replace(view, dates=dates)
    )
    html = Renderer().page(page, "")
    open_, folded = html.split("<details", 1)
    assert len(SESSIONS.findall(open_)) == 3
    assert len(SESSIONS.findall(folded)) == 2
    assert "2 later dates" in folded
