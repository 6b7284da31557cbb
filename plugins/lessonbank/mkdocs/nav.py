"""The navigation of `mkdocs.yml`, without entries that lead to what an edition may not show."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lessonbank.compiler import Compilation
from lessonbank.markdown import Directory, LinkReader
from lessonbank.mkdocs.pages import source_uri


def shown_nav(nav: Any, directory: Directory) -> Any:
    """`nav` as MkDocs takes it: lists of addresses, and of sections by their titles.

    An entry goes with its title; so does a section that is empty then. Addresses with a scheme
    (`clip:bar-models`) become those of files.
    """
    return _shown(nav, directory, LinkReader(directory, "index.html"))


def with_indexes(nav: Any, bank: Compilation) -> Any:
    """`nav` with the indexes of types that packages have brought and give a place in it.

    An index that `mkdocs.yml` names, and one that the edition does not have, get none.
    """
    if not isinstance(nav, list):
        return nav
    nav, there = deepcopy(nav), {page.path for page in bank.pages}
    for type_ in bank.types.outside:
        source = source_uri(type_.index)
        if type_.nav is None or type_.index not in there or _place(nav, source):
            continue
        siblings, place = _place(nav, source_uri(type_.nav)) or (nav, len(nav))
        siblings.insert(place, {type_.plural: source})
    return nav


def _place(nav: list[Any], source: str) -> tuple[list[Any], int] | None:
    """The list in which an entry leads to `source`, and where the next one would stand."""
    for place, entry in enumerate(nav, start=1):
        for target in entry.values() if isinstance(entry, dict) else (entry,):
            if target == source:
                return nav, place
            if isinstance(target, list) and (found := _place(target, source)):
                return found
    return None


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
