"""Cuts of pages: parts that go, and parts that stay unchanged."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.takedown.cutting import reduced
from lessonbank.takedown.marks import Marks
from lessonbank.takedown.page import Element, Text, parse
from lessonbank.takedown.words import OwnWords, own_words

LINK = '<a href="clips/heron.html">x</a>'
FILM = '<lb-player><video><source src="media/0a.mp4"></video></lb-player>'
NOTE = '<span class="lb-unavailable">(not available in this edition)</span>'
MARKS = Marks(
    frozenset({"clips/heron.html", "media/0a.mp4", "calendars/sessions/s1.ics"}),
    OwnWords(frozenset({"heron"}), frozenset({" the long pause "})),
)

CASES = {
    "an entry of a list": (
        '<ul><li><a href="clips/heron.html">One</a></li><li>Two</li></ul>',
        "<ul><li>Two</li></ul>",
    ),
    "a list of nothing else": (f"<p>A</p><ul>\n<li>{LINK}</li>\n</ul>", "<p>A</p>"),
    "a section of nothing else": (
        f'<section><h2 id="a">All</h2><ul><li>{LINK}</li></ul></section><p>B</p>',
        "<p>B</p>",
    ),
    "a link to a part of a section that is gone": (
        '<a href="#a">All</a><section><h2 id="a">All</h2><ol><li>A heron</li></ol></section>',
        '<a href="#a">All</a>',
    ),
    "a card, whatever it is marked by": (
        '<ul><li data-id="heron"><p>Words</p></li><li data-id="x"><p>Other</p></li></ul>',
        '<ul><li data-id="x"><p>Other</p></li></ul>',
    ),
    "an entry about something else keeps its own link": (
        '<ul><li><a href="w.html">Pause</a>, with <a href="clips/heron.html">x</a>.</li></ul>',
        '<ul><li><a href="w.html">Pause</a>, with .</li></ul>',
    ),
    "the inner of two entries": (
        '<ul><li>Group<ul><li><a href="clips/heron.html">x</a></li><li>y</li></ul></li></ul>',
        "<ul><li>Group<ul><li>y</li></ul></li></ul>",
    ),
    "a link to a list that a clip is in": (
        '<ul><li><a href="../mine/list.html#list=otter,heron">Play</a></li></ul><p>A</p>',
        "<p>A</p>",
    ),
    "a link in prose": (
        '<p>See <a href="clips/heron.html#t=2">this one</a> first.</p>',
        f"<p>See {NOTE} first.</p>",
    ),
    "words in prose": ("<p>A heron.</p><p>An otter.</p>", "<p>An otter.</p>"),
    "a phrase, whatever stands between": (
        "<p>The <b>long</b></p><p>The long,\n pause!</p>",
        "<p>The <b>long</b></p>",
    ),
    "a film and all around it": (
        '<figure><lb-player><video><source src="media/0a.mp4#t=1"></video></lb-player>x</figure>',
        "",
    ),
    "the film of the home page": (
        f"<figure><lb-start>{FILM}</lb-start><figcaption><h2>{LINK}</h2></figcaption></figure><p>x</p>",
        "<p>x</p>",
    ),
    "a row of a table": (
        f"<table><tr><td>a</td></tr><tr><th>{LINK}</th><td>1</td></tr></table>",
        "<table><tr><td>a</td></tr></table>",
    ),
    "a value of a fact": (
        f'<dl><div class="lb-facts__row"><dt>In</dt><dd>{LINK}</dd></div><dt>A</dt><dd>b</dd></dl>',
        "<dl><dt>A</dt><dd>b</dd></dl>",
    ),
    "a footer's link": ('<nav><a href="/below/clips/heron.html">Next</a></nav>', "<nav></nav>"),
    "an address of a host": (
        '<meta content="https://elm.example/below/media/0a.mp4"><p>A</p>',
        "<p>A</p>",
    ),
    "captions as an address of data": (
        '<ul><li data-captions="data:text/vtt,A%20heron">x</li><li>y</li></ul>',
        "<ul><li>y</li></ul>",
    ),
    "entities": ("<p>A h&eacute;ron</p><p>A h&#101;ron</p>", "<p>A h&eacute;ron</p>"),
    "the classes of a theme": ('<p class="heron">x</p>', '<p class="heron">x</p>'),
    "nothing": ("<p>An <em>otter</em> &amp; a <br></p>", "<p>An <em>otter</em> &amp; a <br></p>"),
}


@pytest.mark.parametrize("name", CASES)
def test_parts_that_are_cut_and_kept(name: str) -> None:
    source, left = CASES[name]
    before, after = "<!doctype html>\n<!-- a --><main><div>\n", "\n</div></main>\n"
    assert reduced(before + source + after, "index.html", MARKS).source == before + left + after


@pytest.mark.parametrize(
    "source",
    [
        "<title>Heron</title><p>x</p>",
        "<h1>A <em>heron</em></h1><p>x</p>",
        "<p>x</p><!-- heron -->",
        "<!doctype heron><p>x</p>",
        "<p heron>x</p>",
    ],
)
def test_pages_about_a_removed_item_are_removed(source: str) -> None:
    assert reduced(source, "a/b.html", MARKS).source is None


def test_addresses_are_relative_to_the_page() -> None:
    here = '<li><a href="../clips/heron.html">x</a></li>'
    source = f'<ul>{here}<li><a href="clips/heron.html">y</a></li></ul>'
    left = '<ul><li><a href="clips/heron.html">y</a></li></ul>'
    marks = Marks(frozenset({"clips/heron.html"}), OwnWords(frozenset(), frozenset()))
    assert reduced(source, "techniques/a.html", marks).source == left


def test_ids_in_cut_parts_are_returned() -> None:
    source = '<section id="a"><h2 id="b">A heron</h2><p id="c">x</p></section><p id="d">y</p>'
    assert reduced(source, "index.html", MARKS).ids == {"a", "b", "c"}


_TAGS = ["<p>", "</p>", "<ul><li>", "</li>", "</ul>", "<br>", "<a href='x.html'>", "</a>"]
_OTHERS = ["a heron", " otter ", "<", ">", "&amp;", "\n", "<script>1 < 2</script>", "<img src=a>"]
_PARTS = st.sampled_from([*_TAGS, *_OTHERS, "<!-- x -->", "<![x", "<![CDATA[x]]>", "<?x", "<!x"])


@given(st.lists(_PARTS, max_size=30).map("".join))
def test_any_page_is_clean_or_removed(source: str) -> None:
    left = reduced(source, "index.html", MARKS).source
    assert left is None or "heron" not in left
    if "heron" not in source:
        assert left == source


@given(st.lists(_PARTS, max_size=30).map("".join))
def test_positions_match_the_source(source: str) -> None:
    for element in parse(source).elements():
        assert 0 <= element.start <= element.end <= len(source)
        for child in element.children:
            assert element.start <= child.start <= child.end <= element.end
            if isinstance(child, Element):
                assert re.match(rf"<{child.tag}", source[child.start :], re.IGNORECASE)
            elif isinstance(child, Text):
                assert child.start < child.end


def test_own_words_are_in_no_kept_text() -> None:
    taken = ["A heron at dawn", "The pause", "HX-0101", "12", "Jo Lee", "鷺を見る"]
    own = own_words(taken, ["The otter at dawn.", "A pause", "12 of 101", "Jo"])
    for said in ("a HERON.", "in the pause", "hx 0101", "heron-at", "JO LEE", "今日は鷺を見る人"):
        assert own.said_in(said), said
    for said in ("the otter", "a pause, the dawn", "12", "herons", "101", "今日"):
        assert not own.said_in(said), said
