"""The content security policy: pages load only the site's own files.

It is in each page, so it holds on any host and from a USB stick.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from urllib.parse import urlsplit

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_SCRIPTS = re.compile(r"script-src 'self'(?: 'sha256-[A-Za-z0-9+/]{43}=')*")
_ANY = "'unsafe-inline'"
_MEDIA = "media-src 'self' data:"
_OWN = f"{_MEDIA} blob:"

# Nothing is asked of anyone else, and of the site itself only what pages are made of: plug-ins,
# workers and requests by script are refused altogether. A frame is opened in a folder only, for the
# page that keeps what readers save. Pages colour tags and place marks
# with style attributes; no style sheet within a page is allowed. The theme's icons, the tracks of
# films and a trust's fonts are data: addresses. Browsers that fetch the next page ahead go by
# `default-src`. One page plays a film that the reader chooses on the device: a blob: address.
_RULES = (
    "default-src 'self'",
    "style-src 'self'",
    f"style-src-attr {_ANY}",
    "img-src 'self' data:",
    "font-src 'self' data:",
    _MEDIA,
    "frame-src 'self'",
    "object-src 'none'",
    "worker-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
)


def content_policy(
    theme: str, *, preview: bool = False, films_at: str = "", own_films: bool = False
) -> str:
    """Return the policy of a page whose inline scripts are those in `theme`, as HTML.

    It allows each by its hash, so no other runs. A preview allows all, because MkDocs adds one.
    Films may come from the host of the address `films_at`, if there is one, and nothing else.
    With `own_films` the page may play a film that its reader chooses.
    """
    rules = _rules(films_at, own_films=own_films)
    if preview:
        return "; ".join((*rules, f"script-src 'self' {_ANY}", "connect-src 'self'"))
    hashes = (f"'sha256-{_digest(script)}'" for script in _INLINE.findall(theme))
    scripts = " ".join(("script-src 'self'", *dict.fromkeys(hashes)))
    return "; ".join((*rules, scripts, "connect-src 'none'"))


def _rules(films_at: str, *, own_films: bool) -> tuple[str, ...]:
    parts = urlsplit(films_at)
    own = _OWN if own_films else _MEDIA
    films = f"{own} {parts.scheme}://{parts.netloc}" if films_at else own
    return tuple(films if rule == _MEDIA else rule for rule in _RULES)


def is_policy(
    written: str, *, preview: bool = False, films_at: str = "", own_films: bool = False
) -> bool:
    """Return whether a policy is one that `content_policy` makes."""
    given = [rule.strip() for rule in written.split(";")]
    rules = [*_rules(films_at, own_films=own_films)]
    if given[: len(rules)] != rules or len(given) != len(rules) + 2:
        return False
    scripts, connections = given[len(rules) :]
    if preview:
        return (scripts, connections) == (f"script-src 'self' {_ANY}", "connect-src 'self'")
    return bool(_SCRIPTS.fullmatch(scripts)) and connections == "connect-src 'none'"


def _digest(script: str) -> str:
    return b64encode(sha256(script.encode()).digest()).decode("ascii")
