"""The navigation: that of `mkdocs.yml` as an edition may show it, or a default."""

from __future__ import annotations

from copy import deepcopy
from posixpath import normpath
from typing import Any
from urllib.parse import urlsplit

from lessonbank.compiler.compilation import Compilation
from lessonbank.compiler.nav import SECTIONS
from lessonbank.markdown import Directory
from lessonbank.markdown.item_links import LinkReader
from lessonbank.mkdocs.pages import source_uri
from lessonbank.texts import gettext as _
from lessonbank.texts import mark

_HOME, _FIND = "index.html", "find.html"
_TABS = (
    (mark("Watch"), ("clips/index.html", "watchlists/index.html")),
    (mark("Techniques"), ("techniques/index.html", "moments/index.html", "chapters/index.html")),
    (
        mark("Training"),
        (
            *("handbook/index.html", "calendar/index.html", "people/index.html"),
            *("forms/index.html", "workbench.html"),
        ),
    ),
    (mark("For pupils"), ("lessons/index.html",)),
)
"""The sections of the default navigation, with the addresses of their pages."""


def own_nav(bank: Compilation) -> list[Any]:
    """Return the default navigation: home and Find, a section for each tab, then all the rest."""
    pages = {page.path: page for page in bank.pages if page.listed}
    tabs = [(_(name), [path for path in paths if path in pages]) for name, paths in _TABS]
    placed = {_HOME, _FIND, *(path for _name, paths in tabs for path in paths)}
    others = [
        page.path
        for page in pages.values()
        if page.parent == _HOME and page.item is None and page.path not in placed
    ]
    taken = {source_uri(page.path) for page in bank.pages}
    prose = [path for path in bank.prose if path not in taken]
    about = [*map(source_uri, others), *prose]
    nav: list[Any] = [source_uri(path) for path in (_HOME, _FIND) if path in pages]
    nav += [{name: [source_uri(path) for path in paths]} for name, paths in tabs if paths]
    return [*nav, {_("About"): about}] if about else nav


def shown_nav(nav: Any, bank: Compilation, *, alone: bool) -> Any:
    """`nav` as MkDocs takes it: lists of addresses, and of sections by their titles.

    An entry goes with its title; so do a section that is empty then, and the index of a type of
    content of which the edition has nothing. Addresses with a scheme (`clip:bar-models`) become
    those of files. `alone` says that no other plugin may make pages: what is not there is left out.
    """
    return _Nav(bank, alone=alone).shown(nav)


def with_indexes(nav: Any, bank: Compilation) -> Any:
    """Add indexes of packages' types to `nav`.

    Skip those that `mkdocs.yml` names or that the edition lacks.
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
    """Return the list with an entry for `source`, and the next position."""
    for place, entry in enumerate(nav, start=1):
        for target in entry.values() if isinstance(entry, dict) else (entry,):
            if target == source:
                return nav, place
            if isinstance(target, list) and (found := _place(target, source)):
                return found
    return None


class _Nav:
    def __init__(self, bank: Compilation, *, alone: bool) -> None:
        self._directory: Directory = bank.directory
        self._links = LinkReader(bank.directory, _HOME)
        self._there = {*(source_uri(page.path) for page in bank.pages), *bank.prose}
        self._alone = alone

    def shown(self, nav: Any) -> Any:
        match nav:
            case str():
                return self._address(nav)
            case list():
                return [each for part in nav if (each := self.shown(part)) is not None] or None
            case dict():
                parts = {
                    self._directory.redacted(str(n)): self.shown(part) for n, part in nav.items()
                }
                return {name: part for name, part in parts.items() if part is not None} or None
            case _:
                return nav

    def _address(self, written: str) -> str | None:
        if self._links.denies_address(written):
            return None
        if link := self._links.item_link("href", written):
            return source_uri(link.target.url)
        path = normpath(written)
        lost = path in SECTIONS or (self._alone and path.endswith(".md") and not _scheme(written))
        return None if lost and path not in self._there else written


def _scheme(written: str) -> str:
    return urlsplit(written).scheme
