"""The MkDocs plugin: the bank is compiled before MkDocs reads a file, then handed to it."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
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
    Copies,
    compile_bank,
    draw_cards,
    edition_asked,
    kept_back,
    manifest_of,
    preview_bank,
    publish,
    publish_cards,
    publish_index,
    rows_of,
    write_audit,
)
from lessonbank.files.fingerprint import Stamp
from lessonbank.files.lock import BusyError, Holder, together
from lessonbank.files.staging import Staging
from lessonbank.files.trouble import trouble
from lessonbank.markdown import BankLinks, HeavyMarkdownError, slug, titled, without_lost
from lessonbank.media import Listener
from lessonbank.mkdocs.cards import card_of
from lessonbank.mkdocs.contents import table_of_contents
from lessonbank.mkdocs.find import fill
from lessonbank.mkdocs.logs import log_diagnostics, log_event
from lessonbank.mkdocs.markup import mended
from lessonbank.mkdocs.nav import shown_nav
from lessonbank.mkdocs.neutral import Neutral
from lessonbank.mkdocs.outputs import add_resources, keep_outputs, sources_of
from lessonbank.mkdocs.pages import BankPage, add_pages, attach, describe, source_of
from lessonbank.mkdocs.pictures import Pictures, named_files, take_pictures
from lessonbank.mkdocs.portable import portable, refuse_settings
from lessonbank.mkdocs.serve import Preview, watched
from lessonbank.mkdocs.settings import (
    LessonbankConfig,
    day_of,
    patience,
    root_of_project,
    settings,
)
from lessonbank.mkdocs.standing import Outcome, fall_back
from lessonbank.mkdocs.surround import Surround
from lessonbank.outputs import manifest_path
from lessonbank.site import (
    FAVICON,
    NOBODY,
    ROBOTS,
    THEME,
    FindView,
    SocialCard,
    assets,
    favicon,
    shared_asset,
)
from lessonbank.takedown import stamps

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
        self.tell: Callable[[str], None] = log.info
        """Hears in a line what a build waits for."""
        self.outcome = Outcome.NOTHING
        """What stands in the site's folder now."""
        self._staging: Staging | None = None
        self._media = ExitStack()
        """Held while the media store is used."""
        self._preview: Preview | None = None
        self._neutral = Neutral()
        self._copied: dict[str, str] = {}
        self._prose: list[str] = []
        self._root = Path()
        self._records: Mapping[str, Stamp] = {}
        self._page = self._source = ""
        self._cards: list[SocialCard] = []
        self._searched: list[FindView] = []
        self._links: BankLinks
        self._copies: Copies
        self._pictures: Pictures

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        if command == "serve":
            self._preview = Preview(self.listener)

    def on_shutdown(self) -> None:
        if self._preview is not None:
            self._preview.stop()
            self._preview = None
            self._end()  # Ctrl+C may have broken off a build.

    @event_priority(100)  # Other plugins see the settings as they are changed here.
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if edition := edition_asked(os.environ):
            self.config.edition = edition
        self.config.update(self.overrides)
        self._begin(config)
        refuse_settings(config)
        self.bank = self._compile(config)
        self._cards, self._prose = [], []
        self._copies = Copies(settings(self.config, config).pictures)
        _configure(config, self.bank.library.bank.trust.language)
        config.nav = shown_nav(config.nav, self.bank.directory)
        config.docs_dir = str(settings(self.config, config).content)
        self._links = BankLinks(lambda: self.bank.directory, lambda: self._page)
        config.markdown_extensions.append(self._links)  # type: ignore[arg-type]  # instances are allowed
        config.watch.extend(watched(settings(self.config, config)))
        if self._staging is not None:
            config.site_dir = str(self._staging.folder())
        return config

    def _begin(self, config: MkDocsConfig) -> None:
        """Keep other builds away from the site, and a purge from the media, before all is read.

        So what is decided afterwards is decided by content that is no older than the lock.
        """
        self._root, wait = root_of_project(config), patience(self.config)
        work = f"a {'preview' if self._preview else 'build'} of {self._root}"
        self.outcome = Outcome.NOTHING
        staging = Staging(Path(config.site_dir), work, wait=wait, waiting=self._waits)
        try:
            staging.lock()
            self._staging = staging
            self._records = stamps(self._root)
            own = settings(self.config, config)
            media = together(own.store, work, wait=wait, waiting=self._waits)
            self._media.enter_context(media)
        except BusyError as error:
            raise PluginError(f"Nothing was built: {error}.") from error

    def _waits(self, holder: Holder | None) -> None:
        self.tell(f"Waiting for {holder or 'another process'}.")

    def _end(self) -> None:
        self._media.close()
        if self._staging is not None:
            self._staging.discard()
            self._staging = None

    def _compile(self, config: MkDocsConfig) -> Compilation:
        own = settings(self.config, config)
        with _in_words():
            if self._preview is None:
                bank = compile_bank(own, self.listener)
            else:
                bank = preview_bank(own, self._preview.clips.settle)
        found = bank.diagnostics
        log_diagnostics(self._preview.news(found) if self._preview else found)
        if config.strict and bank.diagnostics:
            raise PluginError("Under --strict every warning has to be put right first.")
        return bank

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        files = keep_outputs(files, config, self.bank.checked, ITEM_TYPES, named_files(config))
        add_pages(self.bank.pages, self.bank.renderer, files, config)
        if self._preview is None:
            pages = self._neutral.pages(self.bank.library.bank.trust)
            add_pages(pages, self.bank.renderer, files, config)
        for asset in assets():
            files.append(File.generated(config, asset.url, content=asset.content))
        with _in_words():
            add_resources(files, config, self._root, self.bank.resource_files, self._copies)
        for url, content in self.bank.files.items():
            files.append(File.generated(config, url, content=content))
        files.append(File.generated(config, FAVICON, content=favicon()))
        if not self.bank.imprint.is_open:
            files.append(File.generated(config, ROBOTS, content=NOBODY))
        self._copied = sources_of(files, settings(self.config, config).root)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        self._withhold_places(files)  # Before the pages are searched.
        self._searched = list(fill(files, self.bank))
        with _in_words():
            self._pictures = take_pictures(files, config, self._copies)
        env.globals["lessonbank"] = Surround(self.bank, config, preview=self._preview is not None)
        return env

    def _withhold_places(self, files: Files) -> None:
        """Take away links to places that other pages have lost: all pages are converted now."""
        for page in (file.page for file in files.documentation_pages() if file.page):
            prose = page.prose if isinstance(page, BankPage) else page.content or ""
            told = without_lost(prose, page.file.url, self._links.gone)
            if told == prose:
                continue
            if isinstance(page, BankPage):
                page.prose = told
                page.show(page.site_page)
            else:
                page.content = told
                page.toc = table_of_contents(told)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        attach(files)
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
        if not (isinstance(page, BankPage) and page.site_page.item is not None):
            self._prose.append(markdown)
        # MkDocs takes the clock's day, and writes it into the sitemap.
        page.update_date = self.bank.admission.occasion.today.isoformat()
        describe(page, self.bank.prose.get(page.file.src_uri), self.bank.directory.redacted)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if isinstance(page, BankPage):
            return html
        page.content = titled(html)
        page.toc = table_of_contents(page.content)
        return page.content

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        return self._finished(output, page.file.url)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        return self._finished(output_content, template_name)

    def _finished(self, html: str, address: str) -> str:
        with _in_words():
            return self._pictures.shown(mended(portable(html, address)), address)

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
        self._copies.forget_others()
        if self._staging is not None:
            self._refuse(Path(config.site_dir))
        if self._preview is None and self._staging is not None:
            # Before the last step: a full disk leaves the former site.
            self._audit(own.audit, self._staging.site)
        self._finish(config)
        if self._preview is None and self.bank.faults:
            raise PluginError(_REDUCED)

    def _refuse(self, site: Path) -> None:
        found = kept_back(site, self.bank.imprint, preview=self._preview is not None)
        if found:
            log_diagnostics(found)
            raise PluginError("The site was not published; the one before it is as it was.")

    def _finish(self, config: MkDocsConfig) -> None:
        """Let the new site take its place, together with its manifest."""
        if self._staging is None:
            return
        beside = {}
        if self._preview is None:
            if stamps(self._root) != self._records:
                raise PluginError(_CHANGED)
            manifest = manifest_of(
                self.bank,
                Path(config.site_dir),
                views=self._searched,
                copied={**self._copied, **self._pictures.origins},
                prose=tuple(self._prose),
                neutral=self._neutral.taken_from(Path(config.site_dir)),
            )
            beside[manifest_path(self._staging.site)] = manifest.to_json()
        self._staging.finish(beside)
        config.site_dir = str(self._staging.site)
        self._end()
        self.outcome = Outcome.BUILT

    def _audit(self, folder: Path, site: Path) -> None:
        """Beside the site, for it names what the site withholds."""
        if folder.resolve().is_relative_to(site.resolve()):
            log.warning("No audit was written: %s is inside the site.", folder)
        else:
            write_audit(self.bank, rows_of(self.bank), folder)

    @event_priority(-100)  # Last: it may raise, and others have to hear of the error too.
    def on_build_error(self, *, error: Exception) -> None:
        if self._preview is None and self._staging is not None:
            self.outcome = fall_back(self._staging, self._root, day_of(self.config))
        self._end()
        if isinstance(error, HeavyMarkdownError):
            raise PluginError(f"{self._source}: {error}") from error
        if isinstance(error, OSError):
            raise PluginError(trouble(error)) from error

    @event_priority(-100)  # Last: others know the builder as MkDocs made it.
    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]
    ) -> LiveReloadServer:
        if self._preview is not None:
            self._preview.start(server, config.docs_dir)
            self.ready(server.url)
        return server


