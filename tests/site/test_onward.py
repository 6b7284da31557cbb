"""The end of a clip leads to the next one with its technique or tag, or in a list."""

from __future__ import annotations

from bench_pages import library

from lessonbank.site.views.onward import onwards


def test_a_technique_is_walked_through_once_and_begins_again() -> None:
    compiled = library(6).library
    after = onwards(compiled)
    for technique, clips in compiled.by_technique.items():
        page = f"techniques/{technique}.html"
        row = [clip.id for clip in clips]
        nexts = {
            id_: each.next.url
            for id_ in row
            for each in after[id_]
            if each.list.url == page and each.next
        }
        assert nexts == {
            id_: f"clips/{row[(place + 1) % len(row)]}.html"
            for place, id_ in enumerate(row)
            if len(row) > 1
        }


def test_no_clip_leads_to_itself_or_twice_from_one_page() -> None:
    for id_, ways in onwards(library(6).library).items():
        pages = [each.list.url for each in ways]
        assert len(pages) == len(set(pages))
        assert all(each.next and each.next.url != f"clips/{id_}.html" for each in ways)
