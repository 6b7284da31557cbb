"""Turn errors of a build into MkDocs' PluginError."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.exceptions import PluginError

from lessonbank.compiler.errors import CompileError
from lessonbank.compiler.types import fault
from lessonbank.files.locks import BusyError
from lessonbank.files.os_errors import describe_os_error
from lessonbank.mkdocs.logs import log_diagnostics
from lessonbank.site import TypeFaultError

NO_STARTUP = (
    "The program that builds the site has not told its plugins that it begins, so it would not tell"
    " them that it ends. Nothing is published. Build with `lessonbank build` or `mkdocs build`."
)


@contextmanager
def in_words() -> Iterator[None]:
    """Log an error's diagnostics, then raise PluginError in its place."""
    try:
        yield
    except CompileError as error:
        log_diagnostics(error.diagnostics)
        raise PluginError(str(error)) from error
    except TypeFaultError as error:
        log_diagnostics((fault(error),))
        raise PluginError("A package failed.") from error
    except BusyError as error:
        raise PluginError(f"Nothing was built: {error}.") from error
    except OSError as error:
        raise PluginError(describe_os_error(error)) from error
