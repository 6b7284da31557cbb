"""Links and embeds with `clip:` in Markdown."""

from __future__ import annotations

import pytest
from markdown import Markdown, markdown

from lessonbank.bank import Address
from lessonbank.markdown import Directory, Target
from lessonbank.markdown.extension import BankLinks


def embed(address: Address, words: str, base: str) -> str:
    return f"<figure data-t='{address.fragment}' data-base='{base}'>{words}</figure>"


TARGETS = {
    ("clip", "bar-models"): Target("clips/bar-models.html", "Bar models", embed),
    ("technique", "cold-call"): Target("techniques/cold-call.html", "Cold call"),
}


PAGE = "handbook/index.html"


def links() -> BankLinks:
    return BankLinks(lambda: Directory(TARGETS), lambda: PAGE)


def convert(text: str) -> str:
    return markdown(text, extensions=[links()])


NOTE = '<span class="lb-unavailable">(not available in this edition)</span>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[see](clip:bar-models)", '<a href="../clips/bar-models.html">see</a>'),
        ("[see](clip:bar-models#t=80)", '<a href="../clips/bar-models.html#t=80">see</a>'),
        ("[see](clip:bar-models#t=1:20)", '<a href="../clips/bar-models.html#t=80">see</a>'),
        (
            "[see](clip:bar-models#t=80,95.5)",
            '<a href="../clips/bar-models.html#t=80,95.5">see</a>',
        ),
        ("[see](technique:cold-call)", '<a href="../techniques/cold-call.html">see</a>'),
        ("[Bars](clip:withdrawn) are **it**", f"{NOTE} are <strong>it</strong>"),
        ("[**Bars** and more](clip:withdrawn#t=3)", NOTE),
        ("see ![Bars](clip:withdrawn) here", f"see {NOTE} here"),
        ("[see](https://example.org)", '<a href="https://example.org">see</a>'),
        ("`[see](clip:bar-models)`", "<code>[see](clip:bar-models)</code>"),
        ("![words](technique:cold-call)", '<a href="../techniques/cold-call.html">words</a>'),
        (
            "a ![words](clip:bar-models#t=5) b",
            'a <a href="../clips/bar-models.html#t=5">words</a> b',
        ),
        ("![a picture](images/x.png)", '<img alt="a picture" src="images/x.png">'),
    ],
)
def test_inline_links(text: str, html: str) -> None:
    assert convert(text) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    "address",
    [
        *("coverage.md", "./coverage.md", "../handbook/coverage.md", "coverage.md#gaps"),
        *(
            "coverage.html",
            "coverage.html?x=1#gaps",
            "coverage.md#a/../b",
            "../handbook/./coverage.md",
        ),
        *("c%6Fverage.md", "coverage&#46;md", "coverage%2Emd", "../handbook/./coverage.md"),
    ],
)
@pytest.mark.parametrize("form", ["[Gaps]({})", "![Gaps]({})", '<a href="{}">Gaps</a>'])
def test_a_link_to_a_page_that_the_edition_lacks_becomes_a_note(form: str, address: str) -> None:
    absent = Directory(TARGETS, absent=frozenset({"handbook/coverage"}))
    text = form.format(address)
    html = markdown(f"See {text}.", extensions=[BankLinks(lambda: absent, lambda: PAGE)])
    assert html == f"<p>See {NOTE}.</p>"
    assert NOTE not in convert(f"See {text}.")
    there = form.format("other/coverage.md")
    assert NOTE not in markdown(there, extensions=[BankLinks(lambda: absent, lambda: PAGE)])


def test_a_player_replaces_its_paragraph() -> None:
    html = convert("Before.\n\n![Bars](clip:bar-models#t=80,95)\n\nAfter.")
    player = "<figure data-t='#t=80,95' data-base='../'>Bars</figure>"
    assert html == f"<p>Before.</p>\n{player}\n<p>After.</p>"


def test_a_player_without_text_has_the_title_of_the_clip() -> None:
    assert ">Bar models</figure>" in convert("![](clip:bar-models)")


def test_a_denied_player_becomes_a_note() -> None:
    assert convert("![What we saw](clip:withdrawn#t=3)") == f"<p>{NOTE}</p>"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("clip:a", Address("clip", "a")),
        ("clip:a#t=80", Address("clip", "a", 80)),
        ("clip:a#t=,9", Address("clip", "a", 0, 9)),
        ("clip:a#t=npt:80.5,1:30", Address("clip", "a", 80.5, 90)),
    ],
)
def test_addresses_are_parsed(written: str, address: Address) -> None:
    assert Address.parse(written) == address


@pytest.mark.parametrize(
    "written", ["clip", "clip:", "clip:a#x", "clip:a#t=", "clip:a#t=9,8", "a b:c"]
)
def test_invalid_addresses_are_refused(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        Address.parse(written)


def test_denied_text_of_a_heading_is_not_in_its_id_or_the_contents() -> None:
    md = Markdown(extensions=[links(), "toc"])
    html = md.convert("# Look at [Bars](clip:withdrawn)\n\n## ![Bars](clip:withdrawn#t=3)")
    assert "bars" not in (html + md.toc).lower()  # type: ignore[attr-defined]
