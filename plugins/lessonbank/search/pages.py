"""Extract the passages of a page from its HTML, each with the heading above it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from lessonbank.search.document import Passage

_BLOCK_TAGS = """
article aside blockquote caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header li
ol p pre section summary table td th tr ul
"""
_UNREAD_TAGS = """
button form h1 label nav script style svg template video lb-clip lb-controls lb-filter lb-find
lb-keys lb-player lb-print lb-reel lb-timeline
"""
"""Controls, and texts that are indexed elsewhere, such as titles and transcripts."""
_BLOCKS, _UNREAD = frozenset(_BLOCK_TAGS.split()), frozenset(_UNREAD_TAGS.split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OTHERS = frozenset({"lb-card", "headerlink"})
"""Classes of elements about other pages, or that link to themselves."""
_VOID = frozenset({"br", "col", "hr", "img", "input", "source", "track", "wbr"})


def page_passages(html: str) -> tuple[Passage, ...]:
    """Return the text of a page by block; `at` is the id of the heading above it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.passages())


class _Reader(HTMLParser):
    """Collects the text between block boundaries."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[tuple[str, str | None]] = []
        self._text: list[str] = []
        self._heading: str | None = None
        self._unread = ""
        self._depth = 0

    def passages(self) -> Iterator[Passage]:
        self._end()
        for text, heading in self._found:
            yield Passage(text, heading)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._unread:
            self._depth += tag == self._unread
        elif _is_unread(tag, given) and tag not in _VOID:
            self._unread, self._depth = tag, 1
        if tag in _BLOCKS or tag == "br":
            self._end()
        if tag in _HEADINGS and not self._unread and given.get("id"):
            self._heading = given["id"]

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unread:
            self._depth -= 1
            self._unread = self._unread if self._depth else ""
        if tag in _BLOCKS:
            self._end()

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._text.append(data)

    def _end(self) -> None:
        if text := " ".join("".join(self._text).split()):
            self._found.append((text, self._heading))
        self._text.clear()


def _is_unread(tag: str, given: dict[str, str | None]) -> bool:
    if tag in _UNREAD or "hidden" in given or given.get("aria-hidden") == "true":
        return True
    return not _OTHERS.isdisjoint((given.get("class") or "").split())
