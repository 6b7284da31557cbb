"""Give the Find page what it searches."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from lessonbank.compiler.compilation import Compilation
from lessonbank.mkdocs.pages import BankPage, own_language
from lessonbank.site import FindView
from lessonbank.site.searching import Written, searching, written_of


def fill(files: Files, bank: Compilation) -> Iterator[FindView]:
    """Let the Find page search all `files`; yield its view."""
    pages = [file.page for file in files.documentation_pages() if file.page is not None]
    for page in pages:
        if isinstance(page, BankPage) and isinstance(page.site_page.view, FindView):
            written = (_written(each, bank) for each in pages if not _is_left_out(each))
            find = searching(page.site_page, bank.library, bank.pages, written)
            page.show(find)
            if isinstance(find.view, FindView):
                yield find.view


def _is_left_out(page: Page) -> bool:
    """Return whether the page is excluded from search."""
    search = page.meta.get("search")
    return isinstance(search, dict) and bool(search.get("exclude"))


def _written(page: Page, bank: Compilation) -> Written:
    if isinstance(page, BankPage):
        redacted = bank.directory.redacted
        return written_of(page.site_page, page.prose, page.content or "", redacted)
    title, description = _plain(page.title), _plain(page.meta.get("description"))
    language = own_language(page) if bank.renderer.apart(own_language(page)) else ""
    return Written(page.file.url, title, description, page.content or "", language)


def _plain(words: object) -> str:
    return Markup(str(words or "")).striptags()  # noqa: S704 - the tags are taken off
