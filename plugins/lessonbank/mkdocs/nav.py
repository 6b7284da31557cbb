"""The navigation of `mkdocs.yml`, without entries that lead to what an edition may not show."""

from __future__ import annotations

from typing import Any

from lessonbank.markdown import Directory, Leads
from lessonbank.mkdocs.pages import source_uri


def shown_nav(nav: Any, directory: Directory) -> Any:
    """`nav` as MkDocs takes it: lists of addresses, and of sections by their titles.

    An entry goes with its title; so does a section that is empty then. Addresses with a scheme
    (`clip:bar-models`) become those of files.
    """
    return _shown(nav, directory, Leads(directory, "index.html"))


def _shown(nav: Any, directory: Directory, leads: Leads) -> Any:
    match nav:
        case str():
            if leads.denies_address(nav):
                return None
            lead = leads.lead("href", nav)
            return source_uri(lead.target.url) if lead else nav
        case list():
            kept = [each for part in nav if (each := _shown(part, directory, leads)) is not None]
            return kept or None
        case dict():
            parts = {
                directory.told(str(n)): _shown(part, directory, leads) for n, part in nav.items()
            }
            return {name: part for name, part in parts.items() if part is not None} or None
        case _:
            return nav
