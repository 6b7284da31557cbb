# ruff: noqa: RUF001 - signs as they are written
"""Print to consoles that lack some characters, such as cp1252 on Windows."""

from __future__ import annotations

import codecs
import io
import sys
from typing import Any

import click

_HANDLER = "lessonbank.typed"
_TYPED = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‘’‚‛", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "→": "->",
        "←": "<-",
        "×": "x",
        "·": "-",
        "•": "-",
        "✓": "ok",
        "✗": "x",
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
    }
)
"""Characters with a plain equivalent on keyboards."""


class ConsoleGroup(click.Group):
    """A command whose output never fails for a character."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command with streams that escape what they cannot encode."""
        codecs.register_error(_HANDLER, _typed)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors=_HANDLER)
        return super().main(*args, **extra)


def _typed(error: UnicodeError) -> tuple[str, int]:
    r"""Return what stands for signs that a stream cannot encode, letters as `\u6570`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end].translate(_TYPED)
    return signs.encode("ascii", "backslashreplace").decode("ascii"), error.end
