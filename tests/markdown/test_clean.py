"""Sanitising of contributors' Markdown and HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from fragment import Fragment
from lessonbank.bank import Address
from lessonbank.markdown import Directory, Target
from lessonbank.markdown.extension import BankLinks

PLAYER = '<lb-player class="lb-player"><video controls></video></lb-player>'


def embed(_: Address, __: str, ___: str) -> str:
    return PLAYER


TARGETS = {("clip", "bars"): Target("clips/bars.html", "Bars", embed)}
USUAL = [
    *("admonition", "attr_list", "def_list", "footnotes", "tables", "toc", "md_in_html", "abbr"),
    *("pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist"),
]
SETTINGS = {"toc": {"permalink": True}, "pymdownx.tabbed": {"alternate_style": True}}


def convert(text: str) -> str:
    links = BankLinks(lambda: Directory(TARGETS), lambda: "index.html")
    return markdown(text, extensions=[*USUAL, links], extension_configs=SETTINGS)


def plain(text: str) -> str:
    return markdown(text, extensions=USUAL, extension_configs=SETTINGS)


@pytest.mark.parametrize(
    "text",
    [
        "# Heading\n\nA *word*, **another** and `code`.\n\n- one\n- two\n\n3. three\n\n> said",
        "Left | Right\n:--- | ---:\na | b\n",
        '!!! note "Mind"\n    This.\n\n??? tip\n    That.\n\n???+ warning\n    More.\n',
        "Said.[^1]\n\n[^1]: By whom.\n",
        '=== "One"\n    First.\n\n=== "Two"\n    Second.\n',
        "- [x] done\n- [ ] to do\n",
        "Term\n:   What it means\n\nThe DSL says.\n\n*[DSL]: lead\n",
        "```python\nx = 1 < 2\n```\n",
        "[Next](next.html){ .md-button } ![board](images/b.svg){ align=left width=40 }",
        "<details open><summary>More</summary>Words</details>",
        '<figure id="one"><figcaption>Words</figcaption></figure>',
        "A [page](https://example.org/?a=1&b=2){target=_blank}, [mail](mailto:a@b.example).",
    ],
)
def test_output_of_markdown_is_kept(text: str) -> None:
    before, after = Fragment.of(plain(text)), Fragment.of(convert(text))
    assert [tag for tag, _ in after.elements] == [tag for tag, _ in before.elements]
    assert [_spread(attrs) for _, attrs in after.elements] == [
        _spread(attrs) for _, attrs in before.elements
    ]
    assert after.text == before.text


def _spread(attrs: dict[str, str]) -> dict[str, str]:
    """Return attributes with normalised spaces and boolean values."""
    flags = {"open", "checked", "disabled"}
    return {
        name: "" if name in flags else value.replace(": ", ":").rstrip(";")
        for name, value in attrs.items()
    }


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<script>alert(1)</script>", ""),
        ("<style>p { color: red }</style>", ""),
        ('<p onclick="alert(1)">x</p>', "<p>x</p>"),
        ('<p style="position: fixed; color: red">x</p>', "<p>x</p>"),
        ('<a href="javascript:alert(1)">x</a>', "<p><a>x</a></p>"),
        ('<a href="java&#10;script:alert(1)">x</a>', "<p><a>x</a></p>"),
        ('<a href="data:text/html,x">x</a>', "<p><a>x</a></p>"),
        ('<img src="data:image/svg+xml,x">', "<p><img></p>"),
        ('<img src="https://tracker.example/x.gif">', "<p><img></p>"),
        ('<img src="//tracker.example/x.gif">', "<p><img></p>"),
        (r'<img src="\\tracker.example/x.gif">', "<p><img></p>"),
        ("<iframe src=//x></iframe>", ""),
        ("<form action=//x><button>Go</button></form>", "Go"),
        ('<meta http-equiv="refresh" content="0"><base href="//x">', "<p></p>"),
        ("<object data=x></object><embed src=x>", "<p></p>"),
        ("<svg onload=alert(1)><path d=M0></svg>", "<p></p>"),
        (PLAYER, "<p></p>"),
        ('<div class="lb-stage md-overlay mine">x</div>', '<div class="mine">x</div>'),
        ('<span class="lb-unavailable">x</span>', '<p><span class="lb-unavailable">x</span></p>'),
        ('<div id="__config">{}</div>', "<div>{}</div>"),
        ('<a name="__search">x</a>', "<p><a>x</a></p>"),
        ("<!-- a secret -->", ""),
        ("</div></article><h2>Out</h2>", "<p></p><h2>Out</h2><p></p>"),
    ],
)
def test_html_is_sanitised(html: str, left: str) -> None:
    assert convert(html).replace("\n", "") == left


def test_attribute_lists_are_sanitised() -> None:
    html = convert('Words\n{: onmouseover="alert(1)" style="color: red" #mine .lb-stage .big }')
    assert html == '<p class="big" id="mine">Words</p>'


def test_an_invalid_address_leaves_its_text() -> None:
    html = convert("[a](http://[) ![b](http://[::1 'c') <http://[>")
    assert html.startswith("<p><span>a</span> <span>b</span>")


def test_a_marked_section_is_escaped() -> None:
    assert convert("<![> and <![if x]>") == "<p>&lt;![&gt; and &lt;![if x]&gt;</p>"
    assert "&lt;![x" in convert("```\n<![x\n```")


def test_contributors_cannot_forge_a_player() -> None:
    html = convert(
        f"![x](clip:bars)\n\n{PLAYER}\n\n\x02lessonbank:0\x03\n\n"
        "&#2;lessonbank:0&#3;\n\n&#2;lessonbank:7&#3;"
    )
    assert html.count("<lb-player") == 1
    assert html.startswith(PLAYER)


def test_a_player_keeps_its_position() -> None:
    html = convert("- one\n\n    ![x](clip:bars)\n\n- two\n\n> ![x](clip:bars)")
    assert html.count(PLAYER) == 2
    assert f"<blockquote>\n{PLAYER}\n</blockquote>" in html


@given(
    st.text(alphabet=st.sampled_from("<>/=\"'`&;:!- \n\x02\x03abimgsvonerror#{}[]()"), max_size=80)
)
def test_no_active_content_is_left(text: str) -> None:
    for tag, attrs in Fragment.of(convert(text)).elements:
        assert tag not in {"script", "style", "iframe", "form", "svg", "object", "embed", "base"}
        assert not [name for name in attrs if name.startswith("on")]
        assert not attrs.get("href", "").strip().lower().startswith(("javascript:", "data:"))
