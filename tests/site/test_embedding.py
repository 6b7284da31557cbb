"""The oEmbed files and the weight of small pages for frames."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from bench_pages import library

from lessonbank.compiler.compilation import Compilation
from lessonbank.site import assets
from lessonbank.site.urls import embed_path, oembed_path

SITE_URL = "https://elmet.example/bank/"
ALLOWED = 60_000
"""Bytes of a small page of a five-minute clip with its script and style, unpacked."""
OEMBED: dict[str, tuple[type, bool]] = {
    "type": (str, True),
    "version": (str, True),
    "title": (str, False),
    "author_name": (str, False),
    "author_url": (str, False),
    "provider_name": (str, False),
    "provider_url": (str, False),
    "cache_age": (int, False),
    "thumbnail_url": (str, False),
    "thumbnail_width": (int, False),
    "thumbnail_height": (int, False),
    "html": (str, True),
    "width": (int, True),
    "height": (int, True),
}
"""The fields of a video in the specification of oEmbed 1.0: type, and whether it is required."""


@pytest.fixture(scope="module")
def compiled() -> Compilation:
    made = library(6, seconds=300)
    addressed = replace(made.library, site_url=SITE_URL)
    compilation = Compilation(made.admission, addressed, (), prose=made.prose)
    vars(compilation).update(media_files=(), cards={}, title_cards={})
    return compilation


def test_each_oembed_file_is_as_the_specification_says(compiled: Compilation) -> None:
    made = [each for each in compiled.embeds if each.oembed]
    assert len(made) == len(compiled.embeds) >= 7
    for each in made:
        data = json.loads(compiled.files[str(each.oembed)])
        assert data.keys() <= OEMBED.keys()
        for name, (kind, is_required) in OEMBED.items():
            assert name in data or not is_required, name
            assert isinstance(data.get(name, kind()), kind), name
        assert (data["type"], data["version"]) == ("video", "1.0")
        thumbnail = {"thumbnail_url", "thumbnail_width", "thumbnail_height"}
        assert len(thumbnail & data.keys()) in {0, 3}, "all or none"
        assert f'src="{SITE_URL}{each.paths[0]}"' in data["html"]
        assert compiled.oembed[each.page.path] == each.oembed


def test_a_small_page_is_light(compiled: Compilation) -> None:
    own = sum(
        len(each.content.encode())
        for each in assets()
        if each.url in {"assets/lessonbank/embed.css", "assets/lessonbank/embed.js"}
    )
    pages = [len(compiled.files[e.paths[0]]) for e in compiled.embeds if e.player]
    assert own > 0
    assert max(pages) + own <= ALLOWED, (max(pages), own)


def test_small_pages_are_neither_searched_nor_in_the_navigation(compiled: Compilation) -> None:
    assert not [page.path for page in compiled.pages if page.path.startswith("embed/")]
    for each in compiled.embeds:
        html = compiled.files[each.paths[0]].decode()
        assert '<meta name="robots" content="noindex, nofollow">' in html
        assert f'<link rel="canonical" href="{SITE_URL}{each.page.path}">' in html


@pytest.mark.parametrize(
    ("page", "small"),
    [
        ("clips/third.html", "embed/third.html"),
        ("watchlists/silence.html", "embed/watchlists/silence.html"),
        ("moments/wait-time.html", "embed/moments/wait-time.html"),
        ("clips/index.html", None),
        ("people/jo.html", None),
        ("index.html", None),
    ],
)
def test_addresses(page: str, small: str | None) -> None:
    assert embed_path(page) == small
    assert oembed_path(page) == (small and small.replace(".html", ".json"))


GIVEN = re.compile(r"lessonbank\.(\w+) = |\bbase = \{ ([\w, ]+) \}")
AT_ONCE = re.compile(r"\{ ([^}]+) \} = lessonbank;")
LATER = re.compile(r"lessonbank\.(\w+)")


@pytest.mark.parametrize("names", [("embed.js", "reel.js"), ("store.js",)])
def test_pages_without_the_shared_script_have_all_that_their_scripts_use(
    names: tuple[str, ...],
) -> None:
    scripts = {each.url.rpartition("/")[2]: each for each in assets()}
    given: set[str] = set()
    later: set[str] = set()
    for part in (part for name in names for part in scripts[name].parts):
        text = part.read_text(encoding="utf-8")
        at_once = {
            each.split(":")[0].strip() for on in AT_ONCE.findall(text) for each in on.split(",")
        }
        assert at_once <= given, part.name
        given |= {each for one, more in GIVEN.findall(text) for each in (one, *more.split(", "))}
        later |= set(LATER.findall(text))
    assert later <= given
