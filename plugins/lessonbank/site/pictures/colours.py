"""The colours of the site's light scheme, read from its stylesheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from lessonbank.site.files import ASSETS

_TOKENS = ASSETS / "1-tokens.css"


_TOKEN = re.compile(r"--lb-light-([\w-]+):\s*(#[0-9a-f]{6});")


@cache
def colours() -> Mapping[str, str]:
    """Return the colours of the light scheme by name: `brand`, `warm`, `on-brand` ..."""
    return dict(_TOKEN.findall(_TOKENS.read_text(encoding="utf-8")))
