"""Sanitise contributors' HTML with an allowlist.

Markdown may contain any HTML. The allowlist has what Markdown and its usual extensions make
(admonitions, tabs, footnotes, code). Of all other elements only the text stays.
"""

from __future__ import annotations

import re

import nh3

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
_OURS = re.compile(r"(?:lb|md)-")
"""Prefix of classes that belong to the site's styles and scripts."""
_LENT = {"lb-unavailable", "md-button", "md-button--primary"}
"""Classes with that prefix that contributors may use."""
_RESERVED = re.compile(r"__(?!tabbed_|codelineno|span|def_)")
"""Prefix of ids and names that the theme uses to find parts of the page."""
_FOREIGN = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)


def _kept(tag: str, name: str, value: str) -> str | None:
    """Return the safe value of an allowed attribute; None to remove it."""
    if name == "class":
        words = value.split()
        return " ".join(w for w in words if w in _LENT or not _OURS.match(w)) or None
    if name in {"id", "name", "for"}:
        return None if _RESERVED.match(value) else value
    if tag == "img" and name == "src" and _FOREIGN.match(value):
        return None  # Other hosts must not learn who reads a page.
    return value


TRACE = "data-lb-trace"
"""The attribute that `clean_traced` lets through, so that each element is known again."""


def _cleaner(*extra: str) -> nh3.Cleaner:
    """The one set of rules, which lets the attributes `extra` of every element through too."""
    return nh3.Cleaner(
        tags=set(f"{_WORDS} {_TABLES} {_OTHERS}".split()),
        attributes={**_ATTRIBUTES, "*": _ATTRIBUTES["*"].union(extra)},
        attribute_filter=_kept,
        tag_attribute_values=_VALUES,
        filter_style_properties={"text-align"},
        url_schemes=_SCHEMES,
        link_rel=None,  # Every page sets a referrer policy.
    )


_CLEANER, _TRACER = _cleaner(), _cleaner(TRACE)


def clean(html: str) -> str:
    """Remove anything that could run, load, submit or imitate the site's interface."""
    return _CLEANER.clean(html)


def clean_traced(html: str) -> str:
    """`clean`, but elements keep the attribute `TRACE`. For checks, not for pages."""
    return _TRACER.clean(html)
