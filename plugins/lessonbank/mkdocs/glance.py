"""Put the page of a changed clip into a preview at once.

The rest of the site (lists, the Find page, other pages about the clip) follows with the whole
build after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import Environment
from markupsafe import escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from lessonbank.compiler.compilation import Compilation
from lessonbank.compiler.glance import changed_clip, glance
from lessonbank.compiler.settings import Settings
from lessonbank.compiler.sources import source_stamps
from lessonbank.files import atomic
from lessonbank.files.fingerprint import Stamp
from lessonbank.mkdocs.checked import CheckedFile
from lessonbank.mkdocs.pages import BankPage
from lessonbank.mkdocs.places import Gone, withhold_on
from lessonbank.site import SitePage
from lessonbank.site.finished import Duties
from lessonbank.texts import speaking, translations

_PAGE = "main.html"
"""The theme's template of pages."""


@dataclass
class Whole:
    """A whole build of a preview: all that one more page is made with.

    `gone` are ids that pages have lost. `stamps` are of the files that it was made from.
    """

    bank: Compilation
    config: MkDocsConfig
    files: Files
    env: Environment
    nav: Navigation
    gone: Gone
    settings: Settings
    stamps: Mapping[str, Stamp]

    def __post_init__(self) -> None:
        """Let go of the texts of pages: they are written, and the next build has its own."""
        self.files = Files([file for file in self.files if file.page or _is_written(file)])
        for page in (file.page for file in self.files.documentation_pages()):
            if page is not None:
                page.markdown, page.content = None, None
            if isinstance(page, BankPage):
                page.prose, page.site_page = "", replace(page.site_page, view=None)

    def follow(self) -> bool:
        """Show a clip whose file alone has changed; return whether its page is shown as it is."""
        now = source_stamps(self.settings)
        clip = changed_clip(self.stamps, now)
        with speaking(translations(self.bank.library.bank.trust.language)):
            site_page = glance(self.settings, self.bank, clip) if clip else None
            if site_page is None or not self._show(site_page):
                return False
        self.stamps = now
        return True

    def _show(self, site_page: SitePage) -> bool:
        """Write a page into the site if it is as pages must be."""
        pages = (file.page for file in self.files.documentation_pages())
        page = next((p for p in pages if p and p.file.dest_uri == site_page.path), None)
        if not isinstance(page, BankPage):
            return False
        page.site_page, page.title = site_page, escape(site_page.title)
        self._read(page)
        html = self._rendered(page)
        duties = Duties(self.bank.imprint, preview=True, films_at=self.bank.library.films_at)
        if any(duties.neglected(html)):
            return False
        atomic.write_text(Path(self.config.site_dir) / site_page.path, html)
        return True

    def _read(self, page: BankPage) -> None:
        config, files, others = self.config, self.files, self.config.plugins
        page.read_source(config)
        markdown = page.markdown or ""
        page.markdown = others.on_page_markdown(markdown, page=page, config=config, files=files)
        page.render(config, files)
        html = page.content or ""
        page.content = others.on_page_content(html, page=page, config=config, files=files)
        withhold_on(page, self.gone)

    def _rendered(self, page: BankPage) -> str:
        """Return the page as the generator would write it."""
        config, nav, page.active = self.config, self.nav, True
        try:
            context = get_context(nav, self.files, config, page)
            context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
            html = self.env.get_template(page.meta.get("template", _PAGE)).render(context)
            return config.plugins.on_post_page(html, page=page, config=config)
        finally:
            page.active = False


def _is_written(file: File) -> bool:
    """Return whether a file is the bank's own, which Markdown may link to."""
    return isinstance(file, CheckedFile)
