"""The MkDocs plugin: compile the bank, then hand its pages to MkDocs."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, TemplateError
from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from lessonbank.compiler.build import Generated, SiteBuild
from lessonbank.compiler.compilation import Compilation
from lessonbank.compiler.errors import CompileError
from lessonbank.compiler.settings import Settings, edition_asked
from lessonbank.compiler.shown import Pictures
from lessonbank.compiler.standing import Outcome
from lessonbank.compiler.types import Installed, installed_types
from lessonbank.diagnostics import Diagnostic
from lessonbank.markdown import HeavyMarkdownError, without_lost
from lessonbank.markdown.extension import BankLinks
from lessonbank.markdown.headings import titled
from lessonbank.media.choice import Renditions
from lessonbank.media.settling import Listener
from lessonbank.mkdocs.cards import card_of
from lessonbank.mkdocs.configure import configure
from lessonbank.mkdocs.contents import table_of_contents
from lessonbank.mkdocs.errors import in_words
from lessonbank.mkdocs.find import fill
from lessonbank.mkdocs.languages import Languages, languages_of
from lessonbank.mkdocs.logs import log_diagnostics, log_event
from lessonbank.mkdocs.nav import own_nav, shown_nav, with_indexes
from lessonbank.mkdocs.order import stand_last
from lessonbank.mkdocs.outputs import add_resources, keep_outputs, sources_of
from lessonbank.mkdocs.pages import BankPage, add_pages, attach, describe, source_of
from lessonbank.mkdocs.pictures import named_files, take_pictures
from lessonbank.mkdocs.serve import Preview, watched
from lessonbank.mkdocs.settings import (
    LessonbankConfig,
    day_of,
    offer_of,
    patience,
    refusal_of,
    root_of_project,
    settings,
    without_address,
)
from lessonbank.mkdocs.templates import prepare, shown_settings, unusable_template
from lessonbank.mkdocs.theme_values import ThemeValues
from lessonbank.mkdocs.whole import bind
from lessonbank.site import (
    LOOK,
    ContentTypes,
    FindView,
    SocialCard,
    TypeFaultError,
)

log: logging.LoggerAdapter[logging.Logger] = get_plugin_logger(__name__)


class LessonbankPlugin(BasePlugin[LessonbankConfig]):  # type: ignore[no-untyped-call]
    """Answers each event with a call to rooms that do not know MkDocs."""

    def __init__(self) -> None:
        self.listener: Listener = log_event
        """Gets progress; the command line sets its own."""
        self.overrides: Mapping[str, object] = {}
        """Settings that replace those in `mkdocs.yml`."""
        self.renditions: Renditions | None = None
        """The renditions of a pack, which holds its films; the command line sets them."""
        self.build: SiteBuild | None = None
        """The current or last build."""
        self.ready: Callable[[str], None] = lambda _: None
        """Gets the address of a preview when it is ready."""
        self.tell: Callable[[str], None] = log.info
        """Gets a line about what a build waits for."""
        self._refused: Sequence[Diagnostic] = ()
        """Why the bank does not allow this version of lessonbank."""
        self._preview: Preview | None = None
        self._command = ""
        self._copied: dict[str, str] = {}
        self._prose: list[str] = []
        self._files: set[str] = set()
        self._page = self._source = self._written_at = self._look = ""
        self._cards: list[SocialCard] = []
        self._searched: list[FindView] = []
        self._pictures: Pictures
        self._languages: Languages
        self._links: BankLinks
        self._config: MkDocsConfig

    @property
    def bank(self) -> Compilation:
        """The compilation of the last build."""
        return self._build.bank

    @property
    def outcome(self) -> Outcome:
        """What stands in the site's folder now."""
        return self.build.outcome if self.build else Outcome.NOTHING

    @property
    def _build(self) -> SiteBuild:
        if self.build is None:
            raise PluginError("No build has begun.")
        return self.build

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Load the settings, unless the bank needs another version: they may be unknown here."""
        self._refused = refusal_of(config_file_path)
        log_diagnostics(self._refused)  # Before MkDocs says anything of the other settings.
        return super().load_config({} if self._refused else options, config_file_path)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self._command = command
        if command == "serve":
            self._preview = Preview(self.listener)

    @event_priority(-100)  # Last, and see `stand_last`: nothing may be written after it.
    def on_shutdown(self) -> None:
        if self._preview is not None:
            self._preview.stop()
            self._preview = None
        elif self.build and self.build.is_complete and sys.exc_info()[0] is None:
            self._publish(self.build)
            self._config.site_dir = str(self.build.site)
        if self.build:
            self.build.end()  # Ctrl+C may have broken off a build.

    @event_priority(100)  # Other plugins see the settings as they are changed here.
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if not self._command:
            raise PluginError(_NO_STARTUP)
        if edition := edition_asked(os.environ):
            self.config.edition = edition
        self.config.update(self.overrides)
        types = installed_types()
        self.build = self._begun(config, types.types)
        if self._refused:  # Now that the site is locked: the old one is reduced.
            raise PluginError("Nothing was built.")
        own = self._settings(config, types)
        self._compile(config, own)
        self._cards, self._prose, self._files = [], [], set()
        configure(config, self.bank.library)
        if self.bank.look:
            config.extra_css.insert(1, LOOK)
        nav = with_indexes(config.nav or own_nav(self.bank), self.bank)
        config.nav = shown_nav(nav, self.bank, alone=len(config.plugins) == 1)
        config.docs_dir = str(own.content)
        self._links = BankLinks(
            lambda: self.bank.directory, lambda: self._page, written_at=lambda: self._written_at
        )
        config.markdown_extensions.append(self._links)  # type: ignore[arg-type]  # an instance
        config.watch.extend(watched(own))
        config.site_dir, self._config = str(self._build.folder), config
        stand_last(config.plugins, "shutdown", self.on_shutdown)
        if self._preview is not None:
            stand_last(config.plugins, "post_build", self.on_post_build)
        return config

    def _settings(self, config: MkDocsConfig, types: Installed) -> Settings:
        """Return the settings. A pack offers no copy of itself."""
        own = settings(self.config, config, types)
        if self.renditions is None:
            own = replace(own, offline=offer_of(self.config, own, self.tell))
        return without_address(own, self.renditions, preview=self._preview is not None)

    def _begun(self, config: MkDocsConfig, types: ContentTypes) -> SiteBuild:
        """Keep other builds away from the site before anything is read."""
        build = SiteBuild(
            *(root_of_project(config), Path(config.site_dir), day_of(self.config), types),
            preview=self._preview is not None,
            wait=patience(self.config),
            waiting=lambda holder: self.tell(f"Waiting for {holder or 'another process'}."),
            tell=log.warning,
        )
        with in_words():
            build.lock()
        return build

    def _compile(self, config: MkDocsConfig, own: Settings) -> None:
        settler = self._preview.clips.settle if self._preview else None
        with in_words():
            found = self._build.compile(own, self.listener, settler).diagnostics
        log_diagnostics(self._preview.news(found) if self._preview else found)
        if config.strict and found:
            raise PluginError("Under --strict every warning has to be put right first.")

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        build, bank = self._build, self.bank
        own = settings(self.config, config).overrides
        named = named_files(config)
        files = keep_outputs(files, config, bank.checked, bank.types.models, named, overrides=own)
        add_pages(build.pages, bank.renderer, files, config)
        with in_words():
            add_resources(files, config, build.root, bank.resource_files, build.copies)
        for url, content in bank.furniture.items():
            files.append(File.generated(config, url, content=content))
        self._copied = sources_of(files, build.root)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        self._withhold_places(files)  # Before the pages are searched.
        bind(files, self.bank)
        self._searched = list(fill(files, self.bank))
        with in_words():
            self._pictures = take_pictures(files, config, self._build.copies)
        prepare(env, config, settings(self.config, config).overrides)
        self._files.update(file.dest_uri for file in files)
        self._languages = languages_of(files, self.bank.renderer)
        env.globals["lessonbank"] = ThemeValues(self.bank, config, preview=bool(self._preview))
        return env

    def _withhold_places(self, files: Files) -> None:
        """Remove links to anchors that other pages have lost."""
        for page in (file.page for file in files.documentation_pages() if file.page):
            prose = page.prose if isinstance(page, BankPage) else page.content or ""
            html = without_lost(prose, page.file.url, self._links.gone)
            if html == prose:
                continue
            if isinstance(page, BankPage):
                page.prose = html
                page.show(page.site_page)
            else:
                page.content = html
                page.toc = table_of_contents(html)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        attach(files, nav)
        return nav

    @event_priority(100)  # First: others would be given what is not read by our rules.
    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        prose = self.bank.prose.get(page.file.src_uri)
        if prose is None and page.file.src_dir == config.docs_dir:
            raise PluginError(f"{page.file.src_uri} has come since the content was read.")
        return None if prose is None else source_of(prose)

    @event_priority(-100)  # Last: others add what they find in files of the content folder.
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        self._page, self._source = page.file.url, f"content/{page.file.src_uri}"
        self._written_at = page.site_page.written_at if isinstance(page, BankPage) else ""
        if not (isinstance(page, BankPage) and page.site_page.item is not None):
            self._prose.append(self.bank.trusts_own(page.file.src_uri, markdown))
        # MkDocs takes the clock's day, and writes it into the sitemap.
        page.update_date = self.bank.admission.occasion.today.isoformat()
        describe(page, self.bank.prose.get(page.file.src_uri), self.bank.directory.redacted)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if isinstance(page, BankPage):
            return html
        notes = self.bank.notes.get(page.file.url, ())
        page.content = self.bank.renderer.noted(titled(html), notes, page.file.url)
        page.toc = table_of_contents(page.content)
        return page.content

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        return self._finished(output, page.file.url)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        self._files.add(template_name)
        return self._finished(output_content, template_name)

    def _finished(self, html: str, address: str) -> str:
        with in_words():
            return self._pictures.shown(self._languages.finish(html, address), address)

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        # Nobody shares the address of a preview.
        if self._preview is None and (card := card_of(page, self.bank)):
            self._cards.append(card)
        context["config"] = shown_settings(config)
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        context["config"] = shown_settings(config)
        return context

    @event_priority(-100)  # Last: what is written after it is refused.
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        build = self._build
        copied = {**self._copied, **self._pictures.origins}
        with in_words():
            build.complete(Generated(self._files, self._searched, self._cards, copied, self._prose))
            if self._preview is not None:
                self._preview.shows(build.streamed)
                build.publish()
                config.site_dir = str(build.site)

    def _publish(self, build: SiteBuild) -> None:
        """Publish the site at the very end, after all other handlers."""
        try:
            with in_words():
                build.publish()
        except PluginError:
            build.fail()
            raise

    @event_priority(-100)  # Last: it may raise, and others have to hear of the error too.
    def on_build_error(self, *, error: Exception) -> None:
        if self.build:
            self.build.fail()
        if isinstance(error, HeavyMarkdownError):
            raise PluginError(f"{self._source}: {error}") from error
        with in_words():
            if isinstance(error, TemplateError):
                raise unusable_template(error) from error
            if isinstance(error, OSError | TypeFaultError | CompileError):
                raise error

    @event_priority(-100)  # Last: others know the builder as MkDocs made it.
    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]
    ) -> LiveReloadServer:
        if self._preview is not None:
            self._preview.start(server, config.docs_dir)
            self.ready(server.url)
        return server


_NO_STARTUP = (
    "The program that builds the site has not told its plugins that it begins, so it would not tell"
    " them that it ends. Nothing is published. Build with `lessonbank build` or `mkdocs build`."
)
