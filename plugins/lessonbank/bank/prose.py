"""A page of Markdown that is no item: what its author may say of it, and its words."""

from __future__ import annotations

from typing import ClassVar, Literal

from lessonbank.bank.item import Text, Value


class Findable(Value):
    """Whether the Find page has the page."""

    exclude: bool = False


class Prose(Value):
    """The fields of a page, and its Markdown.

    They are all that reaches the theme: no other key of front matter does, so no page can choose
    a template, or anything else that the theme reads.
    """

    given: ClassVar[frozenset[str]] = frozenset({"body"})

    title: Text | None = None
    summary: Text | None = None
    """A sentence for search engines and for those who are sent the page's address."""
    description: Text | None = None
    """The same, by the name that it has in other sites."""
    hide: tuple[Literal["navigation", "toc", "path", "footer"], ...] = ()
    """Parts of the frame around the page that it does without."""
    search: Findable = Findable()
    body: str = ""
    """The Markdown below the front matter."""

    @property
    def said(self) -> str | None:
        """The page in a sentence."""
        return self.summary or self.description
