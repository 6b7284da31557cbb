"""Pages of the site as MkDocs pages."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from posixpath import dirname, splitext
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from lessonbank.bank import Prose
from lessonbank.mkdocs.contents import contents_of_long, sections_of
from lessonbank.site import SitePage
from lessonbank.site.render import Renderer
from lessonbank.site.urls import INDEX
from lessonbank.theme import WHOLE_WIDTH

_FIRST = "index.md"
"""The first page of a folder."""
_PLAYER = "<lb-clip"
_ALONE = "alone.html"
"""The theme's template of a page by itself."""


class BankPage(Page):
    """A page rendered by our template; MkDocs converts its prose."""

    def __init__(
        self, site_page: SitePage, renderer: Renderer, file: File, config: MkDocsConfig
    ) -> None:
        super().__init__(escape(site_page.title), file, config)
        if not site_page.listed:
            # The site map takes what has a whole address, and so do search engines.
            self.canonical_url = self.abs_url = None
        self.site_page = site_page
        self.prose = ""
        """The page's Markdown as HTML."""
        self._renderer = renderer

    def read_source(self, config: MkDocsConfig) -> None:
        if self.site_page.prose is None:
            super().read_source(config)
        else:
            self.markdown, self.meta = self.site_page.prose, {}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        if self.markdown:
            super().render(config, files)
        page = self.site_page
        self.prose = self._renderer.noted(self.content or "", page.notes, page.path)
        self.show(self.site_page)

    def show(self, site_page: SitePage) -> None:
        """Render `site_page` around the page's prose."""
        self.site_page = site_page
        self.content = self._renderer.page(site_page, self.prose, own_language(self))
        self.toc = contents_of_long(self.content if _is_read(site_page, self.content) else "")
        if self.meta["hide"] == list(WHOLE_WIDTH) and sections_of(self):
            self.meta["hide"] = ["navigation"]


def _is_read(page: SitePage, html: str) -> bool:
    """Return whether the page's item is read rather than watched."""
    return page.item is not None and _PLAYER not in html


def source_of(prose: Prose) -> str:
    """Return the Markdown with our front matter, so that MkDocs looks for no other.

    MkDocs would also take a first line such as `Note: ...` for a field.
    """
    return f"---\n{{}}\n---\n{prose.body}"


def describe(page: Page, prose: Prose | None, redacted: Callable[[str], str]) -> None:
    """Set the metadata that an author may set, and nothing else.

    The theme prints it as HTML. `redacted` removes withheld words from a text.
    """
    page.meta = {name: _escaped(value, redacted) for name, value in _meta(page, prose).items()}
    page.file.name = escape(page.file.name)  # The title of a page that names none.


def own_language(page: Page) -> str:
    """Return the language that a page names as its own, or nothing."""
    return str(page.meta.get("language", ""))


def _meta(page: Page, prose: Prose | None) -> dict[str, Any]:
    meta = _said(prose) if prose else _named(page)
    if isinstance(page, BankPage):
        meta.setdefault("description", page.site_page.description)
        meta.setdefault("hide", list(WHOLE_WIDTH))
        if not page.site_page.listed:
            meta["search"] = {"exclude": True}
        if page.site_page.alone:
            meta["template"] = _ALONE
    return meta


def _named(page: Page) -> dict[str, Any]:
    """Return the name of a page that a plugin made without a file."""
    return {n: v for n in ("title", "description") if isinstance(v := page.meta.get(n), str)}


def _said(prose: Prose) -> dict[str, Any]:
    said: dict[str, Any] = {"title": prose.title, "description": prose.said}
    said |= {"language": prose.language, "hide": list(prose.hide)}
    said |= {"search": prose.search.model_dump(exclude_defaults=True)}
    return {name: value for name, value in said.items() if value}


def _escaped(value: Any, redacted: Callable[[str], str]) -> Any:
    return escape(redacted(value)) if isinstance(value, str) else value


def add_pages(
    site_pages: tuple[SitePage, ...], renderer: Renderer, files: Files, config: MkDocsConfig
) -> None:
    """Add every generated page to the files, or replace its source."""
    for site_page in site_pages:
        src_uri = source_uri(site_page.path)
        file = files.get_file_from_path(src_uri)
        if file is None:
            file = File.generated(config, src_uri, content="")
            files.append(file)
        file.inclusion = InclusionLevel.NOT_IN_NAV
        BankPage(site_page, renderer, file, config)


def attach(files: Files, nav: Navigation) -> None:
    """Give pages outside the navigation their parent and their neighbours.

    Breadcrumbs and the previous and next page come from these; the navigation itself stays as
    short as `mkdocs.yml` has it, because its size is paid on every page. The home page has no next
    page, which browsers would load ahead.
    """
    pages = [file.page for file in files if isinstance(file.page, BankPage)]
    by_path = {page.site_page.path: page for page in pages}
    siblings: dict[str, list[BankPage]] = {}
    for page in pages:
        above = by_path.get(page.site_page.parent or "")
        if above is None or above.site_page.parent is None:
            continue  # What stands right below the home page is in the navigation.
        page.parent = above  # type: ignore[assignment]  # as blogs do
        if page.site_page.item is not None:
            siblings.setdefault(above.site_page.path, []).append(page)
    for row in siblings.values():
        for before, after in pairwise(row):
            before.next_page, after.previous_page = after, before
    if INDEX in by_path:
        by_path[INDEX].next_page = None
    _attach_prose(files, nav)


def _attach_prose(files: Files, nav: Navigation) -> None:
    """Give prose outside the navigation the first page of its folder, and its neighbours there."""
    listed = {page.file.src_uri for page in nav.pages}
    outside = [
        file.page
        for file in files.documentation_pages()
        if file.page and file.src_uri not in listed and not isinstance(file.page, BankPage)
    ]
    siblings: dict[str, list[Page]] = {}
    for page in outside:
        above = files.get_file_from_path(f"{dirname(page.file.src_uri)}/{_FIRST}")
        if above and above.page and above.page is not page and page.parent is None:
            page.parent = above.page  # type: ignore[assignment]  # as blogs do
            siblings.setdefault(above.src_uri, []).append(page)
    for row in siblings.values():
        for before, after in pairwise(row):
            before.next_page, after.previous_page = after, before


def source_uri(path: str) -> str:
    """Return the path of the Markdown file for a page."""
    return splitext(path)[0] + ".md"
