"""What every page says beside its own: who answers for it, and whom it is for."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from lessonbank.bank import Bank, Clip, Scope
from lessonbank.editions import Edition
from lessonbank.site.labels import code_of
from lessonbank.site.page import SitePage
from lessonbank.site.urls import Link

ROBOTS = "robots.txt"
NOBODY = "User-agent: *\nDisallow: /\n"
"""Asks search engines to stay away, where the site is all there is on its host."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """The controller, ways to turn to them, and the edition's mark unless it is for everybody."""

    controller: str
    data_protection: Link
    complaints: str | None
    concerns: str
    mark: tuple[str, str] | None
    """The edition's name, and what that means for whoever reads it."""

    @property
    def is_open(self) -> bool:
        """Whether search engines may list the pages."""
        return self.mark is None

    def concern(self, label: str, about: str = "") -> Link:
        """A way to report a concern by e-mail; `about` says what it is about in the subject."""
        subject = quote(" ".join(f"Concern: {about}".split()), safe="") if about else "Concern"
        return Link(label, f"{_mailto(self.concerns)}?subject={subject}")


def imprint(bank: Bank, edition: Edition) -> Imprint:
    """What the pages of an edition say."""
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


def _mark(bank: Bank, edition: Edition) -> tuple[str, str] | None:
    if edition.scope is Scope.PUBLIC:
        return None
    audience = edition.audience_in(bank) or bank.trust
    return f"{edition.scope.capitalize()} edition", f"for staff of {audience.name}. Do not pass on."


def concern_about(imprint_: Imprint, page: SitePage, address: str) -> Link:
    """A way to report a concern about a page of the bank at an address."""
    if not isinstance(page.item, Clip):
        return imprint_.concern("Report a concern about this page", f"{page.title} ({address})")
    about = f"clip {code_of(page.item)}, {page.title} ({address})"
    return imprint_.concern("Report a concern about this clip", about)
