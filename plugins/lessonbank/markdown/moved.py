"""Move relative links of Markdown to a page in another folder."""

from __future__ import annotations

import re
from posixpath import dirname, join, relpath
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

_NAMES = ("href", "src")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\#?]|\Z")
"""An address that is not relative to the page's folder."""
_END = re.compile(r"([?#])")
_TAG = re.compile(r"<[a-zA-Z](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_WRITTEN = re.compile(r"(\s(?:href|src)\s*=\s*)(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)


def moved(address: str, written_at: str, page: str) -> str:
    """Return an address, which is relative to one page, relative to another."""
    if _ELSEWHERE.match(address.strip()):
        return address
    path, *rest = _END.split(address.strip(), maxsplit=1)
    return relpath(join(dirname(written_at), path), dirname(page) or ".") + "".join(rest)


class MovedLinks(Treeprocessor):
    """Moves the links of a page that was `written_at` another address, those in HTML included."""

    def __init__(self, md: Markdown, written_at: str, page: str) -> None:
        super().__init__(md)
        self._written_at, self._page = written_at, page

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in _NAMES:
                if address := element.get(name):
                    element.set(name, self._moved(address))
        blocks = self.md.htmlStash.rawHtmlBlocks
        blocks[:] = [self._in_html(each) if isinstance(each, str) else each for each in blocks]

    def _moved(self, address: str) -> str:
        return moved(address, self._written_at, self._page)

    def _in_html(self, html: str) -> str:
        return _TAG.sub(lambda tag: _WRITTEN.sub(self._attribute, tag[0]), html)

    def _attribute(self, found: re.Match[str]) -> str:
        return f'{found[1]}"{self._moved(found[2] or found[3] or "")}"'
