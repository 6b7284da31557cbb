"""Refuse what does not work from a folder on a USB stick."""

from __future__ import annotations

import re

from mkdocs.exceptions import PluginError

_TAG = re.compile(r"<(?:script|link)\b[^>]*>", re.IGNORECASE)
_REFUSED = re.compile(
    r"""\s(?:(?:integrity|crossorigin)\b|type\s*=\s*["']?module\b|rel\s*=\s*["']?modulepreload\b)""",
    re.IGNORECASE,
)


def portable(html: str, name: str) -> str:
    """Return a finished page. Raise PluginError if it cannot work from a folder."""
    for tag in _TAG.findall(html):
        if _REFUSED.search(tag):
            raise PluginError(
                f"{name}: browsers do not load {tag} in a folder. Take `integrity`, `crossorigin` "
                "or `module` out of the template or setting that writes it."
            )
    return html
