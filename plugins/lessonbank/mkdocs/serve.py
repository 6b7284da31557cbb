"""The preview: pages at once, films as they are encoded; mistakes do not end it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from threading import Event, Timer

from jinja2 import TemplateError
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from watchdog.events import FileModifiedEvent
from watchdog.observers.api import BaseObserver

from lessonbank.compiler.background import Background
from lessonbank.compiler.glance import changed_clip
from lessonbank.compiler.settings import Settings
from lessonbank.compiler.sources import source_stamps
from lessonbank.diagnostics import Diagnostic
from lessonbank.files.fingerprint import Stamp
from lessonbank.markdown import HeavyMarkdownError
from lessonbank.media import Plan
from lessonbank.media.settling import Listener, Settled
from lessonbank.mkdocs.glance import Whole
from lessonbank.mkdocs.listening import listen
from lessonbank.mkdocs.streaming import with_media

log: logging.LoggerAdapter[logging.Logger] = get_plugin_logger(__name__)

_PAUSE = 0.7
"""Seconds from a first look to the whole build: the server's own look comes meanwhile."""
_AS_IT_WAS = "The preview still shows the pages as they were."


Stamps = Mapping[str, Stamp]
Finished = Callable[[Settings, Stamps], Whole]
"""A finished build, but for what Preview knows: the settings and the files it was made from."""


class SupersededError(Exception):
    """A whole build is broken off: a page can be shown at once that has changed since it began."""


class Preview:
    """State that outlives a build: the clips in progress, the media on pages, the last build."""

    def __init__(self, listener: Listener) -> None:
        self.clips = Background(listener)
        self._files: Mapping[str, Path] = {}
        self._said: frozenset[Diagnostic] = frozenset()
        self._settings: Settings
        self._stamps: Stamps = {}
        self._whole: Whole | None = None
        self._former: Whole | None = None
        """The one before the build that runs."""
        self._heard = Event()
        """Something has changed since the build that runs began."""
        self._is_superseded = False
        self._rest: Timer | None = None
        self._observer: BaseObserver | None = None

    def news(self, found: Collection[Diagnostic]) -> list[Diagnostic]:
        """Return the findings that the previous build did not have."""
        said, self._said = self._said, frozenset(found)
        return [finding for finding in found if finding not in said]

    def begins(self, settings: Settings) -> None:
        """Begin a whole build: remember the files that it is made from."""
        self._heard.clear()
        self._settings, self._stamps = settings, source_stamps(settings)
        self._wait_no_more()

    def settle(self, plan: Plan) -> Settled:
        """Return the clips at hand, in the middle of reading a bank."""
        self.heed()
        return self.clips.settle(plan)

    def heed(self) -> None:
        """Raise SupersededError if the page of a changed clip can be shown before this build."""
        if self._former is None or not self._heard.is_set():
            return
        self._heard.clear()
        if changed_clip(self._stamps, source_stamps(self._settings)) is not None:
            self._is_superseded = True
            raise SupersededError

    def shows(self, files: Iterable[tuple[str, Path]], whole: Finished) -> None:
        """Serve these files from now on, those of the build that began last."""
        self._files, self._whole = dict(files), whole(self._settings, self._stamps)

    def start(self, server: LiveReloadServer, content: str, paths: Iterable[str]) -> None:
        """Let `server` send media, survive mistakes, and rebuild at once or when a clip is ready.

        It watches `paths`, and the folder `content` is one of them.
        """
        app = server.get_app()
        if app is not None:
            server.set_app(with_media(app, lambda: self._files, server.mount_path))
        again = partial(_build_again, server, content)
        server.builder = self._page_first(_forgiving(server.builder), again)
        logging.getLogger("mkdocs.livereload").addFilter(_tells)
        logging.getLogger("mkdocs.commands.build").addFilter(lambda _: not self._is_superseded)
        self.clips.start(again)

        def heard() -> None:
            self._heard.set()
            again()

        self._observer = listen(paths, heard)

    def stop(self) -> None:
        self.clips.stop()
        self._wait_no_more()
        if self._observer is not None:
            self._observer.stop()

    def _wait_no_more(self) -> None:
        if self._rest is not None:
            self._rest.cancel()

    def _page_first(
        self, build: Callable[[], None], again: Callable[[], None]
    ) -> Callable[[], None]:
        """Wrap a build: show the page of a changed clip first, and call `again` for the rest."""

        def rebuild() -> None:
            whole, self._whole = self._whole, None
            self._wait_no_more()
            if whole is None or not _follows(whole):
                self._rebuild(build, whole)
                return
            self._whole, self._rest = whole, Timer(_PAUSE, again)
            self._rest.daemon = True
            self._rest.start()

        return rebuild

    def _rebuild(self, build: Callable[[], None], former: Whole | None) -> None:
        """Build the whole site, unless a change meanwhile can be shown at once."""
        self._former = former
        try:
            build()
        except SupersededError:
            self._whole, self._is_superseded = former, False
        finally:
            self._former = None


def watched(settings: Settings) -> list[str]:
    """Return the existing paths that pages are made from."""
    return [str(path) for path in settings.sources if path.exists()]


def _follows(whole: Whole) -> bool:
    """Return whether the page of a changed clip is shown. A whole build tells of any mistake."""
    try:
        return whole.follow()
    except (MkDocsException, TemplateError, HeavyMarkdownError, OSError):
        return False


def _build_again(server: LiveReloadServer, folder: str) -> None:
    """Tell the server that something in `folder` has changed."""
    for emitter in tuple(server.observer.emitters):
        if emitter.watch.path == folder:
            emitter.queue_event(FileModifiedEvent(folder))


def _forgiving(build: Callable[[], None]) -> Callable[[], None]:
    """Wrap a build so that the old pages stay if it fails.

    MkDocs would send no page until a build succeeds.
    """

    def rebuild() -> None:
        try:
            build()
        except Abort:
            log.error(_AS_IT_WAS)  # noqa: TRY400 - why has been logged
        except (MkDocsException, TemplateError) as error:
            log.error("%s %s", error, _AS_IT_WAS)  # noqa: TRY400 - in words, as MkDocs does

    return rebuild


def _tells(record: logging.LogRecord) -> bool:
    """Hide log lines about partial content, which MkDocs reports as warnings."""
    return not record.getMessage().endswith('" code 206')
