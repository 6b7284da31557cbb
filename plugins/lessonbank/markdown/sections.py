"""The sections of a page of Markdown, with their places in the text.

Python-Markdown decides what is a heading. Each line that could be one gets a mark, and a line is
one if its mark comes out in a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor

from lessonbank.markdown.headings import slug
from lessonbank.markdown.time_limit import TIME_LIMIT, HeavyMarkdownError, within

_EXTENSIONS = (
    *("attr_list", "tables", "fenced_code", "footnotes", "admonition", "def_list"),
    *("md_in_html", "abbr"),
)
_HEADING = re.compile(r"h([1-6])")
_CANDIDATE = re.compile(
    r"^(?P<hashes>\#{1,6})(?P<words>[^\n]*)$"
    r"|^(?P<title>[^\n#][^\n]*?)(?P<rest>[ ]*(?:\{[^{}\n]*\})?[ ]*)\n[=-]+[ ]*$",
    re.MULTILINE,
)
"""A line that may be a heading: one with `#`, or one above a line of `=` or `-`."""
_LAST = 1
"""Priority after ids have been given to headings."""
MANDATORY = "mandatory"
"""The class of a section that no school may leave out."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and everything below it, up to a heading of its level or above.

    `start` is the offset of the heading, `body` that of the text below, and `end` the end of both.
    `after` is the section that it is to follow, if its heading says so.
    """

    id: str
    level: int
    start: int
    body: int
    end: int
    after: str = ""
    is_mandatory: bool = False

    def holds(self, other: Section) -> bool:
        """Return whether the other section is a part of this one."""
        return self.start < other.start and other.end <= self.end


@lru_cache(maxsize=256)
def sections(markdown: str) -> tuple[Section, ...]:
    """Return the sections of a page, in order; none of a page that takes too long."""
    candidates = list(_CANDIDATE.finditer(markdown))
    if not candidates:
        return ()
    mark = next(m for m in (f"lbs{n}s" for n in count()) if m not in markdown)
    try:
        plain, marked = (_headings(each) for each in (markdown, _marked(markdown, mark)))
    except HeavyMarkdownError:
        return ()
    if len(plain) != len(marked):
        return ()
    number = re.compile(rf"{mark}([0-9]+)e")
    found = [
        (heading, candidates[int(place[1])])
        for heading, other in zip(plain, marked, strict=True)
        if (place := number.search("".join(other.itertext())))
    ]
    return tuple(_sections(found, len(markdown)))


def roots(found: Sequence[Section]) -> tuple[Section, ...]:
    """Return the sections that are part of no other."""
    return tuple(each for each in found if not any(other.holds(each) for other in found))


def _marked(markdown: str, mark: str) -> str:
    numbers = count()

    def with_mark(found: re.Match[str]) -> str:
        name = f"{mark}{next(numbers)}e"
        place = found.end("hashes") if found["hashes"] else found.end("title")
        at = place - found.start()
        return f"{found[0][:at]}{name}{found[0][at:]}"

    return _CANDIDATE.sub(with_mark, markdown)


def _headings(markdown: str) -> list[Element]:
    """Return the headings of a page that are part of nothing else, such as a list."""
    parser = Markdown(extensions=[TocExtension(slugify=slug), *_EXTENSIONS])
    found: list[Element] = []
    parser.treeprocessors.register(_Collector(parser, found), "lessonbank-sections", _LAST)
    within(TIME_LIMIT, lambda: parser.convert(markdown))
    return found


class _Collector(Treeprocessor):
    """Collects the headings."""

    def __init__(self, md: Markdown, found: list[Element]) -> None:
        super().__init__(md)
        self._found = found

    def run(self, root: Element) -> None:
        self._found.extend(each for each in root if _HEADING.fullmatch(each.tag))


def _sections(found: Sequence[tuple[Element, re.Match[str]]], whole: int) -> Iterator[Section]:
    levels = [int(heading.tag[1]) for heading, _ in found]
    for number, (heading, place) in enumerate(found):
        later = range(number + 1, len(found))
        last = next((n for n in later if levels[n] <= levels[number]), None)
        yield Section(
            id=heading.get("id", ""),
            level=levels[number],
            start=place.start(),
            body=min(place.end() + 1, whole),
            end=whole if last is None else found[last][1].start(),
            after=heading.get("after", ""),
            is_mandatory=MANDATORY in heading.get("class", "").split(),
        )
