"""A takedown reduces feeds, the catalogue, structured data and the site map of a built site."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import feedparser
import pytest
from jsonschema import Draft202012Validator
from selectolax.lexbor import LexborHTMLParser

from lessonbank.files.staging import Staging
from lessonbank.outputs import manifest_path, read_manifest
from lessonbank.packs import PackError, choose
from lessonbank.site.urls import WHOLE
from lessonbank.takedown import take_down
from lessonbank.takedown.cutting import reduced
from lessonbank.takedown.lists import reduced_list
from lessonbank.takedown.marks import Marks
from lessonbank.takedown.words import OwnWords
from projects import turned
from sites import TODAY, pages, state
from takedowns import WORDS as ITS_WORDS

DATA = "application/ld+json"


@pytest.fixture
def site(bank: Path) -> Path:
    """Return the site after the clips of the heron and the badger were withdrawn."""
    site = bank / "build/site"
    assert b"heron" in (site / "feeds/clips-all.xml").read_bytes()
    assert b"heron" in (site / "index.json").read_bytes()
    path = bank / "content/permissions/EL-1.yml"
    path.write_text(turned("withdrawn"), encoding="utf-8")
    staging = Staging(site)
    staging.lock()
    try:
        taken = take_down(staging, bank, date.fromisoformat(TODAY))
    finally:
        staging.discard()
    assert taken.lost == ()
    return site


def graphs(site: Path) -> Iterator[tuple[str, Any]]:
    for path, html in pages(site).items():
        for script in LexborHTMLParser(html).css(f'script[type="{DATA}"]'):
            yield path, json.loads(script.text())


def test_feeds_keep_the_other_clips(site: Path) -> None:
    for path in (site / "feeds").glob("clips-*.xml"):
        found = feedparser.parse(path.read_bytes())
        assert not found.bozo
        assert {entry.title for entry in found.entries} == {
            "The kestrel question",
            "The otter question",
        }


def test_the_catalogue_keeps_the_other_clips_and_follows_its_schema(site: Path) -> None:
    data = json.loads((site / "index.json").read_bytes())
    Draft202012Validator(json.loads((site / "index.schema.json").read_bytes())).validate(data)
    assert [clip["id"] for clip in data["clips"]] == ["kestrel", "otter"]
    (technique,) = data["techniques"]
    assert {clip["path"] for clip in technique["clips"]} == {
        "clips/kestrel.html",
        "clips/otter.html",
    }


def test_data_stays_on_pages_of_other_clips_only(site: Path) -> None:
    found = dict(graphs(site))
    assert {path for path in found if path.startswith("clips/")} == {
        "clips/kestrel.html",
        "clips/otter.html",
    }
    for path, data in state(site).items():
        if path.startswith("feeds/") or path in {"index.json", "sitemap.xml"}:
            assert b"heron" not in data.lower(), path
            assert b"badger" not in data.lower(), path


def codes(site: Path) -> dict[str, str]:
    """Return where each code of the whole handbook leads, by the path that draws it."""
    page = LexborHTMLParser((site / WHOLE).read_text("utf-8"))
    found = {}
    for scan in page.css(".lb-scan:has(.lb-qr path):has(a[href])"):
        drawn, link = scan.css_first(".lb-qr path"), scan.css_first("a[href]")
        assert drawn is not None
        assert link is not None
        found[drawn.attributes["d"] or ""] = link.attributes["href"] or ""
    return found


def test_the_whole_handbook_keeps_the_other_clips_and_their_codes(site: Path, made: Path) -> None:
    before, left = codes(made / "build/site"), codes(site)
    gone = {code for code, link in before.items() if "heron" in link or "badger" in link}
    assert gone
    assert left.keys() == before.keys() - gone
    text = (site / WHOLE).read_text("utf-8").lower()
    assert not [word for word in ITS_WORDS["EL-1"] if word.lower() in text]
    assert not [code for code in gone if code in text]
    assert "the otter question" in text


def test_small_pages_end_and_their_data_goes(site: Path, made: Path) -> None:
    before = made / "build/site"
    for name in ("heron", "badger", "watchlists/brook"):
        assert b"can no longer be shown" in (site / f"embed/{name}.html").read_bytes()
        assert (before / f"embed/{name}.json").is_file()
        assert not (site / f"embed/{name}.json").exists()
    for name in ("otter.html", "otter.json", "kestrel.html", "kestrel.json"):
        assert (site / "embed" / name).read_bytes() == (before / "embed" / name).read_bytes()


def test_no_package_is_made_of_what_was_taken_down(site: Path) -> None:
    manifest = read_manifest(manifest_path(site))
    assert choose(site, manifest, ["otter"]).units
    for name in ("heron", "brook"):
        with pytest.raises(PackError, match="has no clip or watch list"):
            choose(site, manifest, [name])


WORDS = OwnWords(frozenset({"müller", "script"}), frozenset({" r d "}))
MARKS = Marks(frozenset({"clips/gone.html"}), WORDS)


@pytest.mark.parametrize(
    "told",
    [
        '{"name":"Müller"}',
        '{"name":"M\\u00fcller"}',
        '{"name":"\\u003cscript"}',
        '{"name":"R\\u0026D"}',
        '{"url":"https://elm.example/a/clips/gone.html#t=1"}',
        '{"parts":[{"@id":"https://elm.example/clips/gone.html"}]}',
        '{"name":"broken',
        "[" * 100_000,
    ],
    ids=["word", "escaped", "sign", "phrase", "address", "id", "broken", "deep"],
)
def test_data_that_tells_of_an_item_is_cut_whole(told: str) -> None:
    page = f'<head><script type="{DATA}">{told}</script></head><p>Lunch</p>'
    assert reduced(page, "index.html", MARKS).source == "<head></head><p>Lunch</p>"
    left = reduced_list("index.json", told.encode(), MARKS)
    assert left in {None, b'{"parts":[]}\n'}


FEED = (
    "<rss><channel><title>{title}</title><link>https://elm.example/{page}</link>"
    "<item><title>{entry}</title><link>https://elm.example/{url}</link></item>"
    "<item><title>Lunch</title><link>https://elm.example/clips/lunch.html</link></item>"
    "</channel></rss>"
)
FINE = {"title": "New", "page": "clips/index.html", "entry": "Tea", "url": "clips/tea.html"}


@pytest.mark.parametrize(
    ("changes", "entries"),
    [
        ({}, 2),
        ({"entry": "M&#xfc;ller"}, 1),
        ({"entry": "R&amp;amp;D"}, 1),
        ({"url": "clips/gone.html#t=1"}, 1),
        ({"title": "Müller"}, None),
        ({"page": "clips/gone.html"}, None),
    ],
)
def test_a_feed_loses_its_entry_or_goes_whole(changes: dict[str, str], entries: int | None) -> None:
    text = FEED.format(**{**FINE, **changes})
    left = reduced_list("feeds/clips-all.xml", text.encode(), MARKS)
    assert (left.count(b"<item>") if left else None) == entries
