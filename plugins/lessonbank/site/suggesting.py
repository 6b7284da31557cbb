"""Links to suggest a clip or report a mistake. They open a mail or a form; a page sends nothing."""

from __future__ import annotations

from urllib.parse import quote

from lessonbank.bank import Trust
from lessonbank.site.urls import Link
from lessonbank.texts import gettext as _

_LONGEST = 200
"""Characters of a title or an address: mail programs and hosts cut long links."""


def suggest_clip(trust: Trust) -> Link | None:
    """Return a link to suggest a clip, or None where the edition has no address for it."""
    body = _("Technique or topic:\nSubject and year:\nWhat I would like to see:\n")
    return _link(trust, _("Suggest a clip"), _("Suggestion: a clip"), body)


def report_mistake(trust: Trust, page: str, address: str) -> Link | None:
    """Return a link to report a mistake on a page, or None where the edition has no address."""
    title = _("Mistake: %(page)s", page=_short(page))
    body = _("Page: %(address)s\nWhat is wrong:\n", address=_short(address))
    return _link(trust, _("Report a mistake"), title, body)


def _link(trust: Trust, label: str, title: str, body: str) -> Link | None:
    return Link(label, address_for(trust.suggestions, title, body)) if trust.suggestions else None


def address_for(suggestions: str, title: str, body: str) -> str:
    """Return the address of a mail or a form with title and body filled in.

    `suggestions` is an e-mail address, or an https address with `{title}` and `{body}`.
    """
    values = {"{title}": quote(title, safe=""), "{body}": quote(body, safe="")}
    if not suggestions.startswith("https://"):
        lines = quote(body.replace("\n", "\r\n"), safe="")
        return f"mailto:{quote(suggestions, safe='@')}?subject={values['{title}']}&body={lines}"
    for name, value in values.items():
        suggestions = suggestions.replace(name, value)
    return suggestions


def _short(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
