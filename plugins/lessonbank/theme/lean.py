"""Take the white space out of templates that pages show nothing of.

Templates are indented to be read. A browser joins white space to one space or drops it, so pages
need none of that. Lines keep their numbers, which messages about a template name.
"""

from __future__ import annotations

import re

from jinja2 import Environment
from jinja2.ext import Extension

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_AFTER_STATEMENT = re.compile(r"(?<=[%#]\}\n)[ \t]+")
"""The indent of a line after a statement or comment, whose own end Jinja may have taken off."""
_OTHER_INDENT = re.compile(r"^(?<![%#]\}\n)[ \t]+", re.MULTILINE)
_STATEMENT = re.compile(
    r"^(\{%(?!-?\s*(?:trans|pluralize)\b)(?:(?!%\}).)*?)(?<![-+])%\}$", re.MULTILINE
)
"""A statement that is alone on its line; those that begin a text to translate are part of it."""
_KEEPING = re.compile(r"<(?:pre|textarea)\b[^>]*>[^<{]*\n", re.IGNORECASE)
"""An element with lines of its own, which a browser shows as they are written."""


class Lean(Extension):
    """Reads each template without indents, and without the end of a line that shows nothing."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - as Jinja calls it
        """Return the source of a template as it is compiled."""
        if _KEEPING.search(source):
            return source
        if self.environment.trim_blocks:
            return _OTHER_INDENT.sub("", _AFTER_STATEMENT.sub(" ", source))
        return _STATEMENT.sub(r"\1-%}", _INDENT.sub("", source))


def make_lean(env: Environment) -> None:
    """Read all templates of an environment from now on without white space."""
    env.add_extension(Lean)
