"""The coverage page and its files give the same counts as the Find page."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from banks import Sample
from bench_pages import media
from hypothesis import given, settings

from coverable import TODAY, bank_of, banks, clip, programme, recording, workshop
from decoder import decode
from fragment import Fragment
from lessonbank.bank import Bank, Permission
from lessonbank.compiler.compilation import Compilation
from lessonbank.editions import Edition, Occasion, admit
from lessonbank.search.index import files
from lessonbank.site import Library, site_pages
from lessonbank.site.page import SitePage
from lessonbank.site.render import Renderer
from lessonbank.site.searching import Written, documents_of
from lessonbank.site.views.coverage import COVERAGE, Cell, CoverageView

PERMISSION = {
    "basis": {"pupils": "none_identifiable", "staff": "agreement"},
    "pupils_visible": "none",
    "pupils_audible": "none",
    "do_not_film_check": {"done": True},
    "state": "granted",
    "granted_on": "2026-03-04",
    "expires_on": "2028-03-04",
    "approvals": [
        {"role": "Teacher", "on": "2026-03-03"},
        {"role": "headteacher", "on": "2026-03-04"},
    ],
}


def library(bank: Bank) -> Library:
    return Library(bank, media(Sample(bank, {})), {}, {}, TODAY, shows_coverage=True)


def coverage_page(bank: Bank) -> SitePage:
    (found,) = (page for page in site_pages(library(bank)) if page.path == COVERAGE)
    return found


def view_of(page: SitePage) -> CoverageView:
    assert isinstance(page.view, CoverageView)
    return page.view


def cells(view: CoverageView) -> Iterator[Cell]:
    for matrix in (*view.frameworks, view.techniques, *view.subjects, view.schools):
        yield from (cell for _, rows in matrix.groups for row in rows for cell in row.cells)


class Find:
    """Filter the index of a bank by an address, as the script of the Find page does."""

    def __init__(self, bank: Bank) -> None:
        edition = library(bank)
        pages = site_pages(edition)
        written = (Written(page.path, page.title, page.description, "") for page in pages)
        documents = documents_of(edition, pages, written)
        decoded = decode(dict(files(documents, "en-GB")))
        self._rows = [
            {name: self._ids(decoded.facets[name], n) for name in decoded.facets}
            for n in range(len(documents))
        ]

    @staticmethod
    def _ids(facet: tuple[list[list[str]], list[set[int]]], number: int) -> set[str]:
        choices, rows = facet
        return {choices[code][0] for code in rows[number]}

    def results(self, url: str) -> int:
        page, _, asked = url.partition("#")
        assert page == "find.html"
        filters = parse_qsl(asked, strict_parsing=True)
        return sum(all(id_ in row.get(name, ()) for name, id_ in filters) for row in self._rows)


@given(banks())
@settings(max_examples=25)
def test_each_cell_links_to_as_many_results_as_it_counts(bank: Bank) -> None:
    find = Find(bank)
    found = list(cells(view_of(coverage_page(bank))))
    assert found
    assert [find.results(cell.url) for cell in found] == [cell.count for cell in found]


def example() -> Bank:
    return bank_of(
        clip("one", techniques=["pause"], statements=["new-1"]),
        clip("two", subject="art", recording="oak-described"),
        workshop("w", "new-0"),
        programme("p", ["w"], "new-2"),
    )


def test_zeros_differ_by_more_than_colour_and_every_number_is_a_link() -> None:
    page = coverage_page(example())
    fragment = Fragment.of(Renderer().page(page, ""))
    links = [a for a in fragment.all("a") if a["href"].startswith("../find.html#")]
    assert len(links) == len(list(cells(view_of(page))))
    zeros = sum(cell.count == 0 for cell in cells(view_of(page)))
    assert len(fragment.classed("lb-zero")) == zeros > 0


def test_tables_have_a_name_headings_and_keyboard_scrolling() -> None:
    fragment = Fragment.of(Renderer().page(coverage_page(example()), ""))
    captions = [each["id"] for each in fragment.all("caption")]
    regions = fragment.all("lb-wide", role="region", tabindex="0")
    assert [each["aria-labelledby"] for each in regions] == captions
    assert len(captions) == len(fragment.all("table")) == 5
    assert {each["scope"] for each in fragment.all("th")} == {"col", "row", "rowgroup"}
    columns, rows = (len(fragment.all("th", scope=of)) for of in ("col", "row"))
    assert (columns, rows) == (4 + 3 + 2 * 3 + 4, 3 + 2 + 2 * 3 + 3)


def sheets(bank: Bank) -> dict[str, list[dict[str, str]]]:
    """Read the files beside the page as a spreadsheet program does."""
    admission = admit(Occasion(bank, Edition.parse("public"), TODAY))
    files = Compilation(replace(admission, bank=bank), library(bank), ()).files
    made = {url: data for url, data in files.items() if url.endswith(".csv")}
    assert all(data.startswith(b"\xef\xbb\xbf") for data in made.values())
    assert all(data.count(b"\n") == data.count(b"\r\n") for data in made.values())
    return {
        url: list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        for url, data in made.items()
    }


def test_the_files_match_the_page() -> None:
    page = coverage_page(example())
    found = sheets(example())
    assert list(found) == [each.url for each in view_of(page).downloads]
    statements = found["handbook/coverage-statements.csv"]
    assert statements[1] == {
        "framework": "New",
        "code": "",
        "statement": "'=New 1",
        "clips": "1",
        "workshops": "0",
        "programmes": "0",
    }
    techniques = found["handbook/coverage-techniques.csv"]
    assert sum(int(line["clips"]) for line in techniques) == 1
    assert len(techniques) == 2 * 2 * 1, "techniques, subjects, phases"
    schools = found["handbook/coverage-schools.csv"]
    assert {(line["school"], line["subject"]): line["clips"] for line in schools} == {
        ("Elm", "Art and design"): "0",
        ("Elm", "Maths"): "1",
        ("Oak", "Art and design"): "1",
        ("Oak", "Maths"): "0",
    }
    gaps = [(line["for"], line["page"]) for line in found["handbook/gaps.csv"]]
    assert len(gaps) == sum(len(each.lines) for each in view_of(page).gaps)
    assert ("one", "clips/one.html") in gaps


def with_permissions(bank: Bank, **scopes: str) -> Bank:
    """Return the bank with a permission for each school's recordings."""
    permissions = {
        f"P-{school}": Permission.model_validate(
            {"id": f"P-{school}", **PERMISSION, "scope_max": s}
        )
        for school, s in scopes.items()
    }
    recordings = {
        id_: each.model_copy(update={"permission": f"P-{each.school}"})
        for id_, each in bank.items["recording"].items()
        for each in (recording(id_, *id_.split("-")),)
    }
    items = {**bank.items, "recording": recordings, "permission": permissions}
    return replace(bank, items=items)


