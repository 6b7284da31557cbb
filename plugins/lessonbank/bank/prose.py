"""A Markdown page that is not an item: its front matter and its text."""

from __future__ import annotations

from typing import ClassVar, Literal

from lessonbank.bank.item import Text, Value
from lessonbank.bank.language import LanguageTag


class Findable(Value):
    """Whether the page is included in search."""

    exclude: bool = False


class Prose(Value):
    """The front matter of a page, and its Markdown.

    Only these fields reach the theme, so no page can choose a template or set anything else that
    the theme reads.
    """

    given: ClassVar[frozenset[str]] = frozenset({"body"})

    title: Text | None = None
    summary: Text | None = None
    """One sentence for search engines and link previews."""
    language: LanguageTag | None = None
    """The language of the page, if not the trust's."""
    description: Text | None = None
    """The same as `summary`, under the name used on other sites."""
    hide: tuple[Literal["navigation", "toc", "path", "footer"], ...] = ()
    """Parts of the page layout to hide."""
    search: Findable = Findable()
    body: str = ""
    """The Markdown below the front matter."""

    @property
    def said(self) -> str | None:
        """The page's summary."""
        return self.summary or self.description
