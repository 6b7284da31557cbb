"""Take this bank offline: the zips that the trust offers, with their size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.site.dates.words import day
from lessonbank.site.library import Library
from lessonbank.site.offline import OFFLINE, OfflineCopy
from lessonbank.site.page import SitePage
from lessonbank.site.urls import INDEX
from lessonbank.texts import gettext as _


@dataclass(frozen=True, slots=True)
class OfflineView:
    """Everything `offline.html` shows."""

    title: str
    summary: str
    copy: OfflineCopy
    built: str
    expires: str


def pages(library: Library) -> Iterator[SitePage]:
    """Yield the page, if the trust offers a copy."""
    copy = library.offline
    if copy is None:
        return
    title = _("Take this bank offline")
    summary = _("The whole bank in a folder, for places without a network.")
    yield SitePage(
        path=OFFLINE,
        title=title,
        description=summary,
        template="offline.html",
        view=OfflineView(title, summary, copy, day(copy.built), day(copy.expires)),
        parent=INDEX,
    )
