"""News feeds, as feed readers read them."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessonbank.bank import Clip, School
from lessonbank.site.finished import acts_as_feed
from lessonbank.site.news.channels import Channel, Entry
from lessonbank.site.news.rss import news_files, rss
from published import ADDRESS, TODAY, with_clips, with_sessions

GOLDEN = Path(__file__).parent / "golden"
HOSTILE = ("</title><script>x</script>", "]]>", "&amp;", "<!--", "a\u0001b", "\u2028", "\ufffe")


def read(data: bytes) -> Any:
    assert acts_as_feed(data) is None
    found = feedparser.parse(data, sanitize_html=False)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "rss20"
    return found


def test_the_newest_clips_come_first_with_day_and_summary() -> None:
    library = with_clips().library
    one, two, three = library.clips
    days = {one.id: date(2026, 9, 1), three.id: date(2026, 10, 1)}
    items = {
        clip.id: clip.model_copy(update={"published": days.get(clip.id)}) for clip in library.clips
    }
    bank = replace(library.bank, items={**library.bank.items, Clip.kind: items})
    feed = read(news_files(replace(library, bank=bank))["feeds/clips-all.xml"])
    assert [entry.link for entry in feed.entries] == [
        f"{ADDRESS}clips/{clip.id}.html" for clip in (three, one, two)
    ]
    first = feed.entries[0]
    assert (first.title, first.summary) == (three.title, three.summary)
    assert first.published == "Thu, 01 Oct 2026 00:00:00 +0000"
    assert "published" not in feed.entries[2]
    assert {entry.id for entry in feed.entries} == {
        f"clip-{clip.id}@{bank.trust.uid_domain}" for clip in library.clips
    }


def test_a_feed_names_itself_and_its_language() -> None:
    library = with_clips().library
    for url, data in news_files(library).items():
        channel = read(data).feed
        (own,) = (link for link in channel.links if link.rel == "self")
        assert own.href == ADDRESS + url
        assert channel.language == library.bank.trust.language.lower()
        assert channel.title
        assert channel.subtitle


def test_each_school_and_subject_has_its_own_clips() -> None:
    library = with_clips().library
    files = news_files(library)
    for school in library.bank.of(School):
        found = read(files[f"feeds/clips-school-{school}.xml"]).entries
        own = [c for c in library.clips if library.bank.recording_of(c).school == school]
        assert {entry.title for entry in found} == {clip.title for clip in own}
    for subject in {clip.subject for clip in library.clips}:
        found = read(files[f"feeds/clips-subject-{subject}.xml"]).entries
        assert {e.title for e in found} == {c.title for c in library.clips if c.subject == subject}


def test_coming_sessions_are_in_order_and_past_ones_are_not_there() -> None:
    library = with_sessions(
        {"title": "Later", "on": "2027-01-12", "cancelled": "true"},
        {"title": "Soon", "on": "2026-12-01", "start": "15:45", "end": "16:45", "roles": ["ect"]},
        {"title": "Over", "on": "2026-11-01"},
    )
    files = news_files(library)
    entries = read(files["feeds/sessions-all.xml"]).entries
    assert [entry.title for entry in entries] == [
        "Tuesday 1 December 2026: Soon",
        "Tuesday 12 January 2027: Cancelled: Later",
    ]
    assert entries[0].link == f"{ADDRESS}calendar/2026-12.html#session-s2"
    assert entries[0].summary.startswith("Tuesday 1 December 2026, 3:45pm to 4:45pm")
    assert "feeds/sessions-role-ect.xml" in files
    assert {f"feeds/sessions-school-{id_}.xml" for id_ in library.bank.of(School)} <= {*files}


def test_without_an_address_there_is_no_feed() -> None:
    assert news_files(replace(with_clips().library, site_url="")) == {}


@pytest.mark.parametrize("name", ["clips-all", "sessions-all"])
def test_a_feed_has_these_bytes(name: str) -> None:
    """`LESSONBANK_ACCEPT=1` writes the files; read the difference."""
    library = with_clips(published=date(2026, 9, 1)).library
    if name.startswith("sessions"):
        library = with_sessions({"title": "Day", "on": "2026-12-01", "place": "Hall & stage"})
    made, golden = news_files(library)[f"feeds/{name}.xml"], GOLDEN / f"{name}.xml"
    if os.environ.get("LESSONBANK_ACCEPT"):
        golden.write_bytes(made)
    assert made == golden.read_bytes()


TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=30))


@settings(max_examples=60, deadline=None)
@given(title=TEXTS, summary=TEXTS)
def test_no_text_breaks_a_feed(title: str, summary: str) -> None:
    entry = Entry("one", title, "clips/one.html", summary, TODAY)
    channel = Channel("feeds/x.xml", title, summary, "index.html", (entry, entry), ())
    found = read(rss(with_clips().library, channel).replace(b"\r", b""))
    assert len(found.entries) == 2
    assert all(each.link == f"{ADDRESS}clips/one.html" for each in found.entries)
