"""What the theme writes into a page, put right when the page is finished."""

from __future__ import annotations

import re

_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
"""The theme asks browsers not to fill in a check box, which has no such attribute."""
_UNPLACED = ' tabindex=""'
"""The theme gives the labels of open sections a place in the order of focus that is none."""
_FOR_CONTENTS = ' for="__toc"'
"""The theme's heading of a page's contents opens them in the navigation, which may lack it."""
_CONTENTS = 'id="__toc"'
_TEXTS = ('class="md-content__inner md-typeset"', 'class="md-banner__inner md-grid md-typeset"')
"""The elements that hold our text: the page's main part, and the mark of the edition."""
_TEXT = "lb-text"


def finished(html: str) -> str:
    """The page as HTML allows it, with our class on the elements that hold our text."""
    html = _TOGGLE.sub(r"\1", html).replace(_UNPLACED, "")
    for text in _TEXTS:
        html = html.replace(text, f'{text[:-1]} {_TEXT}"', 1)
    return html if _CONTENTS in html else html.replace(_FOR_CONTENTS, "")
