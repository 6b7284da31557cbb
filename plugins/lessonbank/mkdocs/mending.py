"""Links at the foot of a page to report a mistake on it, and to edit it."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from lessonbank.compiler.compilation import Compilation
from lessonbank.mkdocs.pages import BankPage
from lessonbank.site.editing import edit_address, may_edit, source_of_item
from lessonbank.site.labels import name_of
from lessonbank.site.suggesting import report_mistake
from lessonbank.site.urls import Link
from lessonbank.texts import gettext as _

_GUESSED = "/docs/"
"""The end of MkDocs' default `edit_uri`. Content never lies in such a folder."""


def mending(page: Page, address: str, bank: Compilation, config: MkDocsConfig) -> Iterator[Link]:
    """Yield the links that the edition and the settings allow. `address` is the page's."""
    if report := report_mistake(bank.library.bank.trust, _name(page), address):
        yield report
    source = _source(page, bank)
    edited = edit_address(config.repo_url or "", *_settings(config), source) if source else None
    if edited and may_edit(bank.admission):
        yield Link(_("Edit this page"), edited)


def _name(page: Page) -> str:
    if isinstance(page, BankPage):
        return name_of(page.site_page.item, page.site_page.title)
    return Markup(str(page.title or "")).striptags()  # noqa: S704 - tags are taken off


def _source(page: Page, bank: Compilation) -> str | None:
    """Return the path of the page's file below `content/`, or None."""
    if isinstance(page, BankPage) and page.site_page.item:
        return source_of_item(page.site_page.item, bank.checked)
    return page.file.src_uri if f"content/{page.file.src_uri}" in bank.checked else None


def _settings(config: MkDocsConfig) -> tuple[str, str]:
    """Return the project's `edit_uri` and `edit_uri_template`, or empty texts."""
    uri = config.edit_uri or ""
    return "" if uri.endswith(_GUESSED) else uri, config.edit_uri_template or ""
