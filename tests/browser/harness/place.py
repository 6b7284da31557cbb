"""Where a site stands when a user opens it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Nothing is fetched for these: the bytes are in the page already.
WITHIN_THE_PAGE = ("data:", "blob:", "about:")


@dataclass(frozen=True)
class Place:
    """One site, on disk at `root` and opened at `base`, which ends in a slash."""

    root: Path
    base: str

    @property
    def is_local(self) -> bool:
        return self.base.startswith("file:")

    def url(self, page: str) -> str:
        """The address of a page; say `clips/one/index.html`, since folders open no page."""
        return self.base + page

    def leaving(self, requests: Iterable[str]) -> list[str]:
        """The requests that do not stay within the site."""
        return [url for url in requests if not url.startswith((self.base, *WITHIN_THE_PAGE))]
