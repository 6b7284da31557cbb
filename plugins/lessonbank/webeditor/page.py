"""The page of the editor and the files beside it.

The page may load its own folder and speak to the host of the repository; nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from lessonbank.webeditor.package import SCRIPT

CONFIG = "config.json"
_STYLE = "'unsafe-inline'"
"""The editor writes its styles into the page."""


def policy(hosts: tuple[str, ...]) -> str:
    """Return the content security policy of a page that speaks to these hosts."""
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": f"'self' {_STYLE}",
        "img-src": " ".join(("'self'", "data:", "blob:", *_pictures(hosts))),
        "media-src": "'self' blob:",
        "font-src": "'self' data:",
        "connect-src": " ".join(("'self'", "blob:", "data:", *hosts)),
        "frame-src": "blob:",
        "worker-src": "'self' blob:",
        "manifest-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "object-src": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _pictures(hosts: tuple[str, ...]) -> tuple[str, ...]:
    return ("https://avatars.githubusercontent.com",) if hosts else ()


def files(
    title: str, settings: Mapping[str, Any], program: Mapping[str, bytes], hosts: tuple[str, ...]
) -> Mapping[str, bytes]:
    """Return the files of the editor's folder, by name."""
    text = json.dumps(settings, ensure_ascii=False, indent=2)
    return {
        "index.html": _page(title, hosts).encode(),
        CONFIG: f"{text}\n".encode(),
        **program,
    }


def _page(title: str, hosts: tuple[str, ...]) -> str:
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(policy(hosts))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="same-origin">
<title>{escape(title)}</title>
<link rel="cms-config-url" type="application/json" href="{CONFIG}">
</head>
<body>
<noscript><p>This editor needs JavaScript. Any text editor opens the files too.</p></noscript>
<script src="{SCRIPT}"></script>
</body>
</html>
"""
