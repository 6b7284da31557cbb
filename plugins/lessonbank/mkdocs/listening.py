"""Hear of changed files at once; MkDocs' own server looks every half second."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.plugins import get_plugin_logger
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

log = get_plugin_logger(__name__)

_CHANGES = frozenset({"created", "deleted", "modified", "moved"})
"""Events that change a file. Opening and closing are events too."""


class _Handler(FileSystemEventHandler):
    def __init__(self, heard: Callable[[], None]) -> None:
        self._heard = heard

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _CHANGES and not event.is_directory:
            self._heard()


def listen(paths: Iterable[str], heard: Callable[[], None]) -> BaseObserver | None:
    """Call `heard` whenever a file in one of the folders changes; None if the system cannot say."""
    observer = Observer()
    try:
        for path in filter(_is_folder, paths):
            observer.schedule(_Handler(heard), path, recursive=True)
        observer.start()
    except OSError as error:
        log.debug("Changes are noticed a little later: %s", error)
        return None
    return observer


def _is_folder(path: str) -> bool:
    return Path(path).is_dir()
