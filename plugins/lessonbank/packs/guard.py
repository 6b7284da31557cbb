"""Guard each page of a pack: it shows nothing unless a script has checked the expiry."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

from lessonbank.bank import Trust
from lessonbank.packs.errors import PackError
from lessonbank.packs.facts import Facts
from lessonbank.packs.layout import FOLDER, SCRIPT, STYLE
from lessonbank.texts import gettext as _

_ASSETS = Path(__file__).parent / "assets"
_POLICY = re.compile(r'<meta\s[^>]*http-equiv="content-security-policy"[^>]*>', re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_STYLE = re.compile(r'\sstyle="([^"]*)"', re.IGNORECASE)
_HIDDEN = ' style="display:none!important"'
"""In the page itself, so a lost script or style sheet shows nothing."""
_OWN_STYLE = r' data-lb-style="\1"'
"""The page's own style, which the script puts back."""
_LEEWAY = timedelta(1)
"""The clock of a reader in another time zone may be a day behind."""


def guarded(html: str, address: str) -> str:
    """Return a page that is hidden until the pack's script shows it. Raise PackError."""
    policy = _POLICY.search(html)
    body = _BODY.search(html, html.find("</head>")) if policy else None
    if policy is None or body is None or body.start() < policy.end():
        raise PackError(f"The page {address} cannot be guarded: it has no policy or no body.")
    up = "../" * address.count("/")
    added = f'<script src="{up}{SCRIPT}"></script><link rel="stylesheet" href="{up}{STYLE}">'
    head = f"{html[: policy.end()]}{added}{html[policy.end() : body.start()]}"
    return f"{head}{_hidden(body[0])}{html[body.end() :]}"


def _hidden(body: str) -> str:
    """Return the opening tag of a body that is not shown."""
    own = _STYLE.sub(_OWN_STYLE, body, count=1)
    name = len("<body")
    return f"{own[:name]}{_HIDDEN}{own[name:]}"  # The first of two attributes counts.


def script(trust: Trust, facts: Facts) -> bytes:
    """Return the script that checks the day and shows the page or a notice."""
    given = {
        "first": (facts.built - _LEEWAY).isoformat(),
        "last": facts.expires.isoformat(),
        "over": [
            _("This copy has expired"),
            _(
                "It could be used until %(day)s. What is in it may no longer be shown.",
                day=facts.expires,
            ),
            *_requests(trust),
        ],
        "early": [
            _("Check the date of this computer"),
            _(
                "Its clock is before %(day)s, when this copy was made. So nobody can say whether"
                " the copy has expired. Set the clock, then open the page again.",
                day=facts.built,
            ),
        ],
        "about": [
            *([_("For: %(label)s", label=facts.label)] if facts.label else []),
            _("Copy %(id)s, made on %(day)s", id=facts.id, day=facts.built),
        ],
    }
    return f"const lessonbankPack = {json.dumps(given)};\n{_asset(SCRIPT)}".encode()


def _requests(trust: Trust) -> tuple[str, ...]:
    return (
        _(
            "Please delete the folder “%(folder)s” and the zip it came from. Ask %(trust)s for a"
            " new copy: %(contact)s.",
            folder=FOLDER,
            trust=trust.name,
            contact=trust.contacts.dpo,
        ),
        _(
            "We cannot recall copies: this notice hides the pages, but the films stay in the folder"
            " until somebody deletes them."
        ),
    )


def style() -> bytes:
    """Return the style sheet of notices. It has words for a page whose script did not run."""
    words = _(
        "This page shows nothing until it has checked the date of its copy. Copy the whole folder"
        " again, allow scripts, then open the page again."
    )
    quoted = words.replace("\\", "\\\\").replace('"', '\\"')
    said = f'html:not(.lb-pack-checked)::before {{ content: "{quoted}"; }}\n'
    return f'@charset "utf-8";\n{_asset(STYLE)}{said}'.encode()


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")
