"""The MkDocs plugin: the bank is compiled before MkDocs reads a file, then handed to it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from lessonbank.bank import ITEM_TYPES
from lessonbank.compiler import Compilation, CompileError, compile_bank, publish
from lessonbank.markdown import BankLinks
from lessonbank.media import Listener
from lessonbank.mkdocs.logs import log_diagnostics, log_event
from lessonbank.mkdocs.outputs import keep_outputs
from lessonbank.mkdocs.pages import add_pages, attach
from lessonbank.mkdocs.settings import LessonbankConfig, settings
from lessonbank.mkdocs.staging import Staging
from lessonbank.site import THEME, assets, root_of

log: logging.LoggerAdapter[logging.Logger] = get_plugin_logger(__name__)


class LessonbankPlugin(BasePlugin[LessonbankConfig]):  # type: ignore[no-untyped-call]
    """Each event is answered with one call: the work is done by rooms that know no MkDocs."""

    def __init__(self) -> None:
        self.listener: Listener = log_event
        """Hears of progress; the command line puts its own here."""
        self.bank: Compilation
        """What the last build was made from."""
        self._staging: Staging | None = None
        self._serving = False
        self._page = ""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self._serving = command == "serve"

    @event_priority(100)  # Other plugins see the settings as they are changed here.
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.bank = self._compile(config)
        _configure(config)
        links = BankLinks(lambda: self.bank.targets, lambda: root_of(self._page))
        config.markdown_extensions.append(links)  # type: ignore[arg-type]  # instances are allowed
        config.watch.append(str(settings(self.config, config).media))
        if not self._serving:
            self._staging = Staging.of(config.site_dir)
            config.site_dir = str(self._staging.begin())
        return config

    def _compile(self, config: MkDocsConfig) -> Compilation:
        try:
            bank = compile_bank(settings(self.config, config), self.listener)
        except CompileError as error:
            log_diagnostics(error.diagnostics)
            raise PluginError(str(error)) from error
        log_diagnostics(bank.diagnostics)
        if config.strict and bank.diagnostics:
            raise PluginError("Under --strict every warning has to be put right first.")
        return bank

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        keep_outputs(files, config.docs_dir, ITEM_TYPES)
        add_pages(self.bank.pages, self.bank.renderer, files, config)
        for asset in assets():
            files.append(File.generated(config, asset.url, abs_src_path=str(asset.path)))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        attach(files)
        return nav

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        self._page = page.file.url
        return markdown

    @event_priority(-100)  # Last: nothing may be written once the site has taken its place.
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        publish(self.bank, Path(config.site_dir))
        if self._staging is not None:
            self._staging.finish()
            config.site_dir = str(self._staging.site)

    def on_build_error(self, *, error: Exception) -> None:
        if self._staging is not None:
            self._staging.discard()


def _configure(config: MkDocsConfig) -> None:
    config.use_directory_urls = False  # Only addresses that name a file work over file://.
    config.theme.dirs.insert(0, str(THEME))
    # Before the trust's own, which have the last word.
    config.extra_css[:0] = [asset.url for asset in assets(".css")]
    config.extra_javascript[:0] = [asset.url for asset in assets(".js")]
