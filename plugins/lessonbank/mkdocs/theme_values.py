"""Values for the theme's templates, under the name `lessonbank`."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from lessonbank.compiler.compilation import Compilation
from lessonbank.mkdocs.cards import card_of
from lessonbank.mkdocs.contents import is_long, sections_of
from lessonbank.mkdocs.mending import mending
from lessonbank.mkdocs.pages import BankPage, own_language
from lessonbank.site import SitePage, concern_about, content_policy, has_workbench
from lessonbank.site.news.channels import Channel
from lessonbank.site.social.sharing import Sharing, sharing
from lessonbank.site.urls import Link
from lessonbank.texts import gettext as _
from lessonbank.texts import spoken_in


@dataclass(frozen=True, slots=True)
class ThemeValues:
    """Safe HTML and values for every page."""

    bank: Compilation
    config: MkDocsConfig
    preview: bool

    @property
    def is_open(self) -> bool:
        return self.bank.imprint.is_open

    @property
    def mark(self) -> str:
        return self.bank.renderer.mark(self.bank.imprint)

    @property
    def trust(self) -> str:
        """The trust's id, under which a browser keeps what people choose and write."""
        return self.bank.library.bank.trust.key

    @property
    def has_clips(self) -> bool:
        """Whether the site lists clips."""
        return self.bank.library.has_clips

    @property
    def is_remembered(self) -> bool:
        """Whether there is anything for a reader to keep on their device."""
        return self.bank.library.is_remembered

    @property
    def interface(self) -> str:
        """The language of our words."""
        return spoken_in(self.bank.library.bank.trust.language)

    @property
    def ours(self) -> Markup:
        """The language of our words as an attribute, if the theme's are in another."""
        is_apart = self.config.theme["language"] != self.interface
        return Markup(' lang="{}"').format(self.interface) if is_apart else Markup()

    def own_language(self, page: Page) -> str:
        """Return the language of a page of prose, if it names one."""
        return "" if self.about(page) else own_language(page)

    def about(self, page: Page | None) -> SitePage | None:
        """Return the bank's page, or None for a page of prose."""
        return page.site_page if isinstance(page, BankPage) else None

    def sections(self, page: Page | None) -> list[AnchorLink]:
        """Return the page's sections; nothing for a short page."""
        if page is None or "toc" in page.meta.get("hide", ()) or not is_long(page.content or ""):
            return []
        return sections_of(page)

    def card(self, page: Page | None) -> str | None:
        """Return the address of a page's social card; None in a preview."""
        card = card_of(page, self.bank) if page and not self.preview else None
        return card.url if card else None

    def sharing(self, page: Page) -> Sharing | None:
        """Return what a page with a card tells programs that show a preview of its address."""
        if (card := card_of(page, self.bank)) is None:
            return None
        return sharing(self.bank.library, self.about(page), card, is_open=self.is_open)

    def feeds(self, page: Page | None) -> tuple[Channel, ...]:
        """Return the news feeds that a page names in its head."""
        about = self.about(page)
        return self.bank.news.get(about.path, ()) if about else ()

    def structured(self, page: Page | None) -> Markup:
        """Return the structured data of a page, safe within a script element, or nothing."""
        about = self.about(page)
        data = self.bank.structured.get(about.path, "") if about else ""
        return Markup(data)  # noqa: S704 - escaped for its element

    @property
    def has_workbench(self) -> bool:
        """Return whether the site has the workbench."""
        return has_workbench(self.bank.library)

    def oembed(self, page: Page | None) -> str | None:
        """Return the whole address of a page's oEmbed file, or None."""
        own = self.about(page)
        path = own and self.bank.oembed.get(own.path)
        return f"{self.bank.library.site_url}{path}" if path else None

    def policy(self, theme: str, page: Page | None) -> str:
        """Return the content security policy. `theme` is the theme's inline scripts."""
        films_at = self.bank.library.films_at
        about = self.about(page)
        own = about is not None and about.plays_own_films
        return content_policy(theme, preview=self.preview, films_at=films_at, own_films=own)

    def imprint(self, page: Page | None) -> str:
        """Return the imprint. `page` is None for a page without a file.

        An unlisted page does not give its address.
        """
        imprint = self.bank.imprint
        if page is None or (isinstance(page, BankPage) and not page.site_page.listed):
            concern = imprint.concern(_("Report a concern"))
        elif isinstance(page, BankPage):
            concern = concern_about(imprint, page.site_page, self._address(page))
        else:
            title = Markup(str(page.title or "")).striptags()  # noqa: S704 - tags are taken off
            about = f"{title} ({self._address(page)})"
            concern = imprint.concern(_("Report a concern about this page"), about)
        return self.bank.renderer.imprint(imprint, concern, self._mending(page))

    def _mending(self, page: Page | None) -> tuple[Link, ...]:
        if page is None or (isinstance(page, BankPage) and not page.site_page.listed):
            return ()
        return tuple(mending(page, self._address(page), self.bank, self.config))

    def _address(self, page: Page) -> str:
        return (self.config.site_url or "") + page.file.url
