"""`[text](clip:id#t=80)` becomes a link and `![text](clip:id#t=80,95)` a player.

A player needs a paragraph to itself; among other words it becomes a link.

Any kind of item can be linked, in Markdown, in HTML, and by the name of its file. For what the
edition may not show a neutral note stands, since the words of a link may tell what it led to. All
of it is done by one function (`resolve`) on whatever Markdown and other extensions have made,
so on headings too, before ids and titles are taken from them.
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
from lessonbank.markdown.leads import Leads
from lessonbank.markdown.patience import PATIENCE, within
from lessonbank.markdown.resolve import resolve
from lessonbank.markdown.targets import WITHHELD, Directory

_UNFENCED = 22
"""After blocks of code are taken out (25), and before MkDocs looks for ids in HTML (21.5)."""
_AUTOLINK = 115
"""After Python-Markdown's own autolinks (120), and before HTML (90) and addresses of mail (110)."""
_MARKED_SECTION = re.compile(r"<!\[(?!CDATA\[)")
_BEFORE = 15
"""After links are made of Markdown (20), and before MkDocs' treatment of them (0)."""
_GIVEN = 6
"""After attributes are given to headings (8), and before contents are made of them (5)."""
_NOTED = 7
"""After footnotes are put in their place and given links back (15)."""
_FOOTNOTE = re.compile(r"(#?fn(?:ref[0-9]*)?:)(.+)", re.DOTALL)
_LAST = -10
_LABEL = "data-toc-label"


class BankLinks(Extension):
    """Resolves addresses of items against `directory`.

    `page` gives the address, from the site's root, of the page that is being converted. A
    conversion that takes longer than `patience` seconds, or nests too deep, raises
    HeavyMarkdownError.
    """

    def __init__(
        self,
        directory: Callable[[], Directory],
        page: Callable[[], str],
        patience: float = PATIENCE,
    ) -> None:
        super().__init__()
        self._directory = directory
        self._page = page
        self._patience = patience
        self.gone: dict[str, set[str]] = {}
        """Ids that pages have lost with what is withheld, by the addresses of pages."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        directory, page = self._directory(), self._page()
        md.preprocessors.register(_Sections(md), "lessonbank", _UNFENCED)
        md.inlinePatterns.register(_autolink(directory), "lessonbank", _AUTOLINK)
        md.treeprocessors.register(_Guard(md), "lessonbank-guard", _BEFORE)
        md.treeprocessors.register(_Files(md, Leads(directory, page)), "lessonbank-files", _BEFORE)
        md.treeprocessors.register(_Footnotes(md), "lessonbank-footnotes", _NOTED)
        md.treeprocessors.register(_Labels(md), "lessonbank-labels", _GIVEN)
        last = _Cleaner(md, directory, page, self.gone.setdefault(page, set()))
        md.treeprocessors.register(_Whole(md, last), "lessonbank-whole", _LAST)
        md.postprocessors.register(last, "lessonbank", _LAST)
        md.convert = within(self._patience)(md.convert)  # type: ignore[method-assign]


class _Sections(Preprocessor):
    """Takes `<![` for text: HTML has no such thing, and Python's parser ends in an exception."""

    def run(self, lines: list[str]) -> list[str]:
        return [_MARKED_SECTION.sub("&lt;![", line) for line in lines]


class _Autolink(InlineProcessor):
    """`<clip:id>`, which would be taken for a tag. Its words become the item's title."""

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
    """Leaves only the words of an address that is none, such as `http://[`: readers stumble."""

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
    """Gives denied items' files an address with a scheme: generators look for files, and warn."""

    def __init__(self, md: Markdown, leads: Leads) -> None:
        super().__init__(md)
        self._leads = leads

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                if address := self._leads.denied_address(element.get(name, "")):
                    element.set(name, address)


class _Labels(Treeprocessor):
    """Takes away the label that contents have for a heading of which something is withheld."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if _LABEL in element.attrib and WITHHELD in render_inner_html(element, self.md):
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
    """Tells the cleaner that what comes next is the whole page and no more a part of it."""

    def __init__(self, md: Markdown, cleaner: _Cleaner) -> None:
        super().__init__(md)
        self._cleaner = cleaner

    def run(self, _: Element) -> None:
        self._cleaner.is_whole = True


class _Cleaner(Postprocessor):
    """Resolves links, and cleans what comes of it. Contents and titles have it clean parts, too."""

    def __init__(self, md: Markdown, directory: Directory, page: str, gone: set[str]) -> None:
        super().__init__(md)
        self._gone = gone
        self.is_whole = False
        self._directory = directory
        self._page = page

    def run(self, text: str) -> str:
        # No text holds its own digest, so players cannot be claimed by what people write.
        mark = sha256(text.encode("utf-8", "replace")).hexdigest()
        resolved = resolve(text, self._directory, self._page, mark)
        self._gone.update(resolved.gone)
        if self.is_whole:
            self.is_whole = False
            self._shorten_contents(resolved.gone)
        cleaned = self._directory.told(clean(resolved.html))
        place = re.compile(f"<p>{mark}:([0-9]+)</p>")
        return place.sub(lambda found: resolved.players[int(found[1])], cleaned)

    def _shorten_contents(self, gone: frozenset[str]) -> None:
        if gone and hasattr(self.md, "toc_tokens"):
            self.md.toc_tokens = list(_left(self.md.toc_tokens, gone))
            toc = resolve(getattr(self.md, "toc", ""), self._directory, self._page, "", gone)
            setattr(self.md, "toc", clean(toc.html))  # noqa: B010 - an extension's own name


def _left(tokens: list[dict[str, Any]], gone: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Entries of contents without those whose headings are gone; what is below them stays."""
    for token in tokens:
        below = list(_left(token["children"], gone))
        if token["id"] in gone:
            yield from below
        else:
            yield {**token, "children": below}
