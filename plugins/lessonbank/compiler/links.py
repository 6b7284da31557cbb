"""Check links by file in Markdown: pages, files and headings must exist."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from posixpath import basename, dirname, join, normpath, splitext
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lessonbank.bank import Clip, Lesson, Overlay, mentions, resources_of
from lessonbank.compiler.lost_prose import lost_prose
from lessonbank.compiler.types import fault
from lessonbank.content import Loaded
from lessonbank.content.document import Document
from lessonbank.content.layout import page_name
from lessonbank.content.links import WrittenLink, file_links
from lessonbank.content.load import ordered
from lessonbank.content.suggest import closest_of
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.editions import Denials, Refusal, Rule, only, with_orphans
from lessonbank.site import (
    CONTENT_TYPES,
    ContentTypes,
    Library,
    SitePage,
    TypeFaultError,
    Unmade,
    site_pages,
)

if TYPE_CHECKING:  # Most banks need no template and no converter to be checked.
    from lessonbank.compiler.rendering import Rendering

_CONTENT = "content/"
_PICTURES, _RESOURCES = "images/", "resources/"
_PAGES = (".md", ".html")


def with_dead_links(loaded: Loaded, types: ContentTypes = CONTENT_TYPES) -> Loaded:
    """Add a finding for each dead link by file.

    If a package fails to make its pages, that is the finding, unless the bank has errors.
    """
    try:
        return _with_dead_links(loaded, _Site(loaded, types))
    except TypeFaultError as error:
        faults = () if loaded.has_errors else (fault(error),)
        return replace(loaded, diagnostics=ordered((*loaded.diagnostics, *faults)))


def _with_dead_links(loaded: Loaded, site: _Site) -> Loaded:
    if not loaded.has_errors:
        site.try_out()
    documents = (*loaded.reading.documents.values(), *loaded.reading.prose)
    dead = [found for document in documents for found in _dead(document, site)]
    dead += lost_prose(loaded, site.pages, site.types)
    if loaded.bank.of(Overlay):
        from lessonbank.compiler.versions import version_faults  # noqa: PLC0415 - slow to load

        dead += version_faults(loaded)
    names = loaded.names
    reported = map(names.withheld, dead) if names else dead
    return replace(loaded, diagnostics=ordered((*loaded.diagnostics, *reported)))


def page_names(loaded: Loaded, types: ContentTypes) -> Collection[str]:
    """Return every page of the site in any edition, by path without extension."""
    return _Site(loaded, types).pages.keys()


def _dead(document: Document, site: _Site) -> Iterator[Diagnostic]:
    for written in file_links(document.body):
        link = _Link(document, written, site)
        if finding := link.mistake():
            yield finding


@dataclass(frozen=True)
class _Link:
    """A link in a document."""

    document: Document
    written: WrittenLink
    site: _Site

    def mistake(self) -> Diagnostic | None:
        """Return the finding for a dead link, or None."""
        address = self.written.address
        if wrong := _unportable(address):
            return self._report(Code.LINK_NOT_PORTABLE, *wrong)
        try:
            parts = urlsplit(address)
        except ValueError:
            return self._report(Code.LINK_NOT_PORTABLE, f"`{address}` is no address", _RELATIVE)
        here = self.site.page_of(self.document)
        path = normpath(join(dirname(here), unquote(parts.path))) if parts.path else here
        if path.endswith(_PAGES):
            return self._page(splitext(path)[0], unquote(parts.fragment))
        return self._file(path)

    def _page(self, name: str, anchor: str) -> Diagnostic | None:
        if name not in self.site.pages:
            near = _nearest(name, self.site.pages)
            message = f"the site has no page `{name}.html`"
            fix = f"Link to `{self._way_to(near)}.md`." if near else "Correct the address."
            return self._report(Code.DEAD_LINK, message, fix)
        name = self.site.version_of(self.document, name)
        if not anchor or anchor.startswith(("t=", ":~:")) or self.site.has(name, anchor):
            return None
        near = closest_of(anchor, self.site.anchors(name))
        fix = f"Write `#{near}`." if near else "Delete it, or give the heading this id."
        message = f"the page has no heading with the id `{anchor}`"
        return self._report(Code.DEAD_ANCHOR, message, fix, near and f"#{near}")

    def _file(self, path: str) -> Diagnostic | None:
        if path in self.site.files:
            if path.startswith(_PICTURES) or path in self.site.offered:
                return None
            return self._report(Code.DEAD_LINK, *_elsewhere(path))
        if path in self.site.folders:
            fix = f"Link to its first page: `{self.written.address.rstrip('/')}/index.md`."
            return self._report(Code.DEAD_LINK, f"`{path}` is a folder, not a page", fix)
        near = _nearest(path, self.site.files)
        fix = f"Write `{self._way_to(near)}`." if near else "Correct the address."
        return self._report(Code.DEAD_LINK, f"there is no file `{_CONTENT}{path}`", fix)

    def _way_to(self, target: str) -> str:
        """Return the relative path from the document to another file."""
        here = PurePosixPath(self.site.page_of(self.document)).parent.parts
        there = PurePosixPath(target).parts
        shared = 0
        while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
            shared += 1
        return "/".join((*[".."] * (len(here) - shared), *there[shared:]))

    def _report(
        self, code: Code, message: str, fix: str, suggestion: str | None = None
    ) -> Diagnostic:
        start = self.document.body_start + self.written.start
        offsets = start, start + len(self.written.address)
        return self.document.diagnostic(code, message, fix, offsets, suggestion)


def _nearest(path: str, known: Collection[str]) -> str | None:
    """Return the likely path: the same name in another folder, or a similar one."""
    same = [each for each in known if basename(each) == basename(path)]
    return same[0] if len(same) == 1 else closest_of(path, known)


_RELATIVE = "Write the way from this file, as in `../about.md`."


def _unportable(address: str) -> tuple[str, str] | None:
    """Return why an address fails on a host, under a sub-path or in a folder, and the fix."""
    if address.startswith("/"):
        return "an address that starts with / leads out of the site in a folder", _RELATIVE
    if "\\" in address:
        return f"`{address}` has backslashes", f"Write `{address.replace(chr(92), '/')}`."
    if address.lower().startswith("www."):
        return (
            f"`{address}` has no https://, so it is taken for a file",
            f"Write `https://{address}`.",
        )
    if any(sign.isspace() for sign in address):
        fix = f"Write `{'%20'.join(address.split())}`, or rename the file."
        return f"`{address}` has a space, so it would be no link at all", fix
    return None


def _elsewhere(path: str) -> tuple[str, str]:
    """Return why an existing file is not on the site, and the fix."""
    if path.startswith(_RESOURCES):
        fix = "Name it in `resources:` of a clip, a workshop or another item, and link to that."
        return f"`{path}` is not offered by any item, so it is not on the site", fix
    fix = (
        f"Move it to `{_CONTENT}{_PICTURES}` if it is a picture, else to `{_CONTENT}{_RESOURCES}`."
    )
    return f"`{path}` is not in a folder that the site publishes", fix


class _Site:
    """The addresses of a bank's whole site. Each part is made on demand."""

    def __init__(self, loaded: Loaded, types: ContentTypes) -> None:
        self._loaded = loaded
        self.types = types
        self._anchors: dict[str, frozenset[str]] = {}

    def try_out(self) -> None:
        """Make every page of packages' types. Raise TypeFaultError if one fails."""
        if self.types.outside:
            self._rendering.try_out(self._generated)

    @cached_property
    def pages(self) -> Mapping[str, SitePage | Document | None]:
        """Every page, by path without extension. None is that of an item with an unknown id."""
        prose = {page_name(each.path): each for each in self._loaded.reading.prose}
        whole = self._loaded.bank
        faulty = {
            f"{whole.items[k][i].folder}/{i}": None for k, i in self._faulty if i in whole.ids(k)
        }
        return {**faulty, **prose, **{splitext(page.path)[0]: page for page in self._generated}}

    @cached_property
    def _faulty(self) -> Denials:
        """The unknown items that are referred to, and the items that cannot do without them."""
        bank = self._loaded.bank
        named = {(m.reference.kind, m.id) for item in bank for m in mentions(item)}
        why = (Refusal(Rule.GONE, "it is unknown"),)
        return with_orphans(bank, {key: why for key in named if key[1] not in bank.ids(key[0])})

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file of content that is not a page."""
        paths = (path.removeprefix(_CONTENT) for path in self._loaded.reading.files)
        return frozenset(path for path in paths if not path.endswith((".md", ".yml", ".yaml")))

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder with a page or a file."""
        return frozenset(str(parent) for parent in _parents((*self.files, *self.pages)))

    @cached_property
    def offered(self) -> frozenset[str]:
        """The files that items offer as downloads."""
        bank = self._loaded.bank
        return frozenset(_RESOURCES + each.file for item in bank for each in resources_of(item))

    def page_of(self, document: Document) -> str:
        """Return the file that links in a document are relative to, below `content/`."""
        overlay = self._overlays.get(document.path)
        return overlay.page if overlay else document.path.removeprefix(_CONTENT)

    def version_of(self, document: Document, name: str) -> str:
        """Return the page that a document names: a school's version names itself."""
        overlay = self._overlays.get(document.path)
        if overlay is None or name != page_name(overlay.page):
            return name
        own = f"schools/{overlay.school}/{name}"
        return own if own in self.pages else name

    @cached_property
    def _overlays(self) -> Mapping[str, Overlay]:
        overlays = self._loaded.bank.of(Overlay).values()
        return {self._loaded.path(each): each for each in overlays}

    def has(self, name: str, anchor: str) -> bool:
        """Return whether a page has an anchor. Pages of films may have more."""
        page = self.pages[name]
        if page is None:
            return True
        films = isinstance(page, SitePage) and isinstance(page.item, Clip | Lesson)
        return anchor in self.anchors(name) or (films and anchor in self._of_films)

    def anchors(self, name: str) -> frozenset[str]:
        """Return the ids in a page."""
        if name not in self._anchors:
            self._anchors[name] = self._read(name)
        return self._anchors[name]

    def _read(self, name: str) -> frozenset[str]:
        from lessonbank.markdown.anchors import anchors  # noqa: PLC0415 - slow to load

        page = self.pages[name]
        if page is None:
            return frozenset()
        if isinstance(page, Document):
            return anchors(page.body)
        body = page.prose if page.prose is not None else self._prose_of(name)
        return self._rendering.ids(page, body)

    def _prose_of(self, name: str) -> str:
        return next((e.body for e in self._loaded.reading.prose if page_name(e.path) == name), "")

    @cached_property
    def _of_films(self) -> frozenset[str]:
        return self._rendering.ids_of_films()

    @cached_property
    def _rendering(self) -> Rendering:
        from lessonbank.compiler.rendering import Rendering  # noqa: PLC0415 - slow to load

        return Rendering(self.types)

    @cached_property
    def _generated(self) -> tuple[SitePage, ...]:
        bank = only(self._loaded.bank, self._faulty) if self._faulty else self._loaded.bank
        unmade = {id_: Unmade() for id_ in bank.of(Clip)}
        texts = self._loaded.pages
        library = Library(
            *(bank, {}, {}, {}, date.min), unmade=unmade, texts=texts, shows_coverage=True
        )
        return site_pages(library, self.types)


def _parents(paths: Iterable[str]) -> Iterator[PurePosixPath]:
    for path in paths:
        yield from PurePosixPath(path).parents
