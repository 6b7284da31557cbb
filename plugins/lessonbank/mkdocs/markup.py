"""What the theme writes that HTML does not allow, put right in finished pages."""

from __future__ import annotations

import re

_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
"""Material asks browsers not to fill in a check box, which has no such attribute."""
_UNPLACED = ' tabindex=""'
"""Material gives the labels of open sections a place in the order of focus that is none."""


def mended(html: str) -> str:
    """The page as HTML allows it."""
    return _TOGGLE.sub(r"\1", html).replace(_UNPLACED, "")
