"""A takedown leaves no text, file or link of removed items."""

from __future__ import annotations

import gzip
import itertools
import json
import shutil
from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessonbank.bank import ITEM_TYPES
from lessonbank.files.staging import Staging
from lessonbank.outputs import manifest_path, read_manifest
from lessonbank.search.pages import page_passages
from lessonbank.takedown import TakedownError, Taken, take_down
from projects import turned
from sites import TODAY, built, digests, state
from takedowns import CODES, ITEMS, REFERENCES, WORDS, dangling, telling

DAY = date.fromisoformat(TODAY)
ENDED = "This page can no longer be shown"
SUBSETS = [subset for size in (1, 2, 3) for subset in itertools.combinations(REFERENCES, size)]


def taken_down(root: Path, day: date = DAY) -> Taken:
    staging = Staging(root / "build/site")
    staging.lock()
    try:
        return take_down(staging, root, day)
    finally:
        staging.discard()


def withdraw(root: Path, references: Collection[str]) -> None:
    for reference in references:
        path = root / f"content/permissions/{reference}.yml"
        path.write_text(turned("withdrawn"), encoding="utf-8")


def ended(site: Path) -> set[str]:
    """Return the tombstone pages."""
    pages = {path: data for path, data in state(site).items() if path.endswith(".html")}
    return {path for path, data in pages.items() if ENDED.encode() in data}


def item_pages(site: Path) -> set[str]:
    """Return the pages of items that a site shows."""
    folders = {model.folder for model in ITEM_TYPES}
    pages = {
        path for path in state(site) if path.endswith(".html") and path.split("/")[0] in folders
    }
    return {path for path in pages - ended(site) if not path.endswith("/index.html")}


@pytest.mark.parametrize("references", SUBSETS, ids="+".join)
def test_nothing_is_left_of_items_under_a_permission(
    bank: Path, references: tuple[str, ...]
) -> None:
    site = bank / "build/site"
    before = state(site)
    withdraw(bank, references)
    taken = taken_down(bank)
    words = [word for reference in references for word in WORDS[reference]]
    allowed = {
        f"{folder}/{name}.html" for folder in ("clips", "watchlists", "lessons") for name in words
    }
    allowed |= {f"embed/{name}.html" for name in words}
    allowed |= {f"embed/watchlists/{name}.html" for name in words}
    found = telling(site, words)
    assert not found
    assert not [
        path for path in state(site) if any(w in path for w in words) and path not in allowed
    ]
    assert dangling(site) == set()
    assert {id_ for _, id_, _ in taken.items} >= {*references, *words[:1]}
    kept = [word for ref in REFERENCES if ref not in references for word in ITEMS[ref]]
    for word in kept:
        assert len(telling(site, [word])) >= 2, "a page of its own, and one that lists it"
    codes = [CODES[word] for word in words if word in CODES]
    assert not telling(site, codes)
    films = {path for path in before if path.endswith(".mp4")}
    gone = sum(word in CODES for word in words)
    assert len(films & {*state(site)}) == len(films) - 2 * gone


@pytest.mark.parametrize("references", [("EL-1",), ("EL-2", "EL-3"), REFERENCES], ids="+".join)
def test_the_rest_equals_a_build_without_the_items(
    bank: Path, tmp_path: Path, references: tuple[str, ...]
) -> None:
    withdraw(bank, references)
    rebuilt = Path(shutil.copytree(bank, tmp_path / "rebuilt"))
    taken = taken_down(bank)
    assert taken.lost == ()
    site, real = bank / "build/site", built(rebuilt)
    assert item_pages(site) == item_pages(real)
    assert ended(real) <= ended(site)
    for path in ended(real):
        assert page_passages(_main(site / path)) == page_passages(_main(real / path))
    unchanged = [path for path, data in state(site).items() if state(real).get(path) == data]
    assert len(unchanged) > len(state(real)) / 2
    for path in item_pages(site):
        assert _title(site / path) == _title(real / path)


def _main(page: Path) -> str:
    return page.read_text(encoding="utf-8").partition("<main")[2].partition("</main>")[0]


