"""What links to items lead to: their pages, and their players to embed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from lessonbank.markdown import Target, Targets
from lessonbank.site.page import SitePage
from lessonbank.site.render import Renderer


def link_targets(pages: tuple[SitePage, ...], renderer: Renderer) -> Targets:
    """Every item that has a page of its own."""
    return {(kind, id_): target for kind, id_, target in _targets(pages, renderer)}


def _targets(pages: tuple[SitePage, ...], renderer: Renderer) -> Iterator[tuple[str, str, Target]]:
    for page in pages:
        if page.item is not None:
            embed = partial(renderer.embed, page.player, page.path) if page.player else None
            yield page.item.kind, page.item.id, Target(page.path, page.title, embed)
