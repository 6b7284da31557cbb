"""Mark the language of a page that has one of its own, and of its title on every page."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

_MAIN = '<article class="md-content__inner'
_LINK = r'<a\s(?:[^>"]|"[^"]*")*?href="([^"]*)"(?:[^>"]|"[^"]*")*>.*?</a>'
_OWN = r'<span class="md-ellipsis">[^<]*</span>'
"""The title of the page itself in the bar and the menu."""
_NAMED = re.compile(f"{_LINK}|{_OWN}", re.DOTALL)
_TEXT = re.compile(r"(?<=>)(\s*)([^<>]+?)(\s*)(?=<)")


def main_in(page: str, language: str) -> str:
    """Return a page whose main part is in a language. `language` is its attributes."""
    return page.replace(_MAIN, _MAIN.replace("<article", f"<article{language}"), 1)


def titles_in(page: str, language_of: Callable[[str, str], str]) -> str:
    """Return a page on which links with the title of their page say its language.

    `language_of` gets an address and a text. It returns attributes if the text is that page's title
    and in another language, else nothing. The address of this very page is empty.
    """

    def marked(named: re.Match[str]) -> str:
        address = html.unescape(named[1] or "")
        return _TEXT.sub(lambda text: _said(text, language_of(address, text[2])), named[0])

    return _NAMED.sub(marked, page)


def _said(text: re.Match[str], language: str) -> str:
    before, words, after = text.groups()
    return f"{before}<span{language}>{words}</span>{after}" if language else text[0]
