"""The home page: the clip that it plays, and searches that find something."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from bench_pages import library

from lessonbank.site import Library
from lessonbank.site.views.home import HomeView, Today, pages

DAYS = 60


def home(shown: Library) -> HomeView:
    (page,) = pages(shown)
    assert isinstance(page.view, HomeView)
    return page.view


def today(shown: Library, days: int = 0) -> Today:
    found = home(replace(shown, today=shown.today + timedelta(days))).today
    assert found is not None
    return found


@pytest.fixture(scope="module")
def short() -> Library:
    return library(12, seconds=100).library


def test_each_day_has_its_clip_and_all_take_turns(short: Library) -> None:
    ids = [today(short, day).card.id for day in range(DAYS)]
    assert ids == [today(short, day).card.id for day in range(DAYS)]
    assert all(one != other for one, other in pairwise(ids))
    assert set(ids) == {clip.id for clip in short.clips}


@pytest.mark.parametrize(
    ("seconds", "said"), [(35, "Half a minute"), (60, "1 minute"), (100, "2 minutes")]
)
def test_the_time_that_it_takes_is_rounded_up(seconds: int, said: str) -> None:
    assert today(library(6, seconds=seconds).library).time == said


def test_where_no_clip_is_short_the_shortest_is_played() -> None:
    shown = library(6, seconds=300).library
    shortest = min(shown.clips, key=lambda clip: (clip.duration, clip.id))
    assert {today(shown, day).card.id for day in range(9)} == {shortest.id}


def test_a_bank_without_clips_has_a_home_page() -> None:
    shown = library(0).library
    view = home(shown)
    assert view.today is None
    assert view.examples == view.phases == view.subjects == ()


def test_examples_ask_for_what_clips_show(short: Library) -> None:
    view = home(short)
    assert view.examples
    names = {tag.label for tag in short.bank.tags.values()}
    names |= {technique.label for technique in view.techniques}
    for example in view.examples:
        assert example.label in names
        assert example.url is not None
        assert example.url.startswith("find.html#q=")
    assert len({example.label for example in view.examples}) == len(view.examples)
