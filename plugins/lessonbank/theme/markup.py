"""Correct the theme's HTML in a finished page."""

from __future__ import annotations

import re

_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
"""An invalid `autocomplete` on a check box."""
_UNPLACED = ' tabindex=""'
"""An empty `tabindex` on labels of open sections."""
_FOR_CONTENTS = ' for="__toc"'
"""A label for a check box that the page may lack."""
_CONTENTS = 'id="__toc"'
_TEXTS = ('class="md-content__inner md-typeset"', 'class="md-banner__inner md-grid md-typeset"')
"""Elements with our text: the main part, and the edition's mark."""
_TEXT = "lb-text"
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
"""A table of prose: ours have a class."""
_SKIPS, _TITLE = 'href="#lb-title"', 'id="lb-title"'
"""The skip link of a page without a table of contents, and its target, which prose lacks."""
_MAIN = '<article class="md-content__inner'
_FRAME = r'<lb-wide class="lb-wide" tabindex="0">\g<0></lb-wide>'


def finished(html: str) -> str:
    """Return the page as valid HTML, with our class on elements with our text.

    Each table of prose is in a frame, in which it can be moved sideways.
    """
    html = _TOGGLE.sub(r"\1", html).replace(_UNPLACED, "")
    for text in _TEXTS:
        html = html.replace(text, f'{text[:-1]} {_TEXT}"', 1)
    html = _TABLE.sub(_FRAME, html)
    if _SKIPS in html and _TITLE not in html:
        html = html.replace(_MAIN, _MAIN.replace("<article", f"<article {_TITLE}"), 1)
    return html if _CONTENTS in html else html.replace(_FOR_CONTENTS, "")
