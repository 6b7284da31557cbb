"""No file of an edition holds anything it may not show, from any field.

Each cell of the matrix of permissions has a recording, a clip and a lesson of its own, in which
every text is a canary of the cell's number: every field, the captions, the names of files and the
metadata of films.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise, product
from pathlib import Path, PurePosixPath
from typing import Annotated
from zipfile import ZipFile

import pytest
import yaml
from imageio_ffmpeg import get_ffmpeg_exe
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pydantic import Field
from pypdf import PdfReader

from canaries import SONG, ModelGenerator, SharedGenerator, Takes, UnreachedError, canary
from decoder import decode
from installing import beside, installed
from kept_pages import kept_texts
from lessonbank.bank import (
    ITEM_TYPES,
    CaseStudy,
    Clip,
    Coaching,
    Lesson,
    Project,
    Recording,
    Session,
    Value,
)
from lessonbank.content.lock import written
from lessonbank.ffmpeg.footage import Footage
from lessonbank.ffmpeg.probe import probe
from lessonbank.ffmpeg.program import locate
from lessonbank.outputs import manifest_path, read_manifest
from lessonbank.packs import LEDGER, choose, entry_of, facts_of, record, scorm_parts, write_zip
from lessonbank.printing import Sheet, handbook_pdf
from link_forms import MARKDOWN, TAGS, wrapped
from marks import marked
from packed import Signer, pack_of
from projects import LOCKED, MKDOCS_YML, PERSON, SCHOOL, TRUST
from sites import digests, run, state
from trust_posters import Poster

TODAY = date(2026, 11, 21)
TYPES = (*ITEM_TYPES, Poster)
"""Our content types and one from a package. Editions treat them alike."""
PACKAGES = ".packages"
"""The folder of the installed package, below that of the bank."""
STATES = ("draft", "requested", "granted", "paused", "withdrawn", "expired")
SCOPES = ("private", "school", "trust", "named", "public")
VISIBLE = ("none", "not_identifiable", "identifiable")
DATES = (
    (TODAY - timedelta(90), TODAY - timedelta(1)),
    (TODAY - timedelta(90), TODAY),
    (TODAY - timedelta(1), TODAY + timedelta(30)),
    (TODAY + timedelta(1), TODAY + timedelta(30)),
)
EDITIONS = ("public", "trust", "school:elm", "school:oak", "named:university")
SITE_URL = "https://bank.example/lessons/"
"""With an address the site has oEmbed files and the text to paste, too."""
GROUND = 9999
"""The number of items outside all cells, which every edition shows."""


@dataclass(frozen=True)
class Cell:
    """One combination of conditions, with its own number."""

    number: int
    state: str
    scope: str
    visible: str
    begins: date
    ends: date
    school: str = "elm"

    def is_shown(self, edition: str) -> bool:
        """Return the expected result by law and domain, independently of the gates."""
        in_force = self.state == "granted" and self.begins <= TODAY <= self.ends
        return in_force and self.school != LEFT and self.reaches(edition)

    def reaches(self, edition: str) -> bool:
        if edition == "public":
            return self.scope == "public" and self.visible != "identifiable"
        if edition == "school:elm" and self.scope == "school":
            return True
        narrower = {"named:university": ("named", "public")}
        return self.scope in narrower.get(edition, ("trust", "named", "public"))

    def has_ended(self, edition: str) -> bool:
        """Return whether the edition showed it until some day."""
        over = self.state in {"paused", "withdrawn", "expired"}
        over = over or (self.state == "granted" and self.ends < TODAY) or self.school == LEFT
        return over and self.begins <= TODAY and self.reaches(edition)


MATRIX = tuple(
    Cell(number, state_, scope, visible, *dates)
    for number, (state_, scope, visible, dates) in enumerate(
        product(STATES, SCOPES, VISIBLE, DATES), start=1
    )
)
LEFT = "ash"
"""A school that is part of the trust no longer."""
LEAVING = Cell(len(MATRIX) + 1, "granted", "public", "none", *DATES[2], LEFT)
CELLS = (*MATRIX, LEAVING)

TAKES: Takes = {
    ("Box", "from"): lambda _: "00:00.500",
    ("Box", "to"): lambda _: "00:01",
    ("Box", "left"): lambda _: "0%",
    ("Box", "top"): lambda _: "0%",
    ("Box", "width"): lambda _: "10%",
    ("Box", "height"): lambda _: "10%",
    ("Chapter", "at"): lambda _: "00:00",
    ("Clip", "aliases"): lambda n: [canary(n, "clipalias")],
    ("Clip", "code"): lambda n: f"CN-{n:04}",
    ("Clip", "from"): lambda _: "00:00",
    ("Clip", "phase"): lambda _: "primary",
    ("Clip", "published"): lambda _: "2026-09-01",
    ("Clip", "recording"): lambda n: canary(n, "recordingid"),
    ("Clip", "statements"): lambda _: ["ts-1", "own-1"],
    ("Clip", "subject"): lambda _: "maths",
    ("Clip", "techniques"): lambda _: ["cold-call"],
    ("Clip", "to"): lambda _: "00:02",
    ("Clip", "transcript"): lambda _: None,
    ("Clip", "years"): lambda _: ["year-4"],
    ("Credit", "person"): lambda _: None,
    ("FormField", "id"): lambda _: "question",
    ("FormField", "kind"): lambda _: "checks",
    ("Lesson", "aliases"): lambda n: [canary(n, "lessonalias")],
    ("Lesson", "clip"): lambda n: canary(n, "clipid"),
    ("Licence", "text"): lambda _: "CC-BY-4.0",
    ("Licence", "video"): lambda _: "CC-BY-4.0",
    ("Moment", "at"): lambda _: "00:01",
    ("Moment", "tag"): lambda _: "cold-call",
    ("Poster", "shows"): lambda _: [canary(cell.number, "clipid") for cell in CELLS],
    ("Recording", "aliases"): lambda _: None,
    ("Recording", "captions"): lambda n: canary(n, "captionsfile") + ".vtt",
    ("Recording", "described"): lambda n: canary(n, "describedfile") + ".mp4",
    ("Recording", "descriptions"): lambda n: canary(n, "descriptionsfile") + ".vtt",
    ("Recording", "language"): lambda _: "en",
    ("Recording", "media"): lambda n: canary(n, "mediafile") + ".mp4",
    ("Translation", "language"): lambda _: "cy",
    ("Translation", "captions"): lambda n: canary(n, "welshcaptionsfile") + ".vtt",
    ("Translation", "descriptions"): lambda n: canary(n, "welshdescriptionsfile") + ".vtt",
    ("TranslatedTranscript", "language"): lambda _: "pl",
    ("TranslatedTranscript", "transcript"): lambda n: canary(n, "polishfile") + ".txt",
    ("Recording", "month"): lambda _: "2026-03",
    ("Recording", "permission"): lambda n: canary(n, "permissionid"),
    ("Recording", "school"): lambda _: "elm",
    ("Resource", "file"): lambda n: canary(n, "resourcefile") + ".txt",
    ("Session", "aliases"): lambda _: None,
    ("Session", "booking"): lambda n: f"https://book.example/{canary(n, 'session_booking')}",
    ("Session", "link"): lambda n: f"https://meet.example/{canary(n, 'session_link')}",
    ("Session", "on"): lambda _: "2026-12-01",
    ("Sound", "from"): lambda _: "00:02",
    ("Sound", "to"): lambda _: "00:02.500",
    ("TimedQuestion", "at"): lambda _: "00:01",
    ("Viewing", "clip"): lambda n: canary(n, "clipid"),
    ("Viewing", "from"): lambda _: None,
    ("Viewing", "to"): lambda _: None,
}

TERMS = {
    "career-stage": "new",
    "person": "jo-harper",
    "phase": "primary",
    "role": "ect",
    "school": "elm",
    "statement": "own-1",
    "subject": "maths",
    "technique": "cold-call",
    **dict.fromkeys(("coaching", "community", "form", "programme"), "all"),
    **dict.fromkeys(("project", "watchlist", "workshop"), "all"),
}
"""The item of each kind that an item of the ground refers to."""

UNPUBLISHED = {
    "recording_title",
    "recordingid",
    "permissionid",
    "mediafile",
    "describedfile",
    "captionsfile",
    "welshcaptionsfile",
    "welshdescriptionsfile",
    "welshdescriptions_voice",
    "polishfile",
    "picturefile",
    "descriptionsfile",
    "metadata",
    "recording_licence_holder",
    "permission",
}
"""Fields with canaries that no edition ever publishes."""

PERMISSION = """
basis: {{pupils: public_task, staff: agreement}}
pupils_visible: {visible}
pupils_audible: unnamed
do_not_film_check: {{done: true, on: 2026-03-02, by_role: {role}}}
scope_max: {scope}
partners: {partners}
state: {state}
granted_on: {begins}
expires_on: {ends}
dpia_ref: {role}
privacy_notice_version: {role}
approvals:
  - {{role: teacher, on: 2026-03-03}}
  - {{role: headteacher, on: 2026-03-04}}
