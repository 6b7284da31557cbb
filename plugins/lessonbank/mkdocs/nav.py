"""The navigation of `mkdocs.yml`, without entries that lead to what an edition may not show."""

from __future__ import annotations

from typing import Any

from lessonbank.markdown import Directory, LinkReader
from lessonbank.mkdocs.pages import source_uri


def shown_nav(nav: Any, directory: Directory) -> Any:
    """`nav` as MkDocs takes it: lists of addresses, and of sections by their titles.

    An entry goes with its title; so does a section that is empty then. Addresses with a scheme
    (`clip:bar-models`) become those of files.
    """
    return _shown(nav, directory, LinkReader(directory, "index.html"))


def _shown(nav: Any, directory: Directory, links: LinkReader) -> Any:
    match nav:
        case str():
            if links.denies_address(nav):
                return None
            link = links.item_link("href", nav)
            return source_uri(link.target.url) if link else nav
        case list():
            kept = [each for part in nav if (each := _shown(part, directory, links)) is not None]
            return kept or None
        case dict():
            parts = {
                directory.redacted(str(n)): _shown(part, directory, links)
                for n, part in nav.items()
            }
            return {name: part for name, part in parts.items() if part is not None} or None
        case _:
            return nav
