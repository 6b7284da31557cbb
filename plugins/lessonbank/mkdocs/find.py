"""What MkDocs has made of every page's Markdown -> what the Find page searches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from lessonbank.bank import Clip
from lessonbank.compiler import Compilation
from lessonbank.mkdocs.pages import BankPage
from lessonbank.site import FindView, Written, documents_of, searching


def fill(files: Files, bank: Compilation) -> Iterator[FindView]:
    """Have the Find page, if it is among `files`, search all of them; yields what it shows."""
    pages = [file.page for file in files.documentation_pages() if file.page is not None]
    for page in pages:
        if isinstance(page, BankPage) and isinstance(page.site_page.view, FindView):
            written = (_written(each) for each in pages if not _is_left_out(each))
            documents = documents_of(bank.library, bank.pages, written)
            view = searching(page.site_page.view, documents)
            page.show(replace(page.site_page, view=view))
            yield view


def _is_left_out(page: Page) -> bool:
    """Whether the page asks not to be found, as themes have it."""
    search = page.meta.get("search")
    return isinstance(search, dict) and bool(search.get("exclude"))


def _written(page: Page) -> Written:
    return Written(
        page.file.url, _plain(page.title), _plain(page.meta.get("description")), _html(page)
    )


def _html(page: Page) -> str:
    """All that a page about an item shows, but for clips, whose times are known; else its prose."""
    if isinstance(page, BankPage):
        item = page.site_page.item
        return page.prose if item is None or isinstance(item, Clip) else page.content or ""
    return page.content or ""


def _plain(words: object) -> str:
    return Markup(str(words or "")).striptags()  # noqa: S704 - the tags are taken off
