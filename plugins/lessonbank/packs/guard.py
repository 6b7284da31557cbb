"""Guard each page of a pack: it shows nothing unless a script has checked the expiry."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

from lessonbank.bank import Trust
from lessonbank.packs.errors import PackError
from lessonbank.packs.facts import Facts
from lessonbank.packs.layout import FOLDER, HIDE, LIST, SCRIPT, STYLE
from lessonbank.packs.recall_list import BankList
from lessonbank.texts import gettext as _

_ASSETS = Path(__file__).parent / "assets"
_LIST_SCRIPT = "pack-list.js"
"""A part of the script: it reads the recall list."""
_POLICY = re.compile(r'<meta\s[^>]*http-equiv="content-security-policy"[^>]*>', re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_STYLE = re.compile(r'\sstyle="([^"]*)"', re.IGNORECASE)
_HIDDEN = ' style="display:none!important"'
"""In the page itself, so a lost script or style sheet shows nothing."""
_OWN_STYLE = r' data-lb-style="\1"'
"""The page's own style, which the script puts back."""
_LEEWAY = timedelta(1)
"""The clock of a reader in another time zone may be a day behind."""


def guarded(html: str, address: str, *, obeys: bool) -> str:
    """Return a page that is hidden until the pack's script shows it. Raise PackError.

    `obeys` says that the page also obeys recall lists.
    """
    policy = _POLICY.search(html)
    body = _BODY.search(html, html.find("</head>")) if policy else None
    if policy is None or body is None or body.start() < policy.end():
        raise PackError(f"The page {address} cannot be guarded: it has no policy or no body.")
    up = "../" * address.count("/")
    names = (SCRIPT, LIST) if obeys else (SCRIPT,)
    scripts = "".join(f'<script src="{up}{name}"></script>' for name in names)
    added = f'{scripts}<link rel="stylesheet" href="{up}{STYLE}">'
    head = f"{html[: policy.end()]}{added}{html[policy.end() : body.start()]}"
    return f"{head}{_hidden(body[0])}{html[body.end() :]}"


def _hidden(body: str) -> str:
    """Return the opening tag of a body that is not shown."""
    own = _STYLE.sub(_OWN_STYLE, body, count=1)
    name = len("<body")
    return f"{own[:name]}{_HIDDEN}{own[name:]}"  # The first of two attributes counts.


def script(trust: Trust, facts: Facts, recall: BankList | None) -> bytes:
    """Return the script that checks the day and the recall list, and shows the page or a notice."""
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
        "recall": _recall(trust, recall),
    }
    code = f"{_asset(_LIST_SCRIPT)}{_asset(SCRIPT)}"
    return f"const lessonbankPack = {json.dumps(given)};\n{code}".encode()


def _recall(trust: Trust, recall: BankList | None) -> dict[str, object]:
    """Return the list that the pack was made with, and the notices about newer ones."""
    ask = _(
        "Ask %(trust)s for a new copy: %(contact)s.", trust=trust.name, contact=trust.contacts.dpo
    )
    return {
        "key": recall.key if recall else "",
        "serial": recall.list.serial if recall else 0,
        "signature": recall.signed.signature if recall else "",
        "gone": [
            _("This was withdrawn"),
            _("What this page showed may no longer be shown."),
            _(
                "This notice hides it. Its film stays in the folder until the copy is updated or"
                " deleted."
            ),
            ask,
        ],
        "part": [
            _("This page needs a newer copy"),
            _("It names something that was withdrawn, so it is hidden as a whole."),
            ask,
        ],
        "unfit": [
            _("The recall list cannot be used"),
            _(
                "The file “%(file)s” in the folder “%(folder)s” is damaged, or it is from another"
                " bank. So this copy shows nothing. Copy the file again.",
                file=LIST,
                folder=FOLDER,
            ),
            ask,
        ],
    }


def hiding() -> bytes:
    """Return the script that hides what a newer list recalls."""
    return _asset(HIDE).encode()


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
