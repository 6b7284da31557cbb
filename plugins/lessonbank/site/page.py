"""A page of the site, before any generator has seen it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page as a value: `template` renders `view`, and the generator wraps the result.

    `path` is the page's address from the site's root, `source` the content file it comes from
    (from the project's root, None for an index), `parent` the path of the page above it.
    """

    path: str
    title: str
    description: str
    template: str
    view: object
    parent: str | None = None
    source: str | None = None