history:
"""
STEPS = {
    "draft": (),
    "requested": ("draft",),
    "granted": ("draft", "requested"),
    "paused": ("draft", "requested", "granted"),
    "withdrawn": ("draft", "requested", "granted"),
    "expired": ("draft", "requested", "granted"),
}


def permission(cell: Cell) -> str:
    """Return the record of a cell. Every text in it is a canary too."""
    role = canary(cell.number, "permission")
    steps = (*STEPS[cell.state], cell.state)
    lines = [
        f"  - {{on: {cell.begins}, from: {before}, to: {after}, by_role: {role}}}\n"
        for before, after in pairwise(steps)
    ]
    partners = "[university]" if cell.scope == "named" else "[]"
    head = PERMISSION.format(**{**vars(cell), "role": role, "partners": partners})
    return head + "".join(lines) if lines else head.replace("history:\n", "")


def texts(cell: Cell) -> Iterator[tuple[str, str]]:
    """Return every text file of a cell, by path."""
    n, generator = cell.number, ModelGenerator(cell.number, TAKES)
    yield f"content/permissions/{canary(n, 'permissionid')}.yml", permission(cell)
    poster = "frame" if n % 2 else "card"
    recording = {**generator.fill(Recording), "school": cell.school, "poster": poster}
    yield f"content/recordings/{canary(n, 'recordingid')}.yml", yaml.safe_dump(recording)
    for model, id_ in ((Clip, "clipid"), (Lesson, "lessonid")):
        front = yaml.safe_dump(generator.fill(model))
        body = canary(n, f"{model.kind}_body") + f" ![](../images/{canary(n, 'picturefile')}.svg)"
        yield f"content/{model.folder}/{canary(n, id_)}.md", f"---\n{front}---\n{body}\n"
    yield f"content/resources/{canary(n, 'resourcefile')}.txt", canary(n, "resourcetext")
    drawing = f"<svg><!-- {canary(n, 'metadata')} --><title>{canary(n, 'picture')}</title></svg>"
    yield f"content/images/{canary(n, 'picturefile')}.svg", drawing
    yield f"media/{canary(n, 'polishfile')}.txt", canary(n, "polish_text")
    for field in ("captions", "descriptions", "welshcaptions", "welshdescriptions"):
        said = f"00:00.000 --> 00:01.500\n<v {canary(n, f'{field}_voice')}>"
        said += canary(n, f"{field}_text")
        yield f"media/{canary(n, f'{field}file')}.vtt", f"WEBVTT\n\n{said}\n"


def others() -> Iterator[tuple[str, str]]:
    """Return an item of each type that is in no cell and not in `ground`, made from its model."""
    told = {PurePosixPath(name).parts[-2:][0] for name, _ in (*texts(CELLS[0]), *ground())}
    cells = [cell.number for cell in CELLS]
    for model in (each for each in TYPES if each.folder not in {*told, "overrides"}):
        takes = {**TAKES, (model.__name__, "aliases"): lambda _: []}
        fields = yaml.safe_dump(SharedGenerator(GROUND, takes, cells, TERMS).fill(model))
        text = f"---\n{fields}---\n{canary(GROUND, 'body')}\n" if model.format == "md" else fields
        yield f"content/{model.folder}/all.{model.format}", text
    yield f"content/resources/{canary(GROUND, 'resourcefile')}.txt", "Nothing."


def ground() -> Iterator[tuple[str, str]]:
    """Return what every edition shows, and what refers to all cells."""
    yield "mkdocs.yml", f"site_url: {SITE_URL}\n{MKDOCS_YML}{SETTINGS}"
    yield "content/trust.yml", TRUST
    email = f"{canary(GROUND, 'schoolcontacts_email')}@elmet.example"
    phone = canary(GROUND, "schoolcontacts_phone")
    office = f"contacts: {{email: {email}, phone: {phone}}}\n"
    yield "content/schools/elm.yml", f"{SCHOOL}{office}logo: elm.svg\n"
    oak = SCHOOL.replace("Elm", "Oak").replace("999001", "999002")
    yield "content/schools/oak.yml", f"{oak}logo: {canary(GROUND, 'logofile')}.png\n"
    drawing = f"<svg><!-- {canary(0, 'metadata')} --><path d='M0 0h9v9z'/></svg>"
    yield "content/images/elm.svg", drawing
    yield from left()
    yield "content/partners/university.yml", "name: The university\n"
    contact = f"{canary(GROUND, 'person_contact')}@elmet.example"
    yield "content/people/jo-harper.yml", f"{PERSON}contact: {contact}\n"
    ids = [(n, canary(n, "clipid")) for n in (cell.number for cell in CELLS)]
    tag = {
        "title": "Tags",
        "version": "1.0",
        "tags": [
            {
                "id": "cold-call",
                "label": "Cold call",
                "definition": "A question.",
                "looks_like": ["A pause."],
                "not_this": ["A trap."],
                "exemplars": [id_ for _, id_ in ids],
            }
        ],
    }
    yield "content/tagsets/tags.yml", yaml.safe_dump(tag)
    technique = {
        "title": "Cold call",
        "summary": "Ask first.",
        "why": "All think.",
        "looks_like": ["A pause."],
        "not_this": ["A trap."],
        "tags": ["cold-call"],
        "exemplars": [id_ for _, id_ in ids],
    }
    yield "content/techniques/cold-call.md", f"---\n{yaml.safe_dump(technique)}---\n"
    viewings = [{"clip": id_, "question": canary(n, "viewing_question")} for n, id_ in ids]
    listed = {"title": "All", "summary": "All of them.", "clips": viewings}
    yield "content/watchlists/all.md", f"---\n{yaml.safe_dump(listed)}---\n"
    workshop = {
        "title": "All",
        "summary": "All of them.",
        "outcomes": ["You have seen them."],
        "clips": [{"clip": id_, "question": canary(n, "workshop_question")} for n, id_ in ids],
    }
    yield "content/workshops/all.md", f"---\n{yaml.safe_dump(workshop)}---\n"
    programme = {
        "title": "All",
        "summary": "All of them.",
        "aims": ["To have seen them."],
        "sequence": [{"workshop": "all", "term": "Autumn"}],
    }
    old = "\n".join(f"### [{canary(n, 'overlaid_link')}](clip:{id_})\n" for n, id_ in ids)
    theirs = f"## Old {{#old}}\n\n{canary(GROUND, 'overlaid_body')}\n\n{old}"
    yield "content/programmes/all.md", f"---\n{yaml.safe_dump(programme)}---\n{theirs}"
    community = {
        "title": "All",
        "summary": "All of them.",
        "focus": "To see them.",
        "clips": [id_ for _, id_ in ids],
    }
    sections = " ".join(f"[{canary(n, 'overlay_link')}](clip:{id_})" for n, id_ in ids)
    version = {"school": "elm", "page": "programmes/all.md"}
    words = f"## Ours {{#old}}\n\n{canary(GROUND, 'overlay_body')} {sections}\n"
    yield "content/overlays/elm-all.md", f"---\n{yaml.safe_dump(version)}---\n{words}"
    yield "content/communities/all.md", f"---\n{yaml.safe_dump(community)}---\n"
    session = SharedGenerator(GROUND, TAKES, (), TERMS).fill(Session)
    yield "content/sessions/first.yml", yaml.safe_dump(session)
    framework = {
        "title": "Ours",
        "version": "1",
        "publisher": "Elmet Trust",
        "statements": [{"id": "own-1", "label": "Talk", "replaces": ["ecf-1"]}],
    }
    yield "content/frameworks/ours.yml", yaml.safe_dump(framework)
    unit = {
        "title": "A unit",
        "subject": "maths",
        "year": "year-4",
        "summary": "All of them.",
        "lessons": [canary(n, "lessonid") for n, _ in ids],
    }
    yield "content/units/all.yml", yaml.safe_dump(unit)
    links = "".join(
        f"[{canary(n, 'linkwords')}](clip:{id_})\n\n![{canary(n, 'embedwords')}](clip:{id_})\n\n"
        for n, id_ in ids
    )
    yield "content/about.md", "# About\n\n" + "\n\n".join(way(n, id_) for n, id_ in ids)
    yield "content/index.md", f"# Welcome\n\n{canary(GROUND, 'home')}\n\n{links}"


def left() -> Iterator[tuple[str, str]]:
    """Return a school that left, and what names it."""
    n = LEAVING.number
    school = {
        "name": canary(n, "school_name"),
        "urn": "999003",
        "phase": "primary",
        "about": canary(n, "school_about"),
        "logo": f"{canary(n, 'picturefile')}.svg",
        "contacts": {
            "website": f"https://{canary(n, 'website')}.example/",
            "email": f"{canary(n, 'email')}@elmet.example",
            "phone": canary(n, "phone"),
            "shown_to": "public",
        },
        "left_on": TODAY.isoformat(),
    }
    yield f"content/schools/{LEFT}.yml", yaml.safe_dump(school)
    person = f"name: {canary(n, 'person')}\nrole: Teacher\ncredit: name\nschool: {LEFT}\n"
    yield f"content/people/{canary(n, 'personid')}.yml", person
    session = f"title: {canary(n, 'session')}\non: 2026-12-01\nschools: [{LEFT}]\n"
    yield f"content/sessions/{canary(n, 'sessionid')}.yml", session
    version = f"---\nschool: {LEFT}\npage: programmes/all.md\n---\n"
    words = f"## {canary(n, 'heading')} {{#old}}\n\n{canary(n, 'overlay_body')}\n"
    yield f"content/overlays/{LEFT}-all.md", f"{version}{words}"


ELEMENTS = [each for each in (*MARKDOWN, *TAGS) if not re.match("<(template|picture)", each)]
SPELLINGS = ("clip:{}", "clip&#58;{}", "clip%3A{}", "clips/{}.md", "clip:{}#t=1", "/clips/{}.html")
PLACES = ("{}", "## {}", "- {}", "> {}", "| a |\n|---|\n| {} |", "<div>{}</div>", "<pre>{}</pre>")
SETTINGS = """
markdown_extensions: [admonition, attr_list, footnotes, md_in_html, tables]
"""


def way(number: int, id_: str) -> str:
    """Return links to a cell's clip, each in another form."""
    address = SPELLINGS[number % len(SPELLINGS)].format(id_)
    element = ELEMENTS[number % len(ELEMENTS)].replace("[one]", f"[one{number}]")
    link = element.format(address=address, words=canary(number, "waywords"))
    return wrapped(PLACES[number % len(PLACES)], link)


