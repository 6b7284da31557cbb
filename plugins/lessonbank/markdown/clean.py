"""Contributors' HTML -> HTML that can do nothing but say something.

Markdown may hold any HTML. What is listed here stays, which is what Markdown and its usual
extensions make (admonitions, tabs, footnotes, code); of the rest only the words do.
"""

from __future__ import annotations

import re

import nh3

from lessonbank.theme import LENT, RESERVED

_WORDS = """
abbr b blockquote br cite code dd del details dfn dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i
ins kbd li mark ol p pre q s samp section small strong sub summary sup time u ul var wbr
"""
_TABLES = "caption col colgroup table tbody td tfoot th thead tr"
_OTHERS = "a div img input label span"
_ATTRIBUTES = {
    "*": {"aria-label", "class", "dir", "id", "lang", "title"},
    "a": {"href", "name"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "div": {"data-tabs"},
    "img": {"align", "alt", "height", "src", "width"},
    "input": {"checked", "disabled", "name"},
    "ins": {"cite", "datetime"},
    "label": {"for"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "td": {"align", "colspan", "headers", "rowspan", "style"},
    "th": {"align", "colspan", "headers", "rowspan", "scope", "style"},
    "time": {"datetime"},
}
_VALUES = {
    "a": {"target": {"_blank"}},
    "img": {"loading": {"lazy"}},
    "input": {"type": {"checkbox", "radio"}},  # of task lists and tabs
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_OURS = re.compile(rf"lb-|{RESERVED.pattern}")
"""Classes with a meaning to the site's own styles and scripts begin so ..."""
_LENT = LENT | {"lb-unavailable"}
"""... and these are for anyone's use."""
_RESERVED = re.compile(r"__(?!tabbed_|codelineno|span|def_)")
"""The theme finds parts of the page by ids and names that begin so."""
_FOREIGN = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)


def _kept(tag: str, name: str, value: str) -> str | None:
    """The value that an allowed attribute may have; None where it may not be there."""
    if name == "class":
        words = value.split()
        return " ".join(w for w in words if w in _LENT or not _OURS.match(w)) or None
    if name in {"id", "name", "for"}:
        return None if _RESERVED.match(value) else value
    if tag == "img" and name == "src" and _FOREIGN.match(value):
        return None  # Nobody is told who reads a page.
    return value


_CLEANER = nh3.Cleaner(
    tags=set(f"{_WORDS} {_TABLES} {_OTHERS}".split()),
    attributes=_ATTRIBUTES,
    attribute_filter=_kept,
    tag_attribute_values=_VALUES,
    filter_style_properties={"text-align"},
    url_schemes=_SCHEMES,
    link_rel=None,  # Every page says that nobody is told where a reader comes from.
)


def clean(html: str) -> str:
    """The HTML without what could run, load, submit or look like a part of the site."""
    return _CLEANER.clean(html)
