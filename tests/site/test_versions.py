"""Schools' versions of pages, schools' pages, and what is left when a school goes."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from PIL import Image
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from lessonbank.printing import Sheet, handbook_pdf
from projects import LOCKED, MKDOCS_YML, SCHOOL, TRUST
from sites import TODAY, built, pages, run

OAK = SCHOOL.replace("Elm", "Oak").replace("999001", "999002")
PAGE = """
# Duties

See [the guide](../guide.md) and <a href="../guide.html#deep">its end</a>.

## Lunch duty {#lunch-duty}

Everybody has a trustlunch. Look [below](#the-rota).

### The rota

A trustrota.

## Bus duty {#bus-duty}

Two wait with a trustbus.

## Safeguarding {#safeguarding .mandatory}

Tell the lead.
"""
COMMUNITY = """
---
title: A year
summary: One year.
focus: To wait.
---
See [the rota](#the-rota), and [that of duties](../staff/duties.md#the-rota).

## Weeks {#weeks}

A trustweek.

### The rota

A trustrota.

## Money {#money}

A trustpound.
"""
YEAR = """
---
school: elm
page: communities/year.md
remove: [money]
---
## Weeks {#weeks}

An elmweek. See [the rota](#the-rota).
"""
VERSION = """
---
school: elm
page: staff/duties.md
remove: [bus-duty]
---

## Lunch duty {#lunch-duty}

Nobody has an elmlunch. See [the guide](../guide.md).

## Garden {#garden after=lunch-duty}

One adult for the elmgarden. See [the oak](school:oak).
"""
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><path d="M0 0h9v9z"/></svg>'
)


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (3000, 1500), "#336699").save(file, "JPEG")
    return file.getvalue()


FILES: dict[str, str | bytes] = {
    **LOCKED,
    "mkdocs.yml": MKDOCS_YML.replace("nav:", "# nav:"),
    "content/trust.yml": TRUST,
    "content/index.md": "# Guides\n\nAsk [Elm](school:elm).\n",
    "content/guide.md": "# Guide\n\n## Deep {#deep}\n\nSee [the rota](staff/duties.md#the-rota)"
    " and [another](communities/year.md#the-rota).\n",
    "content/communities/year.md": COMMUNITY.lstrip("\n"),
    "content/overlays/elm-year.md": YEAR.lstrip("\n"),
    "content/staff/duties.md": PAGE.lstrip("\n"),
    "content/overlays/elm-duties.md": VERSION.lstrip("\n"),
    "content/schools/elm.yml": f'{SCHOOL}logo: elm.svg\ncolour: "#6b2d5c"\n'
    "contacts: {website: 'https://elm.example/', email: office@elm.example}\n",
    "content/schools/oak.yml": f"{OAK}logo: oak.jpg\n",
    "content/images/elm.svg": LOGO.replace("<script>alert(1)</script>", ""),
    "content/images/oak.jpg": picture(),
    "content/sessions/first.yml": "title: Elm evening\non: 2026-12-01\nschools: [elm]\n",
    "content/sessions/all.yml": "title: Every evening\non: 2026-12-02\nvenue: elm\n",
    "content/people/jo.yml": "name: Jo Harper\nrole: Teacher\ncredit: name\nschool: elm\n",
}


def write(root: Path) -> Path:
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        data = text if isinstance(text, bytes) else text.lstrip("\n").encode()
        (root / name).write_bytes(data)
    return root


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write(tmp_path_factory.mktemp("versions"))
    built(root, "--edition", "trust")
    return root


@pytest.fixture
def copy(bank: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(bank, tmp_path / "bank"))


def text_of(html: str) -> str:
    main = LexborHTMLParser(html).css_first("article")
    return " ".join(main.text().split()) if main else ""


def dead_links(site: Path) -> list[str]:
    """Return each link of a page to a file, or to an id of a page, that is not there."""
    found, dead = pages(site), []
    for name, html in found.items():
        for address in re.findall(r'(?:href|src)="([^"]+)"', html):
            if re.match(r"[a-z]+:|//", address) or name.startswith(("404", "mine/")):
                continue
            path, _, anchor = address.partition("#")
            target = normpath(join(dirname(name), path.partition("?")[0])) if path else name
            there = (site / target).is_file()
            whole = not anchor or "=" in anchor or target not in found
            if not there or not (whole or f'id="{anchor}"' in found[target]):
                dead.append(f"{name}: {address}")
    return dead


def test_the_trusts_page_marks_what_differs_and_leads_to_the_version(bank: Path) -> None:
    site = bank / "build" / "site"
    page = pages(site)["staff/duties.html"]
    for said in (
        *("trustlunch", "trustbus", "Different at Elm Primary", "Does not apply at Elm Primary"),
        "Elm Primary adds a section here",
    ):
        assert said in text_of(page)
    assert "elmlunch" not in page
    assert '"../schools/elm/staff/duties.html#lunch-duty"' in page
    assert dead_links(site) == []


def test_the_version_marks_each_section(bank: Path) -> None:
    page = text_of(pages(bank / "build" / "site")["schools/elm/staff/duties.html"])
    order = ("Lunch duty", "Changed for this school", "elmlunch", "Garden", "Added by this school")
    rest = ("elmgarden", "Bus duty", "Does not apply at this school", "Safeguarding", "Tell the")
    places = [page.index(each) for each in (*order, *rest)]
    assert places == sorted(places)
    assert "trustlunch" not in page
    assert "trustbus" not in page


def test_links_to_a_heading_inside_lead_to_the_section_that_took_its_place(bank: Path) -> None:
    for name in ("staff/duties", "communities/year"):
        page = LexborHTMLParser(pages(bank / "build/site")[f"schools/elm/{name}.html"])
        heading = page.css_first("#the-rota").parent
        assert heading.attributes["id"] == {"staff/duties": "lunch-duty"}.get(name, "weeks")
        assert "trustrota" not in page.text()


def chapter(site: Path) -> str:
    whole = LexborHTMLParser(pages(site)["handbook/whole.html"])
    return " ".join(whole.css_first("#communities-year").text().split())


def test_the_whole_handbook_of_the_trust_has_its_own_words_and_says_what_differs(
    bank: Path,
) -> None:
    words = chapter(bank / "build/site")
    for said in ("trustweek", "Different at Elm Primary", "Does not apply at Elm Primary"):
        assert said in words
    assert "elmweek" not in words


def test_a_school_has_a_page_with_its_looks_people_dates_and_contacts(bank: Path) -> None:
    found = pages(bank / "build" / "site")
    page = found["schools/elm.html"]
    for said in ("Jo Harper", "Elm evening", "Every evening", "office@elm.example", "elm.example"):
        assert said in text_of(page)
    assert "#6b2d5c" in page
    assert "Elm evening" not in found["schools/oak.html"]
    assert {"schools/index.html", "schools/oak.html"} <= found.keys()


def test_logos_are_small_clean_copies(bank: Path) -> None:
    files = list((bank / "build/site/assets/pictures").iterdir())
    bitmaps = [path for path in files if path.suffix == ".png"]
    assert len(bitmaps) == 1
    with Image.open(bitmaps[0]) as image:
        assert image.size == (640, 320)
        assert not image.getexif()
    assert any(path.suffix == ".svg" for path in files)


def test_the_edition_of_a_school_is_its_own(copy: Path) -> None:
    site = built(copy, "--edition", "school:elm")
    found = pages(site)
    page = text_of(found["staff/duties.html"])
    assert "elmlunch" in page
    assert "Changed for this school" in page
    assert "trustlunch" not in page
    assert not any(name.startswith("schools/elm/") for name in found)
    assert "Elm Primary" in LexborHTMLParser(found["index.html"]).css_first("title").text()
    assert "#6b2d5c" in (site / "assets/lessonbank/look.css").read_text("utf-8")
    assert dead_links(site) == []
    assert "elmweek" in chapter(site)
    assert "Does not apply at this school" in chapter(site)
    assert "trustweek" not in chapter(site)
    assert "trustpound" not in chapter(site)
    printed = PdfReader(io.BytesIO(handbook_pdf(site, Sheet("Handbook", "Elmet Trust", "en-GB"))))
    words = " ".join(page.extract_text() for page in printed.pages)
    assert "elmweek" in words
    assert "trustweek" not in words
    other = built(copy, "--edition", "school:oak")
    assert "elmlunch" not in "".join(pages(other).values())
    assert "trustlunch" in pages(other)["staff/duties.html"]
    assert "trustweek" in chapter(other)
    assert dead_links(other) == []


def test_others_see_no_address_of_the_office(copy: Path) -> None:
    site = built(copy, "--edition", "public")
    assert "office@elm.example" not in "".join(pages(site).values())


GONE = re.compile(r"Elm Primary|Elm evening|elmlunch|elmgarden|schools/elm")


def test_a_school_that_left_is_nowhere(copy: Path) -> None:
    path = copy / "content/schools/elm.yml"
    path.write_text(f"{path.read_text('utf-8')}left_on: 2026-11-21\n", encoding="utf-8")
    site = built(copy, "--edition", "trust")
    told = {name: found[0] for name, html in pages(site).items() if (found := GONE.search(html))}
    assert told == {}
    assert not [p for p in site.rglob("*") if "elm" in p.name and "elmet" not in p.name]
    assert "Every evening" in "".join(pages(site).values())
    assert dead_links(site) == []
    done = run(copy, "lessonbank", "build", "--edition", "school:elm", "--today", TODAY)
    assert "left on 2026-11-21" in done.stdout + done.stderr


def test_a_takedown_removes_a_school_that_left(copy: Path) -> None:
    path = copy / "content/schools/elm.yml"
    path.write_text(f"{path.read_text('utf-8')}left_on: 2026-11-21\n", encoding="utf-8")
    done = run(copy, "lessonbank", "takedown", "--today", TODAY)
    assert done.returncode in {0, 3}, done.stdout + done.stderr
    site = copy / "build" / "site"
    words = re.compile(r"Elm evening|elmlunch|elmgarden|Elm Primary adds|Different at Elm")
    told = {name: found[0] for name, html in pages(site).items() if (found := words.search(html))}
    assert told == {}


def test_deleting_a_school_names_each_reference_and_leaves_no_dead_link(copy: Path) -> None:
    (copy / "content/schools/elm.yml").unlink()
    done = run(copy, "lessonbank", "check")
    own = ("overlays/elm-duties.md", "overlays/elm-year.md", "sessions/first.yml")
    for name in ("index.md", "people/jo.yml", *own):
        assert f"content/{name}" in done.stdout, done.stdout
    for name in own:
        (copy / "content" / name).unlink()
    for name, written in (("people/jo.yml", "school: elm\n"), ("sessions/all.yml", "venue: elm\n")):
        path = copy / "content" / name
        path.write_text(path.read_text("utf-8").replace(written, ""), encoding="utf-8")
    (copy / "content/index.md").write_text("# Guides\n\nAsk us.\n", encoding="utf-8")
    site = built(copy, "--edition", "trust", "--strict")
    assert dead_links(site) == []