def films(root: Path) -> None:
    """Write a film for each cell: the same bytes, with its number in the metadata."""
    first = root / "media/first.mp4"
    title = canary(0, "metadata")
    command = [
        *(get_ffmpeg_exe(), "-v", "error", "-y"),
        *("-f", "lavfi", "-i", "testsrc2=size=96x54:rate=5:duration=3"),
        *("-f", "lavfi", "-i", "sine=frequency=330:duration=3"),
        *("-metadata", f"title={title}", "-c:v", "libx264", "-preset", "ultrafast"),
        *("-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest", str(first)),
    ]
    subprocess.run(command, check=True)
    data = first.read_bytes()
    known = Footage.from_probe(probe(locate(), first), sha256="", size=len(data))
    first.unlink()
    assert data.count(title.encode()) == 1
    facts = {}
    for cell in CELLS:
        own = data.replace(title.encode(), canary(cell.number, "metadata").encode())
        for field in ("mediafile", "describedfile"):
            path = root / f"media/{canary(cell.number, field)}.mp4"
            path.write_bytes(own)
            facts[path.name] = replace(known, sha256=hashlib.sha256(own).hexdigest())
    (root / "media.lock").write_text(written(facts), encoding="utf-8")


def logo(path: Path) -> None:
    """Write a logo with its number in the metadata."""
    told = PngInfo()
    told.add_text("Comment", canary(0, "metadata"))
    Image.new("RGB", (3, 2)).save(path, pnginfo=told)
    assert SONG.search(path.read_bytes())


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("canaries")
    (root / "media").mkdir()
    for cell in CELLS:
        _write(root, dict(texts(cell)))
    _write(root, dict(ground()))
    _write(root, dict(others()))
    _write(root, LOCKED)
    films(root)
    logo(root / f"content/images/{canary(GROUND, 'logofile')}.png")
    installed("trust-posters", root / PACKAGES)
    return root


