"""The imprint of every page: who is responsible, and who the edition is for."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from lessonbank.bank import Bank, Clip, Scope
from lessonbank.editions import Edition
from lessonbank.site.labels import code_of
from lessonbank.site.page import SitePage
from lessonbank.site.urls import Link
from lessonbank.texts import gettext as _
from lessonbank.texts import mark

ROBOTS = "robots.txt"
NOBODY = "User-agent: *\nDisallow: /\n"
"""A robots.txt that excludes search engines from the whole host."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """The controller, contacts, and the edition's mark unless it is public."""

    controller: str
    data_protection: Link
    complaints: str | None
    concerns: str
    mark: tuple[str, str] | None
    """The name of the edition, and who it is for."""

    @property
    def is_open(self) -> bool:
        """Whether search engines may list the pages."""
        return self.mark is None

    def concern(self, label: str, about: str = "") -> Link:
        """Return a link to report a concern by e-mail. `about` goes into the subject."""
        subject = _("Concern: %(page)s", page=about) if about else _("Concern")
        return Link(
            label, f"{_mailto(self.concerns)}?subject={quote(' '.join(subject.split()), safe='')}"
        )


def imprint(bank: Bank, edition: Edition) -> Imprint:
    """Return the imprint of an edition."""
    contacts = bank.trust.contacts
    return Imprint(
        controller=bank.trust.controller,
        data_protection=Link(contacts.dpo, _mailto(contacts.dpo)),
        complaints=contacts.complaints_url,
        concerns=contacts.concerns,
        mark=_mark(bank, edition),
    )


def _mailto(address: str) -> str:
    return f"mailto:{quote(address, safe='@')}"


_EDITIONS = {
    Scope.TRUST: mark("Trust edition"),
    Scope.SCHOOL: mark("School edition"),
    Scope.NAMED: mark("Named edition"),
}


def _mark(bank: Bank, edition: Edition) -> tuple[str, str] | None:
    if edition.scope is Scope.PUBLIC:
        return None
    audience = edition.audience_in(bank) or bank.trust
    name = _(_EDITIONS[edition.scope])
    return name, _("for staff of %(audience)s. Do not share.", audience=audience.name)


def concern_about(imprint_: Imprint, page: SitePage, address: str) -> Link:
    """Return a link to report a concern about a page."""
    if not isinstance(page.item, Clip):
        return imprint_.concern(_("Report a concern about this page"), f"{page.title} ({address})")
    about = _(
        "clip %(code)s, %(title)s (%(address)s)",
        code=code_of(page.item),
        title=page.title,
        address=address,
    )
    return imprint_.concern(_("Report a concern about this clip"), about)
