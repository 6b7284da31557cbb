"""Render the pages of packages once, to find their errors before the build."""

from __future__ import annotations

from collections.abc import Iterable

from lessonbank.site.page import SitePage
from lessonbank.site.render import Renderer
from lessonbank.site.types import ContentTypes


def try_out(pages: Iterable[SitePage], renderer: Renderer, types: ContentTypes) -> None:
    """Render every page of packages, without its prose. Raises TypeFaultError where one fails."""
    for page in pages:
        if page.path.partition("/")[0] in types.outside_folders:
            renderer.page(page, "")