def _write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


@pytest.fixture(scope="module", params=EDITIONS)
def edition(request: pytest.FixtureRequest, bank: Path) -> tuple[str, Path]:
    """Return the name of an edition, and its site."""
    name = request.param
    options = ("--edition", name, "--today", TODAY.isoformat())
    done = run(bank, "lessonbank", "build", *options, **beside(bank / PACKAGES))
    assert done.returncode == 0, done.stdout + done.stderr
    return name, bank / "build/site"


FRONT_CODED = re.compile(r"^assets/find/[^/]+/(?:s/|[mv]\.js$)")
"""Files of the search index that hold split words, not whole texts."""
NUMBER = re.compile(r"canary([0-9]{4})")
CLIP_IDS = re.compile(r"canary[0-9]{4}clipid")


def indexed(site: Path) -> set[int]:
    """Return the canaries among the words in the search index."""
    (folder,) = (site / "assets/find").iterdir()
    found = decode(state(folder))
    relatives = (word for term in found.terms.values() for word in term.relatives)
    words = (found.manifest["shards"], *found.terms, *found.spelling, *relatives)
    return {int(number) for word in words for number in NUMBER.findall(word)}


def sung(site: Path, tombstones: set[str]) -> dict[int, set[str]]:
    """Return the canaries in any file of a site, or its name: fields by number.

    The names of `tombstones` do not count: they are addresses that were given out once.
    """
    heard: dict[int, set[str]] = {}
    for name, data in state(site).items():
        if FRONT_CODED.search(name):
            continue  # See `indexed`.
        whole = gzip.decompress(data) if name.endswith(".gz") else data
        called = b"" if name in tombstones else name.encode()
        unfolded = whole.replace(b"\r\n ", b"") if name.endswith(".ics") else b""
        for number, place in SONG.findall(b"\n".join((whole, unfolded, called))):
            heard.setdefault(int(number), set()).add(place.decode())
    return heard


