"""Find prose that no page would show, because the site makes the page at its address itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lessonbank.content import Loaded
from lessonbank.content.document import Document
from lessonbank.content.layout import page_name
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.site import ContentTypes, SitePage
from lessonbank.site.urls import EMBED, INDEX

_MARK = "lessonbank-is-shown"
_SAMPLE = f"<h1>{_MARK}</h1><p>{_MARK}</p>"
_FIX = "Move the text to a file with another name, or delete the file."


def lost_prose(
    loaded: Loaded, pages: Mapping[str, object], types: ContentTypes
) -> Iterator[Diagnostic]:
    """Yield a finding for each file of prose that is lost. `pages` are by path, without `.html`."""
    taken: dict[Document, SitePage] = {}
    for document in loaded.reading.prose:
        name = page_name(document.path)
        made = pages.get(name)
        if name.startswith(EMBED):
            yield _lost(document, f"pages in `{EMBED}` are made by the site")
        elif isinstance(made, SitePage) and made.path != INDEX:
            taken[document] = made
    if taken:
        yield from _unshown(taken, types)


def _unshown(taken: Mapping[Document, SitePage], types: ContentTypes) -> Iterator[Diagnostic]:
    from lessonbank.site.render import Renderer  # noqa: PLC0415 - slow to load

    renderer = Renderer(types=types)
    for document, made in taken.items():
        if _MARK not in renderer.page(made, _SAMPLE):
            yield _lost(document, f"the site makes the page `{made.path}`, without text of yours")


def _lost(document: Document, message: str) -> Diagnostic:
    return Diagnostic(Code.MISPLACED_FILE, message, document.path, _FIX)
