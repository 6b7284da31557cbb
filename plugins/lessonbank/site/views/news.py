"""Links to news feeds, for pages of schools and subjects."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.site.feed_paths import NEWS
from lessonbank.site.library import Library
from lessonbank.site.urls import Link
from lessonbank.site.views.common import Fact
from lessonbank.texts import gettext as _


def news_fact(library: Library, *feeds: str) -> Iterator[Fact]:
    """Yield a fact with links to feeds; nothing for a site without a published address."""
    if library.site_url:
        yield Fact(_("News feeds"), tuple(Link(_label(feed), feed) for feed in feeds))


def _label(feed: str) -> str:
    is_clips = feed.startswith(f"{NEWS}clips-")
    return _("New clips (RSS)") if is_clips else _("Coming dates (RSS)")