def tombstones_of(edition: str) -> set[str]:
    """Return the addresses of pages that say only that something has ended."""
    places = (("clips", "clipid"), ("clips", "clipalias"), ("lessons", "lessonid"))
    places += (("lessons", "lessonalias"), ("embed", "clipid"), ("embed", "clipalias"))
    ended = [cell.number for cell in CELLS if cell.has_ended(edition)]
    return {f"{folder}/{canary(n, place)}.html" for n in ended for folder, place in places}


def places_of(cell: Cell) -> set[str]:
    """Return every field with a canary of a cell."""
    written_down = " ".join(part for file in texts(cell) for part in file)
    ground_too = {"metadata", "viewing_question", "workshop_question"}
    ground_too |= {"linkwords", "embedwords", "waywords"}
    named = {place.decode() for number, place in named_by_others() if int(number) == cell.number}
    return {place.decode() for _, place in SONG.findall(written_down.encode())} | ground_too | named


@cache
def named_by_others() -> tuple[tuple[bytes, bytes], ...]:
    return tuple(SONG.findall("".join(text for _, text in others()).encode()))


def test_no_denied_canary_is_published_and_every_permitted_one_is(
    edition: tuple[str, Path],
) -> None:
    name, site = edition
    heard = sung(site, tombstones_of(name))
    shown = {cell.number: cell for cell in CELLS if cell.is_shown(name)}
    assert shown, "an edition that shows nothing proves nothing"
    stray = {number: heard[number] for number in heard if number not in {*shown, GROUND}}
    assert not stray
    for number, cell in shown.items():
        assert heard[number] == (places_of(cell) - UNPUBLISHED) | overlays(name)
    on_ground = {place.decode() for number, place in named_by_others() if int(number) == GROUND}
    assert heard[GROUND] >= on_ground, "every field of an item made from its model is on a page"


