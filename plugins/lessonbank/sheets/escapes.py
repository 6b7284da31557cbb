"""Escape characters that XML cannot contain, such as `_x000D_`, as Excel does."""

from __future__ import annotations

import re

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LIKE_ONE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_XML = re.compile("[\ufffe\uffff]")
_SURROGATES = range(0xD800, 0xE000)


def unescaped(text: str) -> str:
    """Replace escapes by their characters; keep half a surrogate pair escaped."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def escaped(text: str) -> str:
    """Escape text for `unescaped`: a literal `_x000D_` becomes `_x005F_x000D_`."""
    text = _LIKE_ONE.sub("_x005F_", text) if "_x" in text else text
    return _NOT_IN_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if code in _SURROGATES else chr(code)
