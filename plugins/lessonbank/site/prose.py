"""Fit an item's prose into its page: heading levels, and ids that no other element has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from markupsafe import Markup

from lessonbank.markdown.headings import nested, titled

# Literal first so `re` scans fast; the lookbehind runs only on a hit.
_ID = re.compile(r'id="(?<=\sid=")([^"]+)"')


class Opening(NamedTuple):
    """The prose of the home page in parts. Any may be empty."""

    title: Markup
    lead: Markup
    rest: Markup


@dataclass(slots=True)
class Prose:
    """Prose as safe HTML, which a template puts into its page.

    `language` is an attribute for its language, if that is not the page's own. `shown` is the HTML
    that the template used, or its last part.
    """

    html: str
    language: str = ""
    shown: str = ""

    def __bool__(self) -> bool:
        return bool(self.html)

    def __html__(self) -> str:
        return self.under(1)

    def under(self, level: int) -> Markup:
        """Return the prose with its headings below a heading of that level."""
        return self._show(nested(self.html, level))

    def split(self) -> Opening:
        """Return a whole page as its own title, the part above the first `h2`, and the rest."""
        title, end, html = titled(self.html).rpartition("</h1>")
        lead, h2, rest = html.partition("<h2")
        self.shown = f"{h2}{rest}"
        return Opening(self._marked(f"{title}{end}"), self._marked(lead), self._marked(self.shown))

    def _show(self, html: str) -> Markup:
        self.shown = html
        return self._marked(html)

    def _marked(self, html: str) -> Markup:
        marked = f"<div{self.language}>\n{html}\n</div>" if self.language and html.strip() else html
        return Markup(marked)  # noqa: S704 - converted by the generator from the page's Markdown


def distinct(page: str, prose: str) -> str:
    """Return the page with new ids in its prose wherever the rest of the page uses the same id."""
    own = set(_ID.findall(prose))
    if not own:
        return page
    before, found, after = page.partition(prose)
    taken = {*_ID.findall(before), *_ID.findall(after)}
    for id_ in sorted(own & taken) if found else ():
        other = next(f"{id_}_{n}" for n in count(1) if f"{id_}_{n}" not in own | taken)
        prose = prose.replace(f' id="{id_}"', f' id="{other}"')
        prose = prose.replace(f' href="#{id_}"', f' href="#{other}"')
        own.add(other)
    return f"{before}{prose}{after}" if found else page
