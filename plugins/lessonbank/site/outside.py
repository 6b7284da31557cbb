"""Make the pages of a package's content type, and check them.

Links and takedown would miss a page that is not at its item's address.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.types import ContentType, Foreign, TypeFaultError


def outside_pages(
    type_: ContentType, library: Library, taken: Collection[str]
) -> tuple[SitePage, ...]:
    """Yield the pages of a type. `taken` are addresses in use. Raise TypeFaultError."""
    if type_.pages is None:
        return ()
    with Foreign(type_, "making its pages"):
        pages = tuple(type_.pages(library))
    seen = set(taken)
    for page in pages:
        for message, fix in _faults(type_, library, page, seen):
            raise TypeFaultError(type_, message, fix)
        seen.add(page.path)
    shown = {page.item.id for page in pages if page.item}
    for id_ in library.bank.items.get(type_.model.kind, ()):
        if id_ not in shown:
            message = f"there is no page about the {type_.model.kind} `{id_}`"
            raise TypeFaultError(type_, message, "Yield a page with `item` for each item.")
    return pages


def _faults(
    type_: ContentType, library: Library, page: object, seen: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield the faults of a page, each with its fix."""
    folder = type_.model.folder
    if not isinstance(page, SitePage):
        yield f"its pages hold {page!r}, which is no page", "Yield values of `SitePage`."
        return
    name = f"the page at {page.path!r}"
    texts = (page.path, page.title, page.description, page.template)
    if not all(isinstance(each, str) for each in texts):
        yield f"{name} has an address, title, description or template that is no text", _TEXT
    elif not re.fullmatch(rf"{folder}/[a-z0-9-]+\.html", page.path):
        yield f"{name} is not in its folder", f"Write `{folder}/<id>.html`."
    elif page.path in seen:
        yield f"{name} has the address of another page", "Give each page an address of its own."
    elif page.moved_to is not None:
        yield f"{name} sends its readers on", "List former ids under `aliases` of the item."
    elif strange := [url for url in page.tables if not _is_table(url, folder)]:
        yield f"{name} has a table at {strange[0]!r}", f"Write `{folder}/<name>.csv`."
    elif page.item is not None:
        yield from _item_faults(type_, library, page)


def _item_faults(type_: ContentType, library: Library, page: SitePage) -> Iterator[tuple[str, str]]:
    item, model = page.item, type_.model
    if item is None or library.bank.items.get(model.kind, {}).get(item.id) is not item:
        message = f"the page at {page.path!r} is about no {model.kind} of its library"
        yield message, "Give it an item of `library.bank.of(...)` as it is."
    elif page.path != (address := f"{model.folder}/{item.id}.html"):
        message = f"the page at {page.path!r} is not at the address of its item"
        yield message, f"Write `{address}`."


def _is_table(url: object, folder: str) -> bool:
    return isinstance(url, str) and re.fullmatch(rf"{folder}/[a-z0-9-]+\.csv", url) is not None


_TEXT = "Write text."
