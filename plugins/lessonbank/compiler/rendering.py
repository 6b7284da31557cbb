"""Render pages to learn their ids, and whether they fail."""

from __future__ import annotations

from collections.abc import Iterable

from lessonbank.markdown.anchors import anchors, ids_in
from lessonbank.site import ContentTypes, SitePage
from lessonbank.site.render import Renderer
from lessonbank.site.trial import try_out


class Rendering:
    """Renders pages of the given types without their prose."""

    def __init__(self, types: ContentTypes) -> None:
        self._types = types
        self._renderer = Renderer(types=types)

    def ids(self, page: SitePage, prose: str) -> frozenset[str]:
        """Return the ids in a page and in its prose, which is Markdown."""
        return anchors(prose) | ids_in(self._renderer.page(page, ""))

    def ids_of_films(self) -> frozenset[str]:
        """Return the ids that pages of films may have, which depend on media."""
        return self._renderer.ids_of("clip.html") | self._renderer.ids_of("lesson.html")

    def try_out(self, pages: Iterable[SitePage]) -> None:
        """Render every page of packages. Raises TypeFaultError where one fails."""
        try_out(pages, self._renderer, self._types)
