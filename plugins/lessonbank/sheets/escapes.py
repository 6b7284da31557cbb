"""Characters that the XML of a workbook cannot hold, written as `_x000D_`."""

from __future__ import annotations

import re

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LIKE_ONE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_XML = re.compile("[\ufffe\uffff]")
_SURROGATES = range(0xD800, 0xE000)


def unescaped(text: str) -> str:
    """The text with the characters that stand for themselves; half of a pair stays as it is."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def escaped(text: str) -> str:
    """Text that `unescaped` reads as it was: `_x005F_x000D_` is `_x000D_`."""
    text = _LIKE_ONE.sub("_x005F_", text) if "_x" in text else text
    return _NOT_IN_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if code in _SURROGATES else chr(code)
