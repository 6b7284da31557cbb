"""Whatever cleaning takes from a page is reported, and nothing else is."""

from __future__ import annotations

from html.parser import HTMLParser
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.bank import ITEM_TYPES
from lessonbank.markdown import Removed
from lessonbank.markdown.clean import clean
from lessonbank.markdown.losses import may_lose
from lessonbank.markdown.removed import lost, removed

_NAMES = """
a article audio b body button canvas center code dialog div em embed fieldset font form frame h2
html iframe img input link main marquee math meta name noscript object p picture portal script
section select source span style svg table td template textarea title tr video x-y your-name
"""
ELEMENTS = _NAMES.split()
ATTRIBUTES = [
    *('href="javascript:x"', 'href="https://a.example"', "href=data:,x", 'src="//a.example/b.gif"'),
    *("src=images/a.png", "onclick=x()", "onLoad='x'", "hidden", 'style="color: red"', "id=mine"),
    *("id=__x", 'class="lb-stage mine"', "class=mine", "srcdoc=x", "data-x=1", "contenteditable"),
    *('title="a > b"', "rel=x", "formaction=x", 'xlink:href="javascript:x"', "target=_top"),
]
pieces = st.one_of(
    st.sampled_from(["words", " ", "<!-- gone -->", "&lt;b&gt;"]),
    st.builds(
        lambda name, attributes, close: (
            f"<{' '.join([name, *attributes])}>w" + close * f"</{name}>"
        ),
        st.sampled_from(ELEMENTS),
        st.lists(st.sampled_from(ATTRIBUTES), max_size=3),
        st.booleans(),
    ),
)


class Marks(HTMLParser):
    """How many times each element, and each attribute of one, is in a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(tag, ""), *((tag, name) for name in dict(attrs))]


@given(st.lists(pieces, max_size=6).map("".join))
def test_what_is_missing_is_reported(html: str) -> None:
    findings = list(lost(html))
    left = Marks(clean(html)).found
    missing = {mark for mark in Marks(html).found if mark not in left}
    if missing:
        assert findings
    if not findings:
        assert not missing


@given(st.sampled_from(ELEMENTS), st.sampled_from(ATTRIBUTES))
def test_one_element_is_reported_as_a_whole_or_by_its_attribute(name: str, given_: str) -> None:
    html = f"<{name} {given_}>w</{name}>"
    tags = {tag for tag, _ in Marks(clean(html)).found}
    found = list(lost(html))
    if name not in tags:
        assert [(each.tag, each.attribute) for each in found] == [(name, "")]
    else:
        assert all(each.attribute for each in found)
        (attribute,) = [a for _, a in Marks(html).found if a]
        if (name, attribute) not in Marks(clean(html)).found:
            assert [each.attribute for each in found] == [attribute]


@pytest.mark.parametrize(
    "text",
    [
        "`<iframe src=x>`, ``<script>`` and\n\n    <style>\n\n~~~html\n<form>\n~~~",
        "<https://example.org>, <me@example.org>, 1 < 2 > 1, a<b and <3",
        "<!-- <script> for later -->",
        "<details open><summary>More</summary>**Words**</details>",
        "<clip:bars> [x](clip:bars) ![x](clip:bars#t=3) <img src='clip:bars'>",
        "[a](other.md#x) ![b](images/b.png) [c](mailto:a@b.example) [d](tel:+44)",
        '<div markdown="1" class="grid">\n\n*Words*\n\n</div>\n\nSaid.[^1]\n\n[^1]: By whom.',
        "Words\n{: #mine .big title='x' }\n\n| a |\n| :-: |\n| b |",
        "![a](images/b.png){ width=300 align=left }",
        '{{< youtube id="x" >}} {{ page.title }} { x == 1 }',
        "!!! note\n    Words\n\nTerm\n:   What it means",
    ],
)
def test_what_stays_is_not_reported(text: str) -> None:
    assert list(removed(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("![a](https://x.example/a.png)", ("img", "src")),
        ("![a][b]\n\n[b]: https://x.example/a.png", ("img", "src")),
        ("[a](javascript:x)", ("a", "href")),
        ("[a](java&#115;cript:x)", ("a", "href")),
        ("[a][b]\n\n[b]: data:text/html,x", ("a", "href")),
        ("![a](images/a.png){ onerror=x }", ("img", "onerror")),
        ("Words\n{: style='color:red' }", ("p", "style")),
        ("Dear <name>,", ("name", "")),
        ("![b]\n\n[b]: https://a.example/b.png", ("img", "src")),
        ("[![a](//a.example/b.png)](https://b.example)", ("img", "src")),
        ("<script>never closed <b onclick=x>", ("script", "")),
        ("<IMG SRC=HTTPS://a.example/b.png>", ("img", "src")),
        ("Dear </name>,", ("/name", "")),
        ("<IFRAME src=x></IFRAME>", ("iframe", "")),
        ("- in a list <video src=x></video>", ("video", "")),
        ("| <script>x</script> |\n| - |\n| b |", ("script", "")),
        ("<picture><source srcset=x><img src=images/a.png></picture>", ("picture", "")),
        ("<svg><path d=M0/></svg>", ("svg", "")),
    ],
)
def test_one_cause_is_one_finding(text: str, found: tuple[str, str]) -> None:
    (each,) = removed(text)
    assert isinstance(each, Removed)
    assert (each.tag, each.attribute) == found


def test_text_too_heavy_to_convert_is_left_to_the_build() -> None:
    assert list(removed("<x> " + "[" * 20_000, time_limit=0.1)) == []


_WRITTEN = (
    *("words", " ", "\n\n", "[", "![", "](", ")", "]", "]: ", "<", ">", "<b", "`", "*", "\\"),
    *("clip:bars", "CLIP:bars#t=3", "technique:x", "javascript:x", "https://a.example/b.png"),
    *("//a.example", "images/a.png", "java&#115;cript:x", "{ onclick=x }", "[a](clip:bars)"),
    *("![a](clip:bars)", "![a](images/a.png)", '[a](clip:bars "x:y")', " onclick=x"),
)


@given(st.lists(st.sampled_from(_WRITTEN), max_size=9).map("".join))
def test_a_page_is_only_passed_over_where_nothing_is_lost(text: str) -> None:
    if may_lose(text, ITEM_TYPES):
        return
    with mock.patch("lessonbank.markdown.removed.may_lose", return_value=True):
        assert list(removed(text)) == []


@pytest.mark.parametrize(
    ("text", "passed_over"),
    [
        ("Plain *words*, 1 < 2, [a](https://a.example) and [b](other.md)", True),
        ("[a](clip:bars), [b](technique:cold-call#x) and ![c](clip:bars)", True),
        ("[a](mailto:a@b.example)", False),
        ("![a](images/a.png)", False),
        ("[a][b]\n\n[b]: data:text/html,x", False),
        ("Words { .big }", False),
        ("Dear <name>,", False),
    ],
)
def test_most_pages_are_passed_over(text: str, passed_over: bool) -> None:  # noqa: FBT001
    assert may_lose(text, ITEM_TYPES) is not passed_over
