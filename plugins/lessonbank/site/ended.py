"""Pages at the addresses of what may no longer be shown, which say that and nothing else."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.views.common import INDEX

TITLE = "No longer available"


@dataclass(frozen=True, slots=True)
class EndedView:
    """Whom to ask."""

    publisher: str
    contact: str


def ended(library: Library, taken: Container[str]) -> Iterator[SitePage]:
    """A page at each address that was given out, unless another page has taken it since."""
    trust = library.bank.trust
    view = EndedView(trust.name, trust.contacts.dpo)
    for item in library.ended:
        for path in (f"{item.folder}/{id_}.html" for id_ in item.ids):
            if path not in taken:
                yield SitePage(
                    path=path,
                    title=TITLE,
                    description="What was here may no longer be shown.",
                    template="ended.html",
                    view=view,
                    parent=INDEX,
                    listed=False,
                )
