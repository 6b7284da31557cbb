"""Find the social card of a page."""

from __future__ import annotations

from markupsafe import Markup
from mkdocs.structure.pages import Page

from lessonbank.compiler.compilation import Compilation
from lessonbank.mkdocs.pages import BankPage
from lessonbank.site import SocialCard


def card_of(page: Page, bank: Compilation) -> SocialCard | None:
    """Return a page's social card; None for a redirect."""
    if isinstance(page, BankPage):
        return bank.cards.get(page.site_page.path)
    title = Markup(str(page.title or "")).striptags()  # noqa: S704 - the tags are taken off
    return SocialCard(bank.library.bank.trust.name, title)
