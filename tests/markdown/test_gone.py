"""Ids that are made of withheld words are in no link, on the page itself or on another."""

from __future__ import annotations

import pytest
from markdown import Markdown

from lessonbank.markdown import Directory, without_lost
from lessonbank.markdown.extension import BankLinks
from lessonbank.markdown.headings import slug

EXTENSIONS = ["toc", "attr_list", "footnotes", "abbr", "tables", "md_in_html", "def_list"]
HEADINGS = [
    ("## [Zanzibar](clip:x) asks", "zanzibar-asks"),
    ("## Why [Zanzibar](clip:x)\n\n## Why [Zanzibar](clip:x)", "why-zanzibar_1"),
    ("Why [Zanzibar](clip:x)\n---", "why-zanzibar"),
    ("## Why [Zanzibar](clip:x)", "Why%20Zanzibar"),
    ("## Why [Zanzibar](clip:x) {#my-zanzibar}", "my-zanzibar"),
    ("## [Zanzibar](clip:x) {#zanzibar}", "zanzibar"),
    ("## ![Zanzibar](clip:x)", "zanzibar"),
    ('<h2 id="zanzibar"><a href="clip:x">Zanzibar</a> asks</h2>', "zanzibar"),
    ('<div id="see-zanzibar"><p>See <a href="clip:x">Zanzibar</a></p></div>', "see-zanzibar"),
    ("| a |\n| - |\n| [Zanzibar](clip:x){: #zanzibar } |", "zanzibar"),
    ("See.[^zanzibar]\n\n[^zanzibar]: [Zanzibar](clip:x) said so.", "fn:zanzibar"),
    ("## Why [Zanzibar][z]\n\n[z]: clip:x", "why-zanzibar"),
    ("## Why [Zanzibar](clip:x 'Zanzibar') and ![so](clip:x) on", "why-zanzibar-and-so-on"),
]


def converted(text: str, page: str, links: BankLinks, address: list[str]) -> str:
    address[:] = [page]
    md = Markdown(extensions=[*EXTENSIONS, links], extension_configs={"toc": {"slugify": slug}})
    return md.convert(text) + md.toc  # type: ignore[attr-defined]


@pytest.mark.parametrize(("heading", "anchor"), HEADINGS)
def test_no_page_tells_a_place_that_is_gone(heading: str, anchor: str) -> None:
    address = [""]
    links = BankLinks(lambda: Directory({}, {("clip", "x")}), lambda: address[0])
    ways = [("a.html", f"#{anchor}"), ("b.html", f"a.html#{anchor}")]
    ways += [("sub/c.html", f"../a.html#{anchor}"), ("sub/d.html", f"./../a.html#{anchor}")]
    pages = {
        page: converted(f"[there]({way})\n\n<a title='>' href='{way}'>x</a>", page, links, address)
        for page, way in ways[1:]
    }
    own = f"[there](#{anchor})\n\n{heading}"
    pages["a.html"] = converted(own, "a.html", links, address)
    for page, html in pages.items():
        if anchor.startswith("fn:") and page != "a.html":
            continue  # Another page cannot know it: ids of footnotes are numbers.
        assert "zanzibar" not in without_lost(html, page, links.gone).lower(), page


@pytest.mark.parametrize("text", ["## Why it works", "## Why [it](clip:x) works {#own}"])
def test_other_places_stay(text: str) -> None:
    address = [""]
    links = BankLinks(lambda: Directory({}, {("clip", "x")}), lambda: address[0])
    html = converted(text, "a.html", links, address)
    anchor = "own" if "own" in text else "why-it-works"
    assert f'id="{anchor}"' in html
    way = f'<a href="a.html#{anchor}">there</a>'
    assert without_lost(way, "b.html", links.gone) == way


def test_non_latin_headings_are_known_by_their_ids() -> None:
    address = [""]
    links = BankLinks(lambda: Directory({}, {("clip", "x")}), lambda: address[0])
    converted("## Почему [Занзибар](clip:x)", "a.html", links, address)
    way = '<a href="a.html#почему-занзибар">there</a>'
    assert "занзибар" not in without_lost(way, "b.html", links.gone)


def test_footnotes_lead_to_each_other() -> None:
    address = ["a.html"]
    links = BankLinks(lambda: Directory({}), lambda: address[0])
    html = converted("A[^one] b[^two] c[^one]\n\n[^one]: 1\n\n[^two]: 2", "a.html", links, address)
    assert "one" not in html
    for number in "12":
        assert f'href="#fn:{number}"' in html
        assert f'<li id="fn:{number}">' in html
        assert f'id="fnref:{number}"' in html
        assert f'href="#fnref:{number}"' in html
