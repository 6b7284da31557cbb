"""Log diagnostics and progress; `--strict` counts warnings."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from mkdocs.plugins import get_plugin_logger

from lessonbank.diagnostics import Diagnostic, Severity
from lessonbank.diagnostics.render import plain
from lessonbank.media.settling import Event, JobFinished, JobStarted

log: logging.LoggerAdapter[logging.Logger] = get_plugin_logger(__name__)

_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING}


def log_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    for diagnostic in diagnostics:
        log.log(_LEVELS[diagnostic.severity], plain([diagnostic]))


def log_event(event: Event) -> None:
    """Log one line per encoded clip."""
    match event:
        case JobStarted() if event.program:
            log.info("Encoding with ffmpeg %s", event.program)
        case JobFinished():
            log.info("Encoded %s", event.id)
