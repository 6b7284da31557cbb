"""Cut the parts of a page that reveal removed items.

Cut the whole list entry, row, card or figure if it is about a removed item. If it is about
something else, cut only the link or the text in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.markdown import note
from lessonbank.takedown.data import is_told_by_data
from lessonbank.takedown.marks import Marks, plain
from lessonbank.takedown.page import Cut, Element, Text, parse, without

_ENTRIES = frozenset({"li", "tr", "dd", "figure", "option"})
_LISTS = frozenset({"ul", "ol", "dl", "table", "tbody", "select", "datalist", "section", "lb-reel"})
"""Elements that are cut once all their entries are cut."""
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_WORDS = frozenset({"p", "td", "em", "strong", "blockquote"})
"""Prose: a note replaces a link in it."""
_WHOLE = frozenset({"title", "h1"})
"""Elements that name the page: if one reveals an item, the whole page is about it."""
_FRAMES = frozenset(
    {"", "html", "head", "body", "main", "article", "div", "nav", "header", "footer"}
)
"""Containers, of which only a text is cut."""
_ROUNDS = 4
_DATA = "application/ld+json"
"""The type of a script element with structured data."""


@dataclass(frozen=True, slots=True)
class Reduced:
    """A page's source after cuts, and the ids of the elements that were cut.

    `source` is None if the page is about a removed item, or still reveals one.
    """

    source: str | None
    ids: frozenset[str]


def reduced(source: str, page: str, marks: Marks) -> Reduced:
    """Cut everything that `marks` match from the page at the address `page`."""
    ids: set[str] = set()
    for _ in range(_ROUNDS):
        root = parse(source)
        found = list(_found(root, page, marks))
        if not found:
            break
        if any(_names_the_page(each) for each in found):
            return Reduced(None, frozenset())
        cuts = [_cut(each, page, marks) for each in found]
        cuts += _emptied(root, cuts)
        ids |= _ids(root, cuts)
        source = without(source, cuts)
    is_clean = not (marks.is_told_by(plain(source)) or any(_found(parse(source), page, marks)))
    return Reduced(source if is_clean else None, frozenset(ids))


_Found = tuple[Element, Text | None]
"""An element that reveals an item, and its child text if that reveals it."""


def _found(root: Element, page: str, marks: Marks) -> Iterator[_Found]:
    for element in root.elements():
        if marks.is_on(element, page):
            yield element, None
            continue
        for child in element.children:
            if isinstance(child, Text) and _tells(element, child, page, marks):
                yield element, child


def _tells(element: Element, text: Text, page: str, marks: Marks) -> bool:
    if element.tag == "script" and element.attributes.get("type") == _DATA:
        return is_told_by_data(text.words, marks, page)
    return marks.is_in(text)


def _names_the_page(found: _Found) -> bool:
    return any(element.tag in _WHOLE for element in found[0].lineage())


def _cut(found: _Found, page: str, marks: Marks) -> Cut:
    """Choose the part to cut: an entry, a section, a link, a text, or the element."""
    element, text = found
    entry = next((each for each in element.lineage() if each.tag in _ENTRIES), None)
    if entry is not None and _is_about(entry, page, marks):
        return Cut(entry.start, entry.end)
    heading = next((each for each in element.lineage() if each.tag in _HEADINGS), None)
    if heading is not None and heading.parent is not None and heading.parent.tag == "section":
        return Cut(heading.parent.start, heading.parent.end)
    link = next((each for each in element.lineage() if each.tag == "a"), None)
    if link is not None:
        is_prose = link.parent is not None and link.parent.tag in _WORDS
        return Cut(link.start, link.end, note() if is_prose else "")
    if text is not None and element.tag in _FRAMES:
        return Cut(text.start, text.end)
    return Cut(element.start, element.end)


def _is_about(entry: Element, page: str, marks: Marks) -> bool:
    """Whether the first link or text of an entry reveals a removed item."""
    for element in entry.elements():
        if marks.is_on(element, page):
            return True
        if element.tag == "a" and not element.attributes.get("href", "#").startswith("#"):
            return any(isinstance(each, Text) and marks.is_in(each) for each in element.children)
        if any(isinstance(each, Text) and marks.is_in(each) for each in element.children):
            return True
    return False


def _emptied(root: Element, cuts: list[Cut]) -> list[Cut]:
    """Return cuts for lists and sections that the other cuts leave empty."""
    spans = sorted((cut.start, cut.end) for cut in cuts if not cut.replacement)
    return [
        Cut(element.start, element.end)
        for element in root.elements()
        if (element.tag in _LISTS or element.has_class("lb-facts__row"))
        and any(element.start < start and end <= element.end for start, end in spans)
        and not _says_anything(element, spans)
    ]


def _says_anything(element: Element, spans: list[tuple[int, int]]) -> bool:
    """Whether an element has any content besides headings outside the cuts."""
    for child in element.children:
        if any(start <= child.start and child.end <= end for start, end in spans):
            continue
        if isinstance(child, Text):
            if child.words.strip():
                return True
        elif child.tag in {*_HEADINGS, "dt", "thead", "caption", "script"}:
            continue
        elif child.tag in {"img", "video", "input", "button", "lb-player"}:
            return True
        elif child.has_class("lb-reel__stage"):
            continue
        elif _says_anything(child, spans):
            return True
    return False


def _ids(root: Element, cuts: list[Cut]) -> set[str]:
    """Return the ids of elements inside the cuts."""
    return {
        element.attributes["id"]
        for element in root.elements()
        if "id" in element.attributes
        and any(cut.start <= element.start and element.end <= cut.end for cut in cuts)
    }