def _title(page: Path) -> str:
    return page.read_text(encoding="utf-8").partition("<title>")[2].partition("</title>")[0]


WORD_OF = {
    "clips/heron.md": "heron",
    "clips/badger.md": "badger",
    "clips/otter.md": "otter",
    "clips/kestrel.md": "kestrel",
    "watchlists/brook.md": "brook",
    "watchlists/both.md": "First this, afterwards that",
    "lessons/meadow.md": "meadow",
    "units/all.yml": "All of it",
    "programmes/year.md": "One workshop",
    "communities/quiet.md": "Those who wait",
    "coaching/step.md": "It is no judgement",
    "workshops/pause.md": "Wait before you name",
    "people/jo-harper.yml": "Jo Harper",
}
"""Text that only one item has, by its file."""


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(gone=st.sets(st.sampled_from(sorted(WORD_OF)), min_size=1))
def test_any_set_of_items_can_be_deleted(made: Path, gone: set[str], tmp_path: Path) -> None:
    root = tmp_path / "bank"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(made, root, ignore=shutil.ignore_patterns(".cache"))
    for path in gone:
        (root / "content" / path).unlink()
    taken_down(root)
    site = root / "build/site"
    assert not telling(site, [WORD_OF[path] for path in gone])
    assert dangling(site) == set()
    for path in gone:  # An address may tell a name, so nothing stands there.
        assert not (site / path).with_suffix(".html").exists()
    left = {path.removesuffix(".html") for path in item_pages(site)}
    alone = {"clips", "people", "coaching", "workshops", "communities"}
    kept = {path.rpartition(".")[0] for path in WORD_OF if path not in gone}
    assert {path for path in kept if path.split("/")[0] in alone} <= left


@pytest.mark.parametrize("how", [taken_down, built], ids=["takedown", "build"])
def test_a_school_that_left_leaves_no_dangling_link(bank: Path, how: Callable[[Path], Any]) -> None:
    path = bank / "content/schools/elm.yml"
    path.write_text(f"{path.read_text('utf-8')}left_on: {TODAY}\n", encoding="utf-8")
    site = bank / "build/site"
    assert telling(site, ["schools/elm/programmes/year.html"])
    how(bank)
    assert not telling(site, [word for reference in REFERENCES for word in WORDS[reference]])
    assert not telling(site, ["schools/elm", "clips-school-elm", "Different at Elm"])
    assert dangling(site) == set()


def test_a_second_takedown_changes_nothing(bank: Path) -> None:
    withdraw(bank, ["EL-1"])
    taken_down(bank)
    once = digests(bank / "build")
    assert taken_down(bank).items == ()
    assert digests(bank / "build") == once
    withdraw(bank, ["EL-2"])
    assert {id_ for _, id_, _ in taken_down(bank).items} >= {"EL-2", "otter", "meadow"}
    assert not telling(bank / "build/site", [*WORDS["EL-1"], *WORDS["EL-2"]])


def test_an_address_that_reveals_a_name_goes_with_the_item_s_file(bank: Path) -> None:
    withdraw(bank, ["EL-1"])
    taken_down(bank)
    page = bank / "build/site/clips/heron.html"
    assert page.exists()
    (bank / "content/clips/heron.md").unlink()
    taken_down(bank)
    assert not page.exists()
    assert (bank / "build/site/clips/badger.html").exists()
    assert dangling(bank / "build/site") == set()


def test_the_manifest_keeps_nothing_of_removed_items(bank: Path) -> None:
    withdraw(bank, ["EL-1"])
    taken_down(bank)
    said = manifest_path(bank / "build/site").read_text(encoding="utf-8").casefold()
    for address in ("clips/heron", "clips/badger", "watchlists/brook"):
        kind, id_ = address.replace("lists", "list").replace("clips", "clip").split("/")
        small = f"embed/{address.removeprefix('clips/')}.html"
        for said_there in (f'"{address}.html"', f'"{small}"', f'["{kind}","{id_}"]'):
            said = said.replace(said_there, "")
    assert not [word for word in WORDS["EL-1"] if word.casefold() in said]