def overlays(edition: str) -> set[str]:
    """Return the canaries in sections of which the elm has its own version."""
    words = {"overlay_link", "overlaid_link"}
    return words - {{"school:elm": "overlaid_link", "school:oak": "overlay_link"}.get(edition, "")}


def test_no_denied_canary_is_in_the_search_index(edition: tuple[str, Path]) -> None:
    name, site = edition
    shown = {cell.number for cell in CELLS if cell.is_shown(name)}
    assert shown <= indexed(site) <= {*shown, GROUND}


@pytest.mark.parametrize("edition", ["public", "school:elm"], indirect=True)
def test_no_denied_canary_is_in_the_cache_of_pages(edition: tuple[str, Path], bank: Path) -> None:
    name, _ = edition
    shown = {cell.number for cell in CELLS if cell.is_shown(name)}
    latest = max((bank / ".cache/pages").iterdir(), key=lambda path: path.stat().st_mtime_ns)
    heard = {int(number) for number, _ in SONG.findall("".join(kept_texts(latest)).encode())}
    assert shown <= heard
    stray = heard - {*shown, GROUND}
    assert not stray


def test_no_denied_canary_is_in_the_text_of_the_printed_handbook(
    edition: tuple[str, Path],
) -> None:
    name, site = edition
    shown = {cell.number for cell in CELLS if cell.is_shown(name)} | {GROUND}
    printed = handbook_pdf(site, Sheet("Handbook", "Elmet Trust", "en-GB"))
    pages = PdfReader(io.BytesIO(printed)).pages
    # A canary may be broken at the end of a line.
    words = "".join("".join(page.extract_text().split()) for page in pages)
    heard = {int(number) for number in NUMBER.findall(words)}
    assert heard - {GROUND}, "a handbook without canaries proves nothing"
    assert not heard - shown


