"""A small bank of every kind of page, of which each part can be taken out; and what is left."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from projects import MKDOCS_YML, PERMISSION, RECORDING, TRUST, clip, write_project

ADDRESS = "https://elmet.example/bank/"
"""The address at which the site is published."""
REFERENCES = ("EL-1", "EL-2", "EL-3")
_CLIPS = {"EL-1": ("heron", "badger"), "EL-2": ("otter",), "EL-3": ("kestrel",)}
"""The clips under each permission; what they say has the name of their animal in it."""
CODES = {"heron": "HX-0101", "badger": "BX-0102", "otter": "OX-0103", "kestrel": "KX-0104"}
_OFFERED = {
    "badger": "\nresources: [{title: Birch bark, file: silverbirch.txt}]"
    "\ntranslations: [{language: pl, transcript: badger.pl.txt}]"
}
_TRANSLATIONS = (
    "translations: [{language: cy, captions: lesson.cy.vtt, descriptions: told.cy.vtt}]\n"
)
_TIMES = {"heron": (0, 2), "badger": (2, 4), "otter": (4, 6), "kestrel": (7, 9)}
ITEMS = {
    "EL-1": ("heron", "badger", "brook"),
    "EL-2": ("otter", "meadow"),
    "EL-3": ("kestrel",),
}
"""Words that only items under each permission say: brook and meadow need clips of it."""
WORDS = {
    "EL-1": (
        *("heron", "badger", "brook", "Petronella Quince", "silverbirch"),
        *("crehyr", "mochyn", "llwyn", "borsuk"),
    ),
    "EL-2": ("otter", "meadow", "Barnaby Thistle", "dyfrgi", "hedyn"),
    "EL-3": ("kestrel", "cudyll"),
}
"""The same words, further ones, and those of captions, descriptions and a transcript in Welsh and
Polish."""


def write_bank(root: Path, *, film: bool = True) -> Path:
    """The bank in a folder, with a film of ten seconds where one is wanted."""
    write_project(root, film=film)
    for gone in (
        "clips/first.md",
        "clips/second.md",
        "recordings/lesson.yml",
        "permissions/EL-1.yml",
    ):
        (root / "content" / gone).unlink()
    (root / "mkdocs.yml").write_text(f"{MKDOCS_YML.lstrip()}site_url: {ADDRESS}\n", "utf-8")
    for path, text in _files():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.lstrip("\n"), encoding="utf-8", newline="\n")
    return root


def _files() -> Iterator[tuple[str, str]]:
    for reference, names in _CLIPS.items():
        recording = f"lesson-{reference[-1]}"
        yield f"content/permissions/{reference}.yml", PERMISSION
        credit = {"EL-1": "Petronella Quince", "EL-2": "Barnaby Thistle"}.get(reference, "A coach")
        yield (
            f"content/recordings/{recording}.yml",
            RECORDING.replace("EL-1", reference)
            .replace("A lesson", f"Day {reference[-1]}")
            .replace("captions: lesson.vtt\n", f"captions: lesson.vtt\n{_TRANSLATIONS}")
            .replace("[{person: jo-harper}]", f"[{{person: jo-harper}}, {{name: {credit}}}]"),
        )
        for name in names:
            start, end = _TIMES[name]
            text = clip(
                f"The {name} question", f"00:0{start}", f"00:0{end}", at=f"00:0{start + 1}.5"
            )
            text = text.replace(
                "recording: lesson",
                f"recording: {recording}\npublished: 2026-09-01\ncode: {CODES[name]}"
                f"{_OFFERED.get(name, '')}",
            )
            yield (
                f"content/clips/{name}.md",
                text.replace("A pause", f"A {name} pauses and a pause"),
            )
    yield "media/lesson.vtt", _CAPTIONS
    yield "media/lesson.cy.vtt", _WELSH
    yield "media/told.cy.vtt", _TOLD
    yield "media/badger.pl.txt", "Borsuk wychodzi w nocy.\n"
    yield "content/overlays/elm-year.md", _OVERLAY
    yield "content/trust.yml", TRUST
    yield "content/index.md", _INDEX
    yield "content/about.md", _ABOUT
    yield "content/watchlists/brook.md", _WATCH_LIST.format(title="Brook walk", clip="heron")
    yield "content/watchlists/both.md", _BOTH
    yield "content/lessons/meadow.md", _LESSON
    yield "content/units/all.yml", _UNIT
    yield "content/workshops/pause.md", _WORKSHOP
    yield "content/programmes/year.md", _PROGRAMME
    yield "content/communities/quiet.md", _COMMUNITY
    yield "content/coaching/step.md", _COACHING
    for number in (1, 2, 3):
        yield f"content/sessions/day-{number}.yml", f"workshop: pause\non: 2026-12-0{number}\n"
    yield "content/resources/silverbirch.txt", "silverbirch"
    yield "content/resources/cards.txt", "Cards."


_CAPTIONS = """
WEBVTT

00:00.500 --> 00:01.800
<v Teacher>What does a heron notice?

00:02.200 --> 00:03.800
<v Pupil>A badger comes out at night.

00:04.200 --> 00:05.800
<v Teacher>The otter dives.

00:07.200 --> 00:08.800
<v Teacher>A kestrel stands still in the air.
"""

_WELSH = """
WEBVTT

00:00.500 --> 00:01.800
<v Athro>Beth mae crehyr yn ei weld?

