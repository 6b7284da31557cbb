"""Remove links to anchors that other pages have lost with what is withheld."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from lessonbank.markdown import without_lost
from lessonbank.mkdocs.contents import table_of_contents
from lessonbank.mkdocs.pages import BankPage

Gone = Mapping[str, Collection[str]]
"""Ids that pages have lost, by the addresses of pages."""


def withhold_places(files: Files, gone: Gone) -> None:
    """Remove such links from all pages."""
    for file in files.documentation_pages():
        if file.page:
            withhold_on(file.page, gone)


def withhold_on(page: Page, gone: Gone) -> None:
    """Remove such links from one page."""
    prose = page.prose if isinstance(page, BankPage) else page.content or ""
    html = without_lost(prose, page.file.url, gone)
    if html == prose:
        return
    if isinstance(page, BankPage):
        page.prose = html
        page.show(page.site_page)
    else:
        page.content = html
        page.toc = table_of_contents(html)
