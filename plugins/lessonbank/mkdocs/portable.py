"""What would not work in a folder on a disk, which is how a stick is read."""

from __future__ import annotations

import re

from mkdocs.exceptions import PluginError

_TAG = re.compile(r"<(?:script|link)\b[^>]*>", re.IGNORECASE)
_REFUSED = re.compile(
    r"""\s(?:(?:integrity|crossorigin)\b|type\s*=\s*["']?module\b|rel\s*=\s*["']?modulepreload\b)""",
    re.IGNORECASE,
)


def portable(html: str, name: str) -> str:
    """The page `name`, which is finished. Raises PluginError if a folder cannot do it."""
    for tag in _TAG.findall(html):
        if _REFUSED.search(tag):
            raise PluginError(
                f"{name}: browsers do not load {tag} in a folder. Take `integrity`, `crossorigin` "
                "or `module` out of the template or setting that writes it."
            )
    return html