def test_no_denied_canary_is_in_a_pack_its_zip_or_the_ledger(
    edition: tuple[str, Path], tmp_path: Path
) -> None:
    name, site = edition
    shown = {cell.number for cell in CELLS if cell.is_shown(name)} | {GROUND}
    pack = pack_of(site, Signer.new().first, label="Elm Primary")
    folder, tombstones = pack.copied(tmp_path / "stick"), tombstones_of(name)
    (file,) = write_zip(pack.parts, pack.facts, tmp_path / "pack.zip", recall=pack.recall)
    with ZipFile(file) as zipped:
        zipped.extractall(tmp_path / "zip")
    assert digests(tmp_path / "zip") == digests(folder)
    entry = entry_of(pack.facts, read_manifest(manifest_path(site)))
    record(tmp_path, entry)
    assert entry.permissions
    listed = folder / "lesson-bank/pack.json"
    told = listed.read_text(encoding="utf-8") + (tmp_path / LEDGER).read_text(encoding="utf-8")
    for tombstone in tombstones:
        told = told.replace(f'"lesson-bank/{tombstone}"', "")
    listed.unlink()
    heard = sung(folder / "lesson-bank", tombstones)
    heard |= {int(number): set() for number in NUMBER.findall(told) if int(number) not in heard}
    assert not heard.keys() - shown
    assert "person" not in entry.model_dump_json()


def test_no_denied_canary_is_in_a_scorm_package(edition: tuple[str, Path], tmp_path: Path) -> None:
    name, site = edition
    shown = {cell.number for cell in CELLS if cell.is_shown(name)} | {GROUND}
    manifest = read_manifest(manifest_path(site))
    ids = [f"{kind}:{id_}" for kind in ("clip", "watchlist") for id_ in manifest.items[kind]]
    choice = choose(site, manifest, [id_ for id_ in ids if _is_framed(site, id_)])
    facts = facts_of(choice.manifest)
    (file,) = write_zip(scorm_parts(site, choice, facts), facts, tmp_path / "course.zip")
    with ZipFile(file) as zipped:
        zipped.extractall(tmp_path / "course")
    heard = sung(tmp_path / "course", set())
    assert heard.keys() & shown
    assert not heard.keys() - shown
    assert {"embed/"} <= {each.partition("/")[0] + "/" for each in choice.manifest.files}


def _is_framed(site: Path, id_: str) -> bool:
    kind, _, name = id_.partition(":")
    return (
        site / "embed" / ("watchlists" if kind == "watchlist" else "") / f"{name}.html"
    ).is_file()


def for_staff() -> set[str]:
    """Return the fields with canaries for staff only, from the marks on models."""
    return {f"{model.__name__.lower()}_{name}" for model, name, _ in marked(TYPES)}


def test_text_for_staff_is_in_no_file_of_other_editions(
    edition: tuple[str, Path],
) -> None:
    name, site = edition
    marked = for_staff()
    assert marked >= {"session_link", "session_dial_in", "session_booking", "person_contact"}
    written = SONG.findall("".join(text for _, text in ground()).encode())
    assert marked <= {place.decode() for _, place in written}, "every one is in the bank"
    is_staff = name == "trust" or name.startswith("school:")
    heard = sung(site, tombstones_of(name))[GROUND]
    assert heard & marked == (marked if is_staff else set())
    calendars = {path: data for path, data in state(site).items() if path.endswith(".ics")}
    assert len(calendars) > 1
    for path, data in calendars.items():
        told = data.replace(b"\r\n ", b"")
        assert (b"details are in the trust's edition" in told) != is_staff, path
        assert (b"session_link" in told) == is_staff, path


def test_only_pages_of_ended_items_say_that_they_have_ended(
    edition: tuple[str, Path],
) -> None:
    name, site = edition
    tombstones = {path for path, data in state(site).items() if b"can no longer be shown" in data}
    assert tombstones == tombstones_of(name)
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert not [path for path in tombstones if path in sitemap]


def test_the_audit_has_one_correct_row_for_each_item(edition: tuple[str, Path], bank: Path) -> None:
    name, site = edition
    audit = (bank / f"build/audit/{name.replace(':', '-')}.csv").read_text(encoding="utf-8-sig")
    rows = {(row["kind"], row["id"]): row for row in csv.DictReader(io.StringIO(audit))}
    for cell in CELLS:
        row = rows["clip", canary(cell.number, "clipid")]
        assert row["decision"] == ("shown" if cell.is_shown(name) else "not shown"), cell
        assert row["permission"] == canary(cell.number, "permissionid")
        assert row["expires"] == cell.ends.isoformat()
        assert bool(row["rule"]) == bool(row["reason"]) == (not cell.is_shown(name))
        made = [file for file in row["files"].split() if not (site / file).is_file()]
        assert not made
        assert bool(row["files"]) == cell.is_shown(name)
    files = [name for name, _ in (*ground(), *others())]
    others_ = ("/resources/", "/images/")
    shared = [
        name for name in files if name.count("/") == 2 and not any(o in name for o in others_)
    ]
    assert len(rows) == 4 * len(CELLS) + len(shared)


