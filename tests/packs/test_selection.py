"""A pack holds what its pages use, and not what only servers and editors use."""

from __future__ import annotations

from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from lessonbank.packs.selection import is_needed
from packed import Ready

USED = "[src], [href], [poster], meta[content]"


@pytest.mark.parametrize(
    ("address", "needed"),
    [
        ("index.html", True),
        ("404.html", True),
        ("media/0123456789abcdef0123.mp4", True),
        ("assets/cards/0123456789abcdef0123.webp", True),
        ("assets/cards/0123456789abcdef0123.jpg", False),
        ("assets/pictures/photo.jpg", True),
        ("assets/javascripts/bundle.min.js", True),
        ("assets/javascripts/bundle.min.js.map", False),
        ("assets/javascripts/lunr/min/lunr.cy.min.js", False),
        ("assets/javascripts/workers/search.min.js", False),
        ("resources/sitemap.xml", True),
        ("resources/places.map", True),
        ("schemas/clip.json", False),
        ("schemas/index.html", True),
        ("sitemap.xml", False),
        ("sitemap.xml.gz", False),
        ("calendars/all.ics", True),
    ],
)
def test_files_for_servers_and_editors_stay_out(address: str, *, needed: bool) -> None:
    assert is_needed(address) == needed


def named(page: Path) -> set[str]:
    """Return the files of the pack that a page names, as addresses from the pack's folder."""
    found = set()
    for node in LexborHTMLParser(page.read_text(encoding="utf-8")).css(USED):
        value = next(
            filter(None, (node.attributes.get(n) for n in ("src", "href", "poster", "content")))
        )
        address = urlsplit(value)
        is_file = node.tag != "meta" or address.path.endswith((".jpg", ".png", ".webp", ".mp4"))
        if is_file and address.path and not address.scheme and not address.netloc:
            found.add(unquote(address.path))
    return found


def test_every_file_that_a_page_names_is_there(whole: Ready, tmp_path: Path) -> None:
    folder = whole.copied(tmp_path) / "lesson-bank"
    pages = list(folder.rglob("*.html"))
    lacking = {
        (page.name, address)
        for page in pages
        for address in named(page)
        if not Path(normpath(join(page.parent, address))).exists()
    }
    assert len(pages) > 10
    assert lacking == set()
    assert (whole.site / "sitemap.xml").is_file()
    assert not (folder / "sitemap.xml").exists()
