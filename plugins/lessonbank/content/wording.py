"""Put values into the words of a diagnostic."""

from __future__ import annotations

from collections.abc import Sequence

_LONGEST_SHOWN = 60
"""Characters."""


def shown(written: object) -> str:
    """Return a value in backticks, cut if it is long; name lists and maps."""
    match written:
        case list():
            return "a list"
        case dict():
            return "a block of fields"
        case _:
            text = str(written)
            return f"`{text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + '...'}`"


def listed(words: Sequence[str]) -> str:
    """Join words: `a, b and c`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
