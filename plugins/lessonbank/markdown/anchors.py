"""The ids in a page of Markdown that a link can refer to."""

from __future__ import annotations

import re

from markdown import Markdown

from lessonbank.markdown.headings import slug

_EXTENSIONS = ("toc", "attr_list", "tables", "fenced_code", "footnotes", "admonition", "def_list")
_ID = re.compile(r"<[a-zA-Z][^<>]*?\s(?:id|name)=\"([^\"]*)\"")


def anchors(markdown: str) -> frozenset[str]:
    """Return the ids of headings and other elements in the converted Markdown."""
    settings = {"toc": {"slugify": slug}}
    parser = Markdown(extensions=list(_EXTENSIONS), extension_configs=settings)
    return ids_in(parser.convert(markdown))


def ids_in(html: str) -> frozenset[str]:
    """Return the ids in HTML."""
    return frozenset(_ID.findall(html))
