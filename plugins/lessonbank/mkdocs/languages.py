"""Finish pages, and mark those in a language of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from markupsafe import Markup
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from lessonbank.mkdocs.pages import BankPage, own_language
from lessonbank.mkdocs.portable import portable
from lessonbank.site.render import Renderer
from lessonbank.theme import finished, main_in, titles_in

_NOTE = '<p class="lb-differs"'
"""A note of ours between the sections of a page."""


class Foreign(NamedTuple):
    """The language of a page as attributes, and its title as HTML."""

    language: Markup
    title: str


@dataclass(frozen=True, slots=True)
class Languages:
    """The pages of prose in another language than the site's, by address.

    `site` is the site's language as attributes.
    """

    pages: Mapping[str, Foreign]
    site: Markup

    def finish(self, html: str, address: str) -> str:
        """Return a page as it is published. Raise PluginError if a folder cannot show it."""
        html = finished(portable(html, address))
        if not self.pages:
            return html
        if page := self.pages.get(address):
            html = main_in(html, page.language).replace(_NOTE, f"{_NOTE}{self.site}")
        return titles_in(html, partial(self._language_of, address))

    def _language_of(self, address: str, link: str, text: str) -> str:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            return ""
        path = normpath(join(dirname(address), unquote(parts.path))) if parts.path else address
        page = self.pages.get(path)
        return page.language if page and page.title == text else ""


def languages_of(files: Files, renderer: Renderer) -> Languages:
    """Return the languages of the pages that MkDocs has read."""
    pages = [file.page for file in files.documentation_pages() if file.page is not None]
    found = ((page, renderer.apart(own_language(page))) for page in pages if not _is_ours(page))
    foreign = {page.file.url: Foreign(mark, str(page.title)) for page, mark in found if mark}
    return Languages(foreign, renderer.site)


def _is_ours(page: Page) -> bool:
    return isinstance(page, BankPage)