@contextmanager
def _in_words() -> Iterator[None]:
    """Say what is wrong with the content, and stop the build in MkDocs' own way."""
    try:
        yield
    except CompileError as error:
        log_diagnostics(error.diagnostics)
        raise PluginError(str(error)) from error


_CHANGED = (
    "While the site was built, a record of who may see what was changed. Nothing of this build is"
    " shown: build again."
)
_REDUCED = "The site was built without what the errors are about: put them right, and build again."
_THEMES_LANGUAGE = "en"
_THEMES_FAVICON = "assets/images/favicon.png"


def _configure(config: MkDocsConfig, language: str) -> None:
    config.use_directory_urls = False  # Only addresses that name a file work over file://.
    config.mdx_configs.setdefault("toc", {}).setdefault("slugify", slug)
    config.theme.dirs.insert(0, str(THEME))
    if config.theme["favicon"] == _THEMES_FAVICON:
        config.theme["favicon"] = FAVICON
    if config.theme["language"] == _THEMES_LANGUAGE and (known := _translated(config, language)):
        config.theme["language"] = known
    # Before the trust's own, which have the last word.
    config.extra_css[:0] = [shared_asset(".css").url]
    config.extra_javascript[:0] = [shared_asset(".js").url]


def _translated(config: MkDocsConfig, language: str) -> str | None:
    """The trust's language as the theme has it, which is then that of its pages."""
    names = (language, language.partition("-")[0].lower())
    folders = [Path(folder) / "partials" / "languages" for folder in config.theme.dirs]
    return next((n for n in names if any((f / f"{n}.html").is_file() for f in folders)), None)