def test_removed_words_are_found_in_every_kind_of_file(bank: Path) -> None:
    """Check files that a theme or another plugin made from an item."""
    site = bank / "build/site"
    (site / "feed.ics").write_bytes(
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:See the her\r\n on\r\nEND:VEVENT\r\n"
        b"BEGIN:VEVENT\r\nSUMMARY:Lunch\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    (site / "table.csv").write_bytes(
        b'\xef\xbb\xbfWhat,Where\r\n"A ""heron""",Pond\r\nLunch,Hall\r\n'
    )
    (site / "notes.json").write_text(json.dumps({"seen": "the heron"}), encoding="utf-8")
    (site / "extra.html").write_text(
        "<p>Lunch</p><!-- heron --><p>HERON&#115;</p>", encoding="utf-8"
    )
    (site / "latin.html").write_bytes(b"<p>caf\xe9</p><p>a heron</p>")
    plan = "<urlset><url><loc>https://elm.example/a/clips/heron.html</loc></url><url><loc>https://elm.example/a/about.html</loc></url></urlset>"
    (site / "sitemap.xml").write_text(plan, encoding="utf-8")
    (site / "sitemap.xml.gz").write_bytes(gzip.compress(plan.encode(), mtime=7))
    path = manifest_path(site)
    manifest = read_manifest(path)
    files = {name: known for name, known in manifest.files.items() if "sitemap" not in name}
    path.write_bytes(manifest.model_copy(update={"files": files}).to_json())
    withdraw(bank, ["EL-1"])
    taken = taken_down(bank)
    assert (site / "feed.ics").read_text().count("VEVENT") == 2
    assert (site / "table.csv").read_bytes() == b"\xef\xbb\xbfWhat,Where\r\nLunch,Hall\r\n"
    assert not (site / "notes.json").exists()
    assert "notes.json" in taken.lost
    assert ENDED in (site / "extra.html").read_text(encoding="utf-8"), "a comment cannot be cut"
    assert (site / "latin.html").read_bytes() == b"<p>caf\xe9</p>"
    assert "heron" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "about.html" in (site / "sitemap.xml").read_text(encoding="utf-8")
    packed = (site / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed) == (site / "sitemap.xml").read_bytes()


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda site: manifest_path(site).unlink(), "it has no manifest"),
        (lambda site: manifest_path(site).write_text("{"), "damaged"),
        (lambda site: manifest_path(site).write_text('{"version": 99}'), "another version"),
        (lambda site: (site / "index.html").write_text("other"), "does not match the site"),
        (lambda site: (site / "about.html").unlink(), "does not match the site"),
    ],
    ids=["missing", "damaged", "other-version", "other-site", "missing-page"],
)
def test_a_site_that_cannot_be_checked_is_an_error(
    bank: Path, harm: Callable[[Path], object], told: str
) -> None:
    site = bank / "build/site"
    harm(site)
    before = digests(site)
    withdraw(bank, ["EL-1"])
    with pytest.raises(TakedownError, match=told):
        taken_down(bank)
    assert digests(site) == before


def test_the_manifest_of_a_build_killed_while_publishing_is_found(bank: Path) -> None:
    path = manifest_path(bank / "build/site")
    path.rename(path.with_name(path.name + ".next"))
    path.write_text('{"version": 1}', encoding="utf-8")
    withdraw(bank, ["EL-3"])
    taken_down(bank)
    assert not telling(bank / "build/site", WORDS["EL-3"])
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_without_content_no_item_is_left(bank: Path) -> None:
    shutil.rmtree(bank / "content")
    taken_down(bank)
    words = [word for words in WORDS.values() for word in words]
    assert not telling(bank / "build/site", [*words, *CODES.values(), "Jo Harper"])


def test_deleted_pages_and_pictures_are_removed(bank: Path) -> None:
    (bank / "content/about.md").unlink()
    taken_down(bank)
    site = bank / "build/site"
    assert not (site / "about.html").exists()
    assert dangling(site) == set()
    assert telling(site, ["heron"])
