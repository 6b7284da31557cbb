"""Replace links to headings that an edition withholds.

The id of a heading holds its words, so a link to it would reveal them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Mapping
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lessonbank.markdown.targets import withheld

_LINK = re.compile(r"<a(?=\s)(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>.*?</a>", re.DOTALL)
_HREF = re.compile(r"\shref=\"([^\"#]*)#([^\"]+)\"")
_REPEATED = re.compile(r"_[0-9]+$")
"""What a second heading with the same words gets at the end of its id."""


def note() -> str:
    """Return the HTML that replaces something withheld."""
    return f'<span class="lb-unavailable">{withheld()}</span>'


def is_gone(fragment: str, gone: Collection[str]) -> bool:
    """Return whether a fragment is one of the withheld ids, however it is spelt."""
    if not gone:
        return False
    words = unquote(fragment)
    spelt = {essence(words), essence(_REPEATED.sub("", words))}
    return any(spelt & {essence(id_), essence(_REPEATED.sub("", id_))} for id_ in gone)


def essence(words: str) -> str:
    """The letters and digits alone, without accents: what is left however an id is made."""
    plain = unicodedata.normalize("NFKD", words).casefold()
    return "".join(sign for sign in plain if sign.isalnum()) or words


def without_lost(prose: str, page: str, gone: Mapping[str, Collection[str]]) -> str:
    """`prose` of the page at the address `page`, with notes for links to lost ids of other pages.

    `prose` is HTML that has been cleaned; `gone` are the lost ids by the addresses of pages.
    """

    def replaced(link: re.Match[str]) -> str:
        href = _HREF.search(link[0])
        if href is None:
            return link[0]
        path, fragment = html.unescape(href[1]), html.unescape(href[2])
        target = normpath(join(dirname(page), unquote(path))) if path else page
        return note() if is_gone(fragment, gone.get(target, ())) else link[0]

    return _LINK.sub(replaced, prose) if any(gone.values()) and "#" in prose else prose
