"""Feeds, site map and data of built sites: with an address, without one, and in a pack."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser

from once import once
from packed import Signer, pack_of
from reaching import ADDRESS, build
from sites import pages

LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
DATA = "application/ld+json"


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site with an address once; do not change it."""
    made = once(tmp_path_factory, "reach", lambda folder: str(build(folder / "bank", ADDRESS)))
    return made / "bank/build/site"


def head(html: str, selector: str) -> list[dict[str, str | None]]:
    return [dict(node.attributes) for node in LexborHTMLParser(html).css(f"head {selector}")]


def test_pages_name_their_feeds_in_the_head_and_in_sight(public: Path) -> None:
    named = {
        "clips/index.html": {"clips-all"},
        "subjects/maths.html": {"clips-subject-maths"},
        "schools/elm.html": {"clips-school-elm", "sessions-school-elm"},
        "calendar/index.html": {"sessions-all"},
        "handbook/index.html": {"sessions-all"},
    }
    for page, feeds in named.items():
        html = (public / page).read_text(encoding="utf-8")
        found = head(html, 'link[rel~="alternate"][type="application/rss+xml"]')
        assert {f"{link['href']}" for link in found} == {f"../feeds/{name}.xml" for name in feeds}
        assert all(link["title"] for link in found)
        main = html.partition("<main")[2]
        assert all(f'href="../feeds/{name}.xml"' in main for name in feeds), page


def test_the_site_map_has_every_listed_page_and_no_other(public: Path) -> None:
    tree = ET.fromstring((public / "sitemap.xml").read_bytes())  # noqa: S314 - our own
    found = [each.text or "" for each in tree.iter(LOCATION)]
    hidden = 'name="robots" content="noindex'
    listed = {
        path for path, html in pages(public).items() if hidden not in html and path != "404.html"
    }
    assert Counter(found) == Counter(ADDRESS + path for path in listed)


def test_no_page_says_anything_twice_to_other_programs(public: Path) -> None:
    for path, html in pages(public).items():
        said = [meta.get("property") or meta.get("name") for meta in head(html, "meta")]
        shared = [name for name in said if name and name.startswith(("og:", "twitter:"))]
        assert len(shared) == len({*shared}), path
        assert len(head(html, f'script[type="{DATA}"]')) <= 1, path


def test_a_clip_tells_of_its_card_and_its_film(public: Path) -> None:
    metas = head((public / "clips/first.html").read_text(encoding="utf-8"), "meta[property]")
    said = {meta["property"]: meta["content"] for meta in metas}
    assert said["og:type"] == "video.other"
    assert said["og:locale"] == "en_GB"
    assert said["og:url"] == f"{ADDRESS}clips/first.html"
    assert said["og:image:alt"].startswith("First, Maths")
    for name in ("og:image", "og:video"):
        address = said[name] or ""
        assert address.startswith(ADDRESS)
        assert (public / address.removeprefix(ADDRESS)).is_file()


def test_structured_data_names_files_of_the_site(public: Path) -> None:
    found = {}
    for path, html in pages(public).items():
        for script in LexborHTMLParser(html).css(f'head script[type="{DATA}"]'):
            found[path] = json.loads(script.text())
    assert {"index.html", "clips/first.html", "calendar/2026-12.html"} <= found.keys()
    named = re.findall(rf'"{re.escape(ADDRESS)}([^"#]*)', json.dumps(found))
    assert named
    assert not [path for path in named if not (public / path).is_file()]


@pytest.mark.parametrize("case", ["trust", "no address", "pack"])
def test_other_sites_leave_out_what_is_not_for_them(
    case: str, public: Path, tmp_path: Path
) -> None:
    address = "" if case == "no address" else ADDRESS
    args = ("--edition", "trust") if case == "trust" else ()
    site = public
    if case == "pack":
        pack = pack_of(public, Signer.new().first, label="Elm Primary")
        site = pack.copied(tmp_path / "stick") / "lesson-bank"
    else:
        site = build(tmp_path / "bank", address, *args)
    html = "".join(pages(site).values())
    has_data, has_feeds = DATA in html, "application/rss+xml" in html
    files = {
        name for name in ("feeds", "index.json", "index.schema.json") if (site / name).exists()
    }
    if case == "trust":
        assert (has_data, has_feeds) == (False, True)
        assert files == {"feeds", "index.json", "index.schema.json"}
        assert "og:video" not in html
    elif case == "no address":
        assert (has_data, has_feeds) == (False, False)
        assert files == {"index.json", "index.schema.json"}
    else:
        assert files == set()
