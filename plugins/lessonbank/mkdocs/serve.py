"""The preview: pages at once, films as they are encoded; mistakes do not end it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from watchdog.events import FileModifiedEvent

from lessonbank.compiler.background import Background
from lessonbank.compiler.settings import Settings
from lessonbank.diagnostics import Diagnostic
from lessonbank.media.settling import Listener
from lessonbank.mkdocs.streaming import with_media

log: logging.LoggerAdapter[logging.Logger] = get_plugin_logger(__name__)

_AS_IT_WAS = "The preview still shows the pages as they were."


class Preview:
    """State that outlives a build: the clips in progress and the media on pages."""

    def __init__(self, listener: Listener) -> None:
        self.clips = Background(listener)
        self._files: Mapping[str, Path] = {}
        self._said: frozenset[Diagnostic] = frozenset()

    def news(self, found: Collection[Diagnostic]) -> list[Diagnostic]:
        """Return the findings that the previous build did not have."""
        said, self._said = self._said, frozenset(found)
        return [finding for finding in found if finding not in said]

    def shows(self, files: Iterable[tuple[str, Path]]) -> None:
        """Serve these files from now on."""
        self._files = dict(files)

    def start(self, server: LiveReloadServer, content: str) -> None:
        """Let `server` send media, survive mistakes and rebuild when a clip is ready.

        `content` is a folder that it watches.
        """
        app = server.get_app()
        if app is not None:
            server.set_app(with_media(app, lambda: self._files, server.mount_path))
        server.builder = _forgiving(server.builder)
        logging.getLogger("mkdocs.livereload").addFilter(_tells)
        self.clips.start(lambda: _build_again(server, content))

    def stop(self) -> None:
        self.clips.stop()


def watched(settings: Settings) -> list[str]:
    """Return the existing paths that pages are made from."""
    return [str(path) for path in settings.sources if path.exists()]


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
