"""The handbook on one page and as a PDF: contents, references, codes, tags, bookmarks."""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from urllib.parse import urldefrag

import pypdfium2
import pytest
import zxingcpp
from pdfua import validate
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from lessonbank.printing import PrintError, require_program
from lessonbank.site.urls import WHOLE
from printed import misnumbered, pages_of
from sites import TODAY, run

PUBLISHED = "https://elm.example/bank/"


@pytest.fixture(scope="session")
def pdf(bank: Path) -> Path:
    file = bank / "out/handbook.pdf"
    done = run(bank, "lessonbank", "handbook", "--pdf", str(file), "--today", TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
    return file


def text_of(file: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(file).pages)


def page_of(bank: Path) -> LexborHTMLParser:
    return LexborHTMLParser((bank / "build/site" / WHOLE).read_text(encoding="utf-8"))


def test_every_id_is_there_once_and_every_link_leads_somewhere(bank: Path) -> None:
    page, site = page_of(bank), bank / "build/site"
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    for link in page.css(".lb-whole a[href]"):
        address, fragment = urldefrag(link.attributes["href"] or "")
        if not address:
            assert fragment in ids
        elif ":" not in address:
            assert (site / WHOLE).parent.joinpath(address).resolve().is_file(), address


def test_headings_skip_no_level(bank: Path) -> None:
    levels = [int(node.tag[1]) for node in page_of(bank).css(".lb-whole :is(h1,h2,h3,h4,h5,h6)")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_is_in_no_search_and_no_site_map(bank: Path) -> None:
    site = bank / "build/site"
    assert WHOLE not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert not any(WHOLE.encode() in f.read_bytes() for f in site.glob("assets/find/**/*.js"))


def test_the_pdf_has_title_language_tags_and_bookmarks(pdf: Path) -> None:
    reader = PdfReader(pdf)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Elmet Trust: Handbook"
    titles = []
    ahead = list(reader.outline)
    while ahead:
        each = ahead.pop(0)
        if isinstance(each, list):
            ahead = [*each, *ahead]
        else:
            titles.append(each.title)
            number = reader.get_destination_page_number(each)
            words = " ".join(reader.pages[number].extract_text().split())
            assert each.title in words
    assert {"Contents", "Workshops", "The pause", "A year of pauses", "First"} <= set(titles)


def test_a_checker_finds_no_error_against_pdf_ua(pdf: Path) -> None:
    report = validate(str(pdf))
    assert [str(f) for f in report.findings if f.severity.name == "ERROR"] == []


def test_contents_and_references_name_the_right_pages(pdf: Path) -> None:
    assert misnumbered(pdf) == []
    pages = [" ".join(page.split()) for page in pages_of(pdf)]
    contents = next(page for page in pages if "Contents" in page)
    for title, number in re.findall(r"(The pause|A year of pauses|Waits)[ .]+(\d+)", contents):
        assert title in pages[int(number) - 1]
    found = re.search(r"The year begins with the pause \(page (\d+)\)", " ".join(pages))
    assert found
    assert "Wait before you take an answer." in pages[int(found[1]) - 1]
    assert "The CPD lead" in pages[0]
    assert "1 July 2027" in pages[0]


def test_codes_of_rendered_pages_lead_to_existing_pages_and_moments(bank: Path, pdf: Path) -> None:
    document = pypdfium2.PdfDocument(pdf)
    codes = {
        code.text
        for page in document
        for code in zxingcpp.read_barcodes(page.render(scale=4, grayscale=True).to_pil())
    }
    site = bank / "build/site"
    assert f"{PUBLISHED}clips/first.html#t=3,5" in codes, "the part of a watch list"
    assert f"{PUBLISHED}forms/after.html" in codes
    for code in codes:
        address, fragment = urldefrag(code.removeprefix(PUBLISHED))
        page = site / address
        assert code.startswith(PUBLISHED)
        assert page.is_file()
        assert not fragment or page.parent.name == "clips"


def test_two_runs_give_the_same_bytes_and_leave_no_site(bank: Path, pdf: Path) -> None:
    again = bank / "out/again.pdf"
    assert (
        run(bank, "lessonbank", "handbook", "--pdf", str(again), "--today", TODAY).returncode == 0
    )
    assert again.read_bytes() == pdf.read_bytes()
    assert not list((bank / "build/print").rglob("*.html"))
    assert not list((bank / "build/print").rglob("*.json"))


def test_the_edition_of_a_school_says_so(bank: Path) -> None:
    file = bank / "out/elm.pdf"
    done = run(bank, "lessonbank", "handbook", "--pdf", str(file), "--school", "elm")
    assert done.returncode == 0, done.stderr
    first = PdfReader(file).pages[0].extract_text()
    assert "Elm Primary" in first
    assert "Do not share" in first


def test_a_failed_build_prints_nothing(bank: Path) -> None:
    file = bank / "out/none.pdf"
    done = run(bank, "lessonbank", "handbook", "--pdf", str(file), "--school", "oak")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert not file.exists()


@pytest.mark.parametrize(
    ("fault", "words"), [(ImportError, r"lessonbank\[pdf\]"), (OSError, "apt install libpango")]
)
def test_a_missing_program_is_said_with_its_fix(
    fault: type[Exception], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Missing:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise fault

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(PrintError, match=words):
        require_program()


def test_weasyprint_is_here() -> None:
    assert isinstance(require_program(), ModuleType)
