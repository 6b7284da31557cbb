"""Judge the addresses of places outside this machine that a bank uses."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_HOST = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::[0-9]{1,5})?")
_PATH = re.compile(r"(?:/[A-Za-z0-9._~%@-]+)*/?")


def films_address(written: str) -> str | None:
    """Return the address of a folder of films, with a slash at its end; None if it is none.

    Pages name it in their content security policy, so only plain letters may be in it.
    """
    try:
        parts = urlsplit(written)
    except ValueError:
        return None
    plain = _HOST.fullmatch(parts.netloc) and _PATH.fullmatch(parts.path)
    if parts.scheme != "https" or not plain or parts.query or parts.fragment:
        return None
    return f"https://{parts.netloc}{parts.path.rstrip('/')}/"


def has_secret(written: str) -> bool:
    """Return whether an address holds a password or a key."""
    try:
        parts = urlsplit(written)
    except ValueError:
        return True
    return "://" in written and bool(parts.query or ":" in parts.netloc.rpartition("@")[0])
