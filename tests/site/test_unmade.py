"""Pages and cards of clips that are not encoded yet show the facts and no film."""

from __future__ import annotations

import pytest

from fragment import Fragment
from lessonbank.site.views.browse import BrowseView
from lessonbank.site.views.unmade import UnmadeView
from sample_pages import page

HOSTILE = '"><script>alert(1)</script>'


def view(words: str = "Bar models", cause: str | None = None) -> UnmadeView:
    return UnmadeView(words, "clips/bars.html", words, "01:35", words, cause)


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        (None, "This clip is being prepared. It will appear here when it is ready."),
        ("The disk is full.", "This clip could not be prepared. The disk is full."),
    ],
)
def test_the_page_gives_the_reason_for_the_missing_film(cause: str | None, said: str) -> None:
    fragment = Fragment.of(page("unmade", view(cause=cause), "clips/bars.html", "<p>Look.</p>"))
    assert said in fragment.text
    assert "Look." in fragment.text
    assert fragment.unclosed == []
    assert fragment.all("div", role="status")
    assert not fragment.all("video")
    assert not fragment.all("lb-clip")


@pytest.mark.parametrize(("cause", "said"), [(None, "Being"), ("No.", "Could not be prepared")])
def test_the_card_gives_the_reason_too(cause: str | None, said: str) -> None:
    html = page("browse", BrowseView((), 0, (view(cause=cause),)), "clips/index.html")
    fragment = Fragment.of(html)
    assert said in fragment.text
    assert fragment.all("a", href="../clips/bars.html")
    assert not fragment.all("img")


@pytest.mark.parametrize("template", ["unmade", "browse"])
def test_text_is_escaped(template: str) -> None:
    def shape(words: str) -> object:
        shown = view(words, cause=words)
        whole = shown if template == "unmade" else BrowseView((), 0, (shown,))
        return Fragment.of(page(template, whole, "clips/index.html")).shape

    assert shape(HOSTILE) == shape("Bar models")
