"""Bind the pages that MkDocs has written into the whole handbook."""

from __future__ import annotations

from mkdocs.structure.files import Files

from lessonbank.compiler.compilation import Compilation
from lessonbank.mkdocs.pages import BankPage
from lessonbank.site.paper.binding import WrittenPage, bound
from lessonbank.site.urls import WHOLE


def bind(files: Files, bank: Compilation) -> None:
    """Give the page of the whole handbook its chapters."""
    pages = [file.page for file in files.documentation_pages()]
    ours = {each.site_page.path: each for each in pages if isinstance(each, BankPage)}
    if whole := ours.get(WHOLE):
        written = {path: WrittenPage(each.site_page, each.prose) for path, each in ours.items()}
        whole.show(bound(whole.site_page, bank.library, bank.renderer, written))
