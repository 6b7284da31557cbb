"""Whatever cleaning takes away from a page is reported, and nothing else is."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from lessonbank.markdown import removed
from lessonbank.markdown.clean import clean

ELEMENTS = (
    *("a", "abbr", "b", "blockquote", "button", "center", "div", "embed", "font", "form", "iframe"),
    *("i", "img", "input", "kbd", "label", "li", "mark", "marquee", "object", "ol", "p", "script"),
    *("select", "span", "style", "sub", "svg", "td", "time", "ul", "video", "x-own", "teacher"),
)
ATTRIBUTES = {
    "aria-label": ("Words",),
    "class": ("note", "md-grid", "lb-card note", "md-button"),
    "data-x": ("1",),
    "dir": ("rtl",),
    "href": (
        "page.md",
        "https://a.example",
        "javascript:go()",
        "ftp://a.example",
        "tel:1",
        "clip:a",
    ),
    "id": ("here", "__search"),
    "onclick": ("go()",),
    "role": ("alert",),
    "src": ("images/a.png", "https://a.example/a.png", "//a.example/a.png", "data:,x"),
    "style": ("color: red", "text-align: left", "text-align: left; top: 0"),
    "target": ("_blank", "_top"),
    "title": ("Words",),
    "type": ("checkbox", "text"),
    "width": ("300",),
}
TABLE = {"td": ("<table><tbody><tr>", "</tr></tbody></table>")}
VOID = {"embed", "img", "input"}


class First(HTMLParser):
    """Reads the attributes of the first start tag of an element."""

    def __init__(self, element: str) -> None:
        super().__init__()
        self.element = element
        self.found: dict[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == self.element and self.found is None:
            self.found = {name: value or "" for name, value in attrs}


def shown(element: str, html: str) -> dict[str, str] | None:
    reader = First(element)
    reader.feed(html)
    return reader.found


attributes = st.dictionaries(
    st.sampled_from(sorted(ATTRIBUTES)), st.integers(min_value=0, max_value=5), max_size=4
).map(lambda chosen: {n: ATTRIBUTES[n][i % len(ATTRIBUTES[n])] for n, i in chosen.items()})


@given(st.sampled_from(ELEMENTS), attributes)
def test_what_a_page_loses_is_what_is_reported(element: str, given_: dict[str, str]) -> None:
    tag = "".join(f' {name}="{escape(value)}"' for name, value in given_.items())
    before, after = TABLE.get(element, ("", ""))
    end = "" if element in VOID else f"</{element}>"
    page = f"<div>{before}<{element}{tag}>words{end}{after}</div>"
    left = shown(element, clean(Markdown().convert(page)))
    told = {
        (each.attribute, each.value) for each in removed(page, {"clip"}) if each.element == element
    }
    if left is None:
        assert told == {(None, "")}
        return
    resolved = {("href", "clip:a"), ("src", "clip:a")}
    lost = {
        (name, value)
        for name, value in given_.items()
        if left.get(name, "").replace(" ", "") != value.replace(" ", "")
        and (name, value) not in resolved
    }
    assert told == lost


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("![a](https://a.example/b.png)", [("img", "src")]),
        ("![a][b]\n\n[b]: https://a.example/b.png", [("img", "src")]),
        ("[a][b]\n\n[b]: https://a.example/b.png", []),
        ("![b]\n\n[b]: https://a.example/b.png", [("img", "src")]),
        ("[![a](//a.example/b.png)](https://b.example)", [("img", "src")]),
        ("![a](images/b.png) [c](page.md) [d](clip:e)", []),
        ("[a](javascript:go) [b](data:text/html,x)", [("a", "href"), ("a", "href")]),
        ('# Title {: #id .note style="color: red" onclick=go }', [("", "style"), ("", "onclick")]),
        ("![a](images/b.png){ width=300 align=left }", []),
        ('{{< youtube id="x" >}} {{ page.title }} { x == 1 }', []),
        ("<https://a.example> <a@b.example> <clip:first> 1 < 2 > 0", []),
        ("[a](<my page.html>) [b]\n\n[b]: <my page.html>", []),
        ("Dear <name>, and <School Name>", [("name", None), ("school", None)]),
        (
            "<script>a('<b onclick=x>')</script> <svg><path d=''/></svg>",
            [("script", None), ("svg", None)],
        ),
        ("<script>never closed <b onclick=x>", [("script", None)]),
        ('<div markdown="1">', []),
        ("<p\nonclick='a'\n>", [("p", "onclick")]),
        ("<IMG SRC=HTTPS://a.example/b.png>", [("img", "src")]),
        ("<td align=left> <col span=2> <caption>", []),
    ],
)
def test_each_way_of_writing_is_read(markdown: str, found: list[tuple[str, str | None]]) -> None:
    assert [(each.element, each.attribute) for each in removed(markdown, {"clip"})] == found


def test_offsets_are_those_of_the_text() -> None:
    page = "Look: ![a](https://a.example/b.png) <font size=1>"
    assert [page[each.start : each.end] for each in removed(page, ())] == [
        "https://a.example/b.png",
        "<font size=1>",
    ]
