"""The MkDocs plugin: the bank is compiled before MkDocs reads a file, then handed to it."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from lessonbank.bank import ITEM_TYPES
from lessonbank.compiler import (
    Compilation,
    CompileError,
    Settings,
    compile_bank,
    draw_cards,
    edition_asked,
    preview_bank,
    publish,
    publish_cards,
    publish_index,
    rows_of,
    write_audit,
)
from lessonbank.markdown import BankLinks
from lessonbank.media import Listener
from lessonbank.mkdocs.cards import card_of
from lessonbank.mkdocs.find import fill
from lessonbank.mkdocs.logs import log_diagnostics, log_event
from lessonbank.mkdocs.markup import mended
from lessonbank.mkdocs.outputs import keep_outputs
from lessonbank.mkdocs.pages import add_pages, attach, escape_meta
from lessonbank.mkdocs.portable import portable, refuse_settings
from lessonbank.mkdocs.serve import Preview, watched
from lessonbank.mkdocs.settings import LessonbankConfig, settings
from lessonbank.mkdocs.staging import Staging
from lessonbank.mkdocs.surround import Surround
from lessonbank.site import (
    FAVICON,
    NOBODY,
    ROBOTS,
    THEME,
    FindView,
    SocialCard,
    assets,
    favicon,
    root_of,
    shared_asset,
)

log: logging.LoggerAdapter[logging.Logger] = get_plugin_logger(__name__)


class LessonbankPlugin(BasePlugin[LessonbankConfig]):  # type: ignore[no-untyped-call]
    """Each event is answered with one call: the work is done by rooms that know no MkDocs."""

    def __init__(self) -> None:
        self.listener: Listener = log_event
        """Hears of progress; the command line puts its own here."""
        self.overrides: Mapping[str, object] = {}
        """Settings that take the place of those in `mkdocs.yml`."""
        self.bank: Compilation
        """What the last build was made from."""
        self.ready: Callable[[str], None] = lambda _: None
        """Told the address of a preview once there is something to see."""
        self._staging: Staging | None = None
        self._preview: Preview | None = None
        self._page = ""
        self._cards: list[SocialCard] = []
        self._searched: list[FindView] = []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        if command == "serve":
            self._preview = Preview(self.listener)

    def on_shutdown(self) -> None:
        if self._preview is not None:
            self._preview.stop()
            self._preview = None
            if self._staging is not None:
                self._staging.discard()  # Ctrl+C may have broken off a build.

    @event_priority(100)  # Other plugins see the settings as they are changed here.
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if edition := edition_asked(os.environ):
            self.config.edition = edition
        self.config.update(self.overrides)
        refuse_settings(config)
        own = settings(self.config, config)
        self.bank = self._compile(own, strict=config.strict)
        self._cards = []
        _configure(config)
        config.docs_dir = str(own.content)
        links = BankLinks(lambda: self.bank.targets, lambda: root_of(self._page))
        config.markdown_extensions.append(links)  # type: ignore[arg-type]  # instances are allowed
        config.watch.extend(watched(own))
        self._staging = Staging.of(config.site_dir)
        config.site_dir = str(self._staging.begin())
        return config

    def _compile(self, own: Settings, *, strict: bool) -> Compilation:
        try:
            if self._preview is None:
                bank = compile_bank(own, self.listener)
            else:
                bank = preview_bank(own, self._preview.clips.settle)
        except CompileError as error:
            log_diagnostics(error.diagnostics)
            raise PluginError(str(error)) from error
        found = bank.diagnostics
        log_diagnostics(self._preview.news(found) if self._preview else found)
        if strict and bank.diagnostics:
            raise PluginError("Under --strict every warning has to be put right first.")
        return bank

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        keep_outputs(files, config.docs_dir, ITEM_TYPES)
        add_pages(self.bank.pages, self.bank.renderer, files, config)
        for asset in assets():
            files.append(File.generated(config, asset.url, content=asset.content))
        for url, path in self.bank.resource_files:
            files.append(File.generated(config, url, abs_src_path=str(path)))
        for url, content in self.bank.files.items():
            files.append(File.generated(config, url, content=content))
        files.append(File.generated(config, FAVICON, content=favicon()))
        if not self.bank.imprint.is_open:
            files.append(File.generated(config, ROBOTS, content=NOBODY))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        self._searched = list(fill(files, self.bank))
        env.globals["lessonbank"] = Surround(self.bank, config, preview=self._preview is not None)
        return env

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        attach(files)
        return nav

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        self._page = page.file.url
        # MkDocs takes the clock's day, and writes it into the sitemap.
        page.update_date = self.bank.admission.occasion.today.isoformat()
        escape_meta(page)
        return markdown

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        return mended(portable(output, page.file.url))

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        return mended(portable(output_content, template_name))

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        # Nobody shares the address of a preview.
        if self._preview is None and (card := card_of(page, self.bank)):
            self._cards.append(card)
        return context

    @event_priority(-100)  # Last: nothing may be written once the site has taken its place.
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        own = settings(self.config, config)
        titles = [card for both in self.bank.title_cards.values() for card in both]
        for view in self._searched:
            publish_index(view, Path(config.site_dir), own.words)
        if self._preview is None:
            publish(self.bank, Path(config.site_dir))
            publish_cards([*titles, *self._cards], own.cards, Path(config.site_dir), own.workers)
        else:
            drawn = draw_cards(titles, own.cards, own.workers)
            self._preview.shows((*self.bank.media_files, *drawn))
        if self._staging is not None:
            self._staging.finish()
            config.site_dir = str(self._staging.site)
        if self._preview is None:
            self._audit(config)

    def _audit(self, config: MkDocsConfig) -> None:
        """Beside the site, for it names what the site withholds."""
        folder = settings(self.config, config).audit
        if folder.is_relative_to(Path(config.site_dir).resolve()):
            log.warning("No audit was written: %s is inside the site.", folder)
        else:
            write_audit(self.bank, rows_of(self.bank), folder)

    def on_build_error(self, *, error: Exception) -> None:
        if self._staging is not None:
            self._staging.discard()

    @event_priority(-100)  # Last: others know the builder as MkDocs made it.
    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]
    ) -> LiveReloadServer:
        if self._preview is not None:
            self._preview.start(server, config.docs_dir)
            self.ready(server.url)
        return server


_THEMES_FAVICON = "assets/images/favicon.png"


def _configure(config: MkDocsConfig) -> None:
    config.use_directory_urls = False  # Only addresses that name a file work over file://.
    config.theme.dirs.insert(0, str(THEME))
    if config.theme["favicon"] == _THEMES_FAVICON:
        config.theme["favicon"] = FAVICON
    # Before the trust's own, which have the last word.
    config.extra_css[:0] = [shared_asset(".css").url]
    config.extra_javascript[:0] = [shared_asset(".js").url]
