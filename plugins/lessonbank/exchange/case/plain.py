"""Convert statements with HTML, Markdown or entities to plain text."""

from __future__ import annotations

import html
import re

_TAGS = (
    "a|abbr|b|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i"
    "|iframe|img|ins|kbd|label|li|math|m[a-z]{1,12}|ol|p|pre|q|s|small|span|strike|strong|sub|sup"
    "|svg|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|video"
)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_UNREAD = re.compile(
    r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL
)
_RAISED = re.compile(r"<sup\b[^<>]*>\s*([0-9+-]+)\s*</sup>", re.IGNORECASE)
_LOWERED = re.compile(r"<sub\b[^<>]*>\s*([0-9+-]+)\s*</sub>", re.IGNORECASE)
_SIGNS = "0123456789+-"
_SUPERSCRIPT = str.maketrans(
    _SIGNS, "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b"
)
_SUBSCRIPT = str.maketrans(
    _SIGNS, "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089\u208a\u208b"
)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3}|~~|`{1,2})(?=\S)([^*_~`]+)(?<=\S)\1(?![\w*])")
_START = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+\u2022]\s+)", re.MULTILINE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!~>|-])")
_TWICE = 2
"""Some systems escape HTML as entities, so decode it twice."""


def plain(written: str) -> str:
    """Return the text on one line without mark-up, or unchanged if nothing else is left."""
    text = written
    for _ in range(_TWICE):
        text = _UNREAD.sub(" ", text)
        text = _RAISED.sub(lambda match: match[1].translate(_SUPERSCRIPT), text)
        text = _LOWERED.sub(lambda match: match[1].translate(_SUBSCRIPT), text)
        text = html.unescape(_TAG.sub(_space, text))
    text = _UNREAD.sub(" ", _TAG.sub(_space, text))
    text = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", _START.sub("", text)))
    words = " ".join(_ESCAPE.sub(r"\1", text).split())
    return words or " ".join(written.split())


_INLINE = re.compile(
    r"</?(?:a|abbr|b|code|em|font|i|s|small|span|strong|sub|sup|u|var)\b", re.IGNORECASE
)


def _space(match: re.Match[str]) -> str:
    """Replace an inline tag by nothing, any other tag by a space."""
    return "" if _INLINE.match(match[0]) else " "