def test_an_edition_counts_only_what_it_may_show() -> None:
    bank = with_permissions(example(), elm="trust", oak="public")

    def said(edition: str) -> dict[str, Any]:
        shown = admit(Occasion(bank, Edition.parse(edition), date(2026, 11, 22))).bank
        view = view_of(coverage_page(shown))
        gaps = {each.id: (len(each.lines), each.of) for each in view.gaps}
        sums = view.schools.groups[0][1][-1].cells[-1]
        return {
            "clips": sums.count,
            "captions": gaps["gap-captions"],
            "techniques": gaps["gap-techniques"],
        }

    assert said("trust") == {"clips": 2, "captions": (1, 2), "techniques": (1, 2)}
    assert said("public") == {"clips": 1, "captions": (0, 1), "techniques": (2, 2)}


def test_the_handbook_links_to_each_gap_with_its_count() -> None:
    pages = {page.path: page for page in site_pages(library(example()))}
    html = Renderer().page(pages["handbook/index.html"], "")
    led = re.findall(r'href="\.\./handbook/coverage\.html#([^"]+)"><b>(\d+)</b>', html)
    gaps = view_of(pages[COVERAGE]).gaps
    assert led == [(each.id, str(len(each.lines))) for each in gaps if each.lines]
    ids = {
        attrs["id"]
        for _, attrs in Fragment.of(Renderer().page(pages[COVERAGE], "")).elements
        if "id" in attrs
    }
    assert {id_ for id_, _ in led} <= ids