00:02.200 --> 00:03.800
<v Disgybl>Daw mochyn daear allan yn y nos.

00:04.200 --> 00:05.800
<v Athro>Mae dyfrgi yn plymio.

00:07.200 --> 00:08.800
<v Athro>Mae cudyll yn aros yn yr awyr.
"""

_TOLD = """
WEBVTT

00:01.000 --> 00:01.500
Mae llwyn wrth y dŵr.

00:05.000 --> 00:05.500
Mae hedyn ar y dŵr.
"""

_OVERLAY = """
---
school: elm
page: programmes/year.md
---
## Here {#here}

We begin with [the heron](clip:heron) and [the kestrel](clip:kestrel#t=1).

## Then {#then after=here}

![See the badger](clip:badger#t=1,2)
"""

_INDEX = """
# Welcome

A small bank. Begin with [the heron](clip:heron#t=1), then [see the otter](clip:otter).

![Watch the badger](clip:badger#t=1,2)

- [A kestrel](clip:kestrel) and a pause
- [Cold call](technique:cold-call), as in [the heron again](clip:heron)
"""

_ABOUT = """
# About this bank

We film what [cold call](technique:cold-call) looks like.

![The otter](clip:otter#t=1,2)

| Where | What |
|---|---|
| Here | [a brook list](watchlist:brook) |
| There | [both lists](watchlist:both) |
"""

_WATCH_LIST = """
---
title: {title}
summary: Walk along the brook.
clips:
  - {{clip: {clip}, question: What would the brook say?}}
---
Bring boots to the brook.
"""

_BOTH = """
---
title: Two of them
summary: First this, afterwards that.
clips:
  - {clip: heron, question: How does the heron stand?}
  - {clip: kestrel, question: How does the kestrel hang?}
---
Compare [the heron](clip:heron#t=1) with what you know.
"""

_LESSON = """
---
title: Into the meadow
clip: otter
outcome: I can cross a meadow.
key_points: [A meadow is wide.]
tasks: [Draw a meadow.]
---
Ask for a meadow.
"""

_UNIT = """
title: Outside
subject: maths
year: year-4
summary: All of it.
lessons: [meadow]
"""

_WORKSHOP = """
---
title: The pause
summary: Wait before you name.
outcomes: [You can wait.]
facilitators: [jo-harper]
techniques: [cold-call]
clips:
  - {clip: heron, question: When does the heron wait?}
  - {clip: otter, question: When does the otter wait?}
resources:
  - {title: "Cards to print", file: cards.txt}
---
See [the kestrel wait](clip:kestrel#t=1).
"""

_PROGRAMME = """
---
title: A year
summary: One workshop.
aims: [To wait.]
sequence: [{workshop: pause, term: Autumn}]
---
Begin with [the otter](clip:otter).
"""

_COMMUNITY = """
---
title: Quiet
summary: Those who wait.
focus: Waiting.
leads: [jo-harper]
clips: [heron, otter, kestrel]
---
"""

_COACHING = """
---
title: A step
summary: Ten minutes.
leads: [jo-harper]
cycle: [{title: Watch, what: Somebody watches.}]
code_of_practice: [It is no judgement.]
clips:
  - {clip: badger, question: What does the badger do?}
---
"""


_TEXTS = {".html", ".js", ".json", ".csv", ".ics", ".xml", ".txt"}


def texts(site: Path) -> dict[str, str]:
    """What every file of a site says that is text, by its path, with entities resolved."""
    found = {}
    for path in sorted(site.rglob("*")):
        if path.is_file() and path.suffix in _TEXTS:
            text = path.read_text(encoding="utf-8")
            found[path.relative_to(site).as_posix()] = unquote(html.unescape(text))
    return found


def telling(site: Path, words: Iterable[str]) -> dict[str, list[str]]:
    """The files of a site that say one of some words, whatever their case."""
    wanted = [word.casefold() for word in words]
    found = {
        path: [word for word in wanted if word in text.casefold()]
        for path, text in texts(site).items()
    }
    return {path: said for path, said in found.items() if said}


_ADDRESS = re.compile(r'\b(?:href|src|poster|data-src|data-small)="([^"]*)"')
_ID = re.compile(r'\bid="([^"]*)"')


_PUBLISHED = re.compile(re.escape(ADDRESS) + r"""([^\s"'<>#?&\\),]*)""")


def dangling(site: Path) -> set[tuple[str, str]]:
    """The links of a site's pages that lead to no file of it, or to no part of a page.

    Addresses of the published site count in every file: pages, feeds, the catalogue, the site map.
    """
    return _in_pages(site) | {
        (path, address)
        for path, text in texts(site).items()
        for address in _PUBLISHED.findall(text)
        if not (site / (address or "index.html")).is_file()
    }


def _in_pages(site: Path) -> set[tuple[str, str]]:
    pages = {path: text for path, text in texts(site).items() if path.endswith(".html")}
    ids = {path: set(_ID.findall(text)) for path, text in pages.items()}
    found = set()
    for path, text in pages.items():
        if path == "404.html":
            continue  # It is shown at any address, so its links begin at the root.
        for written in _ADDRESS.findall(text):
            address = urlsplit(written)
            if address.scheme or address.netloc or not (address.path or address.fragment):
                continue
            target = path
            if address.path:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address.path))
            fragment = address.fragment
            is_part = not fragment or "=" in fragment or target not in ids
            if not (site / target).is_file() or not (is_part or fragment in ids[target]):
                found.add((path, written))
    return found
