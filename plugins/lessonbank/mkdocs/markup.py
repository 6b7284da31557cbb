"""What the theme writes that HTML does not allow, put right in finished pages."""

from __future__ import annotations

import re

_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
"""Material asks browsers not to fill in a check box, which has no such attribute."""
_UNPLACED = ' tabindex=""'
"""Material gives the labels of open sections a place in the order of focus that is none."""
_FOR_CONTENTS = ' for="__toc"'
"""Material's heading of a page's contents opens them in the navigation, which may lack the page."""
_CONTENTS = 'id="__toc"'


def mended(html: str) -> str:
    """The page as HTML allows it."""
    html = _TOGGLE.sub(r"\1", html).replace(_UNPLACED, "")
    return html if _CONTENTS in html else html.replace(_FOR_CONTENTS, "")
