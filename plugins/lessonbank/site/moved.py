"""Pages at former addresses, which send readers to the item's new address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from posixpath import basename, dirname

from lessonbank.site.page import SitePage


@dataclass(frozen=True, slots=True)
class MovedView:
    """The new address; `url` is relative to the page."""

    title: str
    url: str


def moved(pages: Iterable[SitePage]) -> Iterator[SitePage]:
    """Yield a page for each alias of each item that has a page."""
    for page in pages:
        for alias in page.item.aliases if page.item else ():
            yield SitePage(
                path=f"{dirname(page.path)}/{alias}.html",
                title=page.title,
                description=page.description,
                template="moved.html",
                view=MovedView(page.title, basename(page.path)),
                parent=page.parent,
                moved_to=basename(page.path),
                listed=False,
            )