def test_only_films_of_shown_clips_are_published(edition: tuple[str, Path], bank: Path) -> None:
    """Count the films, two sizes each, described or not: a cut has no metadata to identify it."""
    name, site = edition
    audit = (bank / f"build/audit/{name.replace(':', '-')}.csv").read_text(encoding="utf-8-sig")
    named = {
        file
        for row in csv.DictReader(io.StringIO(audit))
        for file in row["files"].split()
        if file.startswith("media/")
    }
    assert {path for path in state(site) if path.startswith("media/")} == named


@pytest.mark.parametrize("edition", ["public"], indirect=True)
def test_only_films_of_shown_clips_go_to_other_places(
    edition: tuple[str, Path], bank: Path, tmp_path: Path
) -> None:
    """The store and the host of films get the films of the site, and no others."""
    name, site = edition
    films = {path.name for path in (site / "media").glob("*.mp4")}
    places = {"LESSONBANK_STORE": "store", "LESSONBANK_MEDIA_STORE": "films"}
    environ = {variable: str(tmp_path / folder) for variable, folder in places.items()}
    for option in ("--push", "--publish"):
        args = ("media", option, "--edition", name, "--today", TODAY.isoformat())
        done = run(bank, "lessonbank", *args, **beside(bank / PACKAGES), **environ)
        assert done.returncode == 0, done.stdout + done.stderr
    assert {path.name for path in (tmp_path / "films").iterdir()} == films
    pushed = (tmp_path / "store/objects").rglob("*.mp4")
    assert {f"{path.stem[:20]}.mp4" for path in pushed} == films


@pytest.fixture(scope="module")
def changed(bank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the bank in git, where each cell has an item added, changed or removed since."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    root = tmp_path_factory.mktemp("changed") / "bank"
    shutil.copytree(bank, root, ignore=shutil.ignore_patterns("build"))
    _write(root, {".gitignore": f"/media/\n/.cache/\n/{PACKAGES}/\n"})
    clips = [root / f"content/clips/{canary(cell.number, 'clipid')}.md" for cell in CELLS]
    lessons = [root / f"content/lessons/{canary(cell.number, 'lessonid')}.md" for cell in CELLS]
    added = {path: path.read_bytes() for path in clips[::2]}
    for path in added:
        path.unlink()
    for command in (("init", "-q"), ("add", "."), ("commit", "-qm", "Before")):
        identity = ("-c", "user.name=A", "-c", "user.email=a@elmet.example")
        subprocess.run(["git", *identity, *command], cwd=root, check=True, capture_output=True)
    for path, data in added.items():
        path.write_bytes(data)
    for path in clips[1::2]:
        path.write_text(f"{path.read_text(encoding='utf-8')}\nMore.\n", encoding="utf-8")
    for path in lessons[::3]:
        path.unlink()
    return root


@pytest.mark.parametrize("name", ["public", "school:elm", "named:university"])
def test_a_review_names_only_what_its_edition_shows(name: str, changed: Path) -> None:
    options = ("--against", "HEAD", "--edition", name, "--today", TODAY.isoformat())
    done = run(changed, "lessonbank", "review", *options, **beside(changed / PACKAGES))
    assert done.returncode == 0, done.stdout + done.stderr
    page = (changed / "review.html").read_text(encoding="utf-8")
    said = {int(number) for number in NUMBER.findall(re.sub('base64,[^"]*', "", page))}
    shown = {cell.number for cell in CELLS if cell.is_shown(name)}
    assert shown <= said <= {*shown, GROUND}


def test_items_made_from_models_refer_to_every_clip() -> None:
    for model in (Project, Coaching, CaseStudy):
        (text,) = (text for name, text in others() if f"/{model.folder}/" in name)
        assert {canary(cell.number, "clipid") for cell in CELLS} <= set(CLIP_IDS.findall(text))


def test_a_field_without_a_canary_is_reported() -> None:
    class New(Value):
        colour: Annotated[str, Field(pattern="^#[0-9a-f]{6}$")]

    with pytest.raises(UnreachedError, match="new_colour takes text of one form only"):
        ModelGenerator(1, TAKES).fill(New)


def test_every_type_of_item_is_in_the_bank() -> None:
    """Each is in a cell, in `ground` if it needs no permission, or made from its model."""
    files = [name for name, _ in (*texts(CELLS[0]), *ground(), *others())]
    there = {name.split("/")[1] for name in files if name.startswith("content/")}
    assert {model.folder for model in TYPES} - there == {"overrides"}
