"""`[text](clip:id#t=80)` becomes a link and `![text](clip:id#t=80,95)` a player.

A player needs a paragraph of its own; within other text it becomes a link.

Items of any kind can be linked in Markdown, in HTML, and by file name. A neutral note replaces
links to items that the edition may not show, with their text, which may reveal the item. One
function (`resolve`) does this on the HTML from Markdown and all extensions, including headings,
before ids and titles are made from them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import render_inner_html
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from lessonbank.markdown.clean import clean
from lessonbank.markdown.item_links import LinkReader
from lessonbank.markdown.moved import MovedLinks
from lessonbank.markdown.resolve import resolve
from lessonbank.markdown.targets import Directory, withheld
from lessonbank.markdown.time_limit import TIME_LIMIT, within

_UNFENCED = 22
"""Priority after code blocks are stored (25), and before MkDocs finds ids in HTML (21.5)."""
_AUTOLINK = 115
"""Priority after Python-Markdown's autolinks (120), and before mail (110) and HTML (90)."""
_MARKED_SECTION = re.compile(r"<!\[(?!CDATA\[)")
_BEFORE = 15
"""Priority after links are parsed (20), and before MkDocs handles them (0)."""
_MOVED = 16
"""After links are parsed, and before anything reads their addresses."""
_GIVEN = 6
"""After attributes are given to headings (8), and before contents are made of them (5)."""
_NOTED = 7
"""After footnotes are put in their place and given links back (15)."""
_FOOTNOTE = re.compile(r"(#?fn(?:ref[0-9]*)?:)(.+)", re.DOTALL)
_LAST = -10
_LABEL = "data-toc-label"


class BankLinks(Extension):
    """Resolves links to items with `directory`.

    `page` returns the address of the page being converted, from the site's root, and `written_at`
    the address that its links are relative to, if that is another. Converting raises
    HeavyMarkdownError if it takes longer than `time_limit` seconds or nests too deep.
    """

    def __init__(
        self,
        directory: Callable[[], Directory],
        page: Callable[[], str],
        time_limit: float = TIME_LIMIT,
        written_at: Callable[[], str] = str,
    ) -> None:
        super().__init__()
        self._written_at = written_at
        self._directory = directory
        self._page = page
        self.gone: dict[str, set[str]] = {}
        """Ids that pages have lost with what is withheld, by the addresses of pages."""
        self._time_limit = time_limit

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        directory, page = self._directory(), self._page()
        md.preprocessors.register(_Sections(md), "lessonbank", _UNFENCED)
        md.inlinePatterns.register(_autolink(directory), "lessonbank", _AUTOLINK)
        md.treeprocessors.register(_Guard(md), "lessonbank-guard", _BEFORE)
        if written_at := self._written_at():
            md.treeprocessors.register(MovedLinks(md, written_at, page), "lessonbank-moved", _MOVED)
        md.treeprocessors.register(_Footnotes(md), "lessonbank-footnotes", _NOTED)
        md.treeprocessors.register(
            _Files(md, LinkReader(directory, page)), "lessonbank-files", _BEFORE
        )
        md.treeprocessors.register(_Labels(md), "lessonbank-labels", _GIVEN)
        last = _Cleaner(md, directory, page, self.gone.setdefault(page, set()))
        md.treeprocessors.register(_Whole(md, last), "lessonbank-whole", _LAST)
        md.postprocessors.register(last, "lessonbank", _LAST)
        md.convert = _limited(md.convert, self._time_limit)  # type: ignore[assignment, method-assign]


def _limited(convert: Callable[[str], str], seconds: float) -> Callable[[str], str]:
    return lambda source: within(seconds, lambda: convert(source))


class _Sections(Preprocessor):
    """Escapes `<![`, which is invalid HTML and crashes Python's parser."""

    def run(self, lines: list[str]) -> list[str]:
        return [_MARKED_SECTION.sub("&lt;![", line) for line in lines]


class _Autolink(InlineProcessor):
    """Parses `<clip:id>` as a link, not a tag. Its text becomes the item's title later."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - handed over to every pattern
    ) -> tuple[Element, int, int]:
        link = Element("a", href=m[1])
        link.text = AtomicString(m[1])
        return link, m.start(0), m.end(0)


def _autolink(directory: Directory) -> _Autolink:
    return _Autolink(rf"(?i)<((?:{'|'.join(sorted(directory.kinds))}):[^\s<>]+)>")


class _Guard(Treeprocessor):
    """Replaces links with invalid addresses, such as `http://[`, by text: parsers fail on them."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if not all(_readable(element.get(name, "")) for name in ("href", "src")):
                element.text = element.get("alt", element.text)
                element.attrib.clear()
                element.tag = "span"


def _readable(address: str) -> bool:
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


class _Files(Treeprocessor):
    """Replaces file links to denied items by `kind:id`, so that generators do not warn."""

    def __init__(self, md: Markdown, links: LinkReader) -> None:
        super().__init__(md)
        self._links = links

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                if address := self._links.denied_address(element.get(name, "")):
                    element.set(name, address)


class _Labels(Treeprocessor):
    """Removes the table of contents label of headings with withheld parts."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if _LABEL in element.attrib and withheld() in render_inner_html(element, self.md):
                del element.attrib[_LABEL]


class _Footnotes(Treeprocessor):
    """Gives footnotes ids with numbers: the label of one may tell what it says."""

    def run(self, root: Element) -> None:
        numbers: dict[str, str] = {}
        for element in root.iter():
            for name in ("id", "href"):
                if found := _FOOTNOTE.fullmatch(element.get(name, "")):
                    number = numbers.setdefault(found[2], str(len(numbers) + 1))
                    element.set(name, f"{found[1]}{number}")


class _Whole(Treeprocessor):
    """Tells the cleaner that its next input is the whole page, not a part."""

    def __init__(self, md: Markdown, cleaner: _Cleaner) -> None:
        super().__init__(md)
        self._cleaner = cleaner

    def run(self, _: Element) -> None:
        self._cleaner.is_whole = True


class _Cleaner(Postprocessor):
    """Resolves links and sanitises the result; also for parts, such as contents and titles."""

    def __init__(self, md: Markdown, directory: Directory, page: str, gone: set[str]) -> None:
        super().__init__(md)
        self._gone = gone
        self.is_whole = False
        self._directory = directory
        self._page = page

    def run(self, text: str) -> str:
        # No text contains its own digest, so contributors cannot forge a placeholder.
        mark = sha256(text.encode("utf-8", "replace")).hexdigest()
        resolved = resolve(text, self._directory, self._page, mark)
        self._gone.update(resolved.gone)
        if self.is_whole:
            self.is_whole = False
            self._shorten_contents(resolved.gone)
        cleaned = self._directory.redacted(clean(resolved.html))
        place = re.compile(f"<p>{mark}:([0-9]+)</p>")
        return place.sub(lambda found: resolved.players[int(found[1])], cleaned)

    def _shorten_contents(self, gone: frozenset[str]) -> None:
        if gone and hasattr(self.md, "toc_tokens"):
            self.md.toc_tokens = list(_left(self.md.toc_tokens, gone))
            toc = resolve(getattr(self.md, "toc", ""), self._directory, self._page, "", gone)
            setattr(self.md, "toc", clean(toc.html))  # noqa: B010 - an extension's own name


def _left(tokens: list[dict[str, Any]], gone: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Drop the entries of removed headings from the contents; keep the entries below them."""
    for token in tokens:
        below = list(_left(token["children"], gone))
        if token["id"] in gone:
            yield from below
        else:
            yield {**token, "children": below}
