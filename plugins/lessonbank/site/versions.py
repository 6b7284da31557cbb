"""Schools' versions of pages, and the notes that tell of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lessonbank.bank import Bank, Overlay, Prose, School, Topic
from lessonbank.site.library import Library
from lessonbank.site.notes import Note
from lessonbank.site.urls import Link, page_address, version_path
from lessonbank.texts import gettext as _
from lessonbank.texts import mark

if TYPE_CHECKING:
    from lessonbank.markdown.overlaid import Overlaid

_HERE = {
    "changed": mark("Changed for this school."),
    "added": mark("Added by this school."),
    "removed": mark("Does not apply at this school."),
}
_THERE = {
    "changed": mark("Different at %(school)s"),
    "added": mark("%(school)s adds a section here"),
    "removed": mark("Does not apply at %(school)s"),
}


@dataclass(frozen=True, slots=True)
class Original:
    """The trust's page: its title and its Markdown."""

    title: str
    markdown: str


@dataclass(frozen=True, slots=True)
class Version:
    """A school's version of the page at the address `page`, in the edition at `url`."""

    overlay: Overlay
    school: School
    title: str
    page: str
    url: str
    text: Overlaid


def original(bank: Bank, texts: Mapping[str, Prose], source: str) -> Original | None:
    """Return the page that a school may write its own version of, by its path; else None."""
    if prose := texts.get(source):
        return Original(prose.title or _named(source), prose.body)
    folder, _slash, name = source.rpartition("/")
    model = bank.types.by_folder.get(folder)
    item = bank.of(model).get(name.removesuffix(".md")) if model else None
    return Original(item.title, item.body) if isinstance(item, Topic) else None


def _named(source: str) -> str:
    """Return the title of a page without one, as its file is called."""
    name = page_address(source).removesuffix("/index.html").removesuffix(".html")
    return name.rpartition("/")[2].replace("-", " ").replace("_", " ").capitalize()


def versions(library: Library) -> tuple[Version, ...]:
    """Return the versions that an edition shows, by school and title."""
    found = (_version(library, each) for each in library.bank.of(Overlay).values())
    return tuple(sorted(filter(None, found), key=lambda each: (each.school.name, each.title)))


def _version(library: Library, overlay: Overlay) -> Version | None:
    bank = library.bank
    page = original(bank, library.texts, overlay.page)
    if page is None or overlay.school not in bank.of(School):
        return None
    address = page_address(overlay.page)
    url = address if library.leading else version_path(overlay.school, address)
    from lessonbank.markdown.overlaid import overlaid  # noqa: PLC0415 - few banks have overlays

    text = overlaid(page.markdown, overlay.body, overlay.remove)
    return Version(overlay, bank.of(School)[overlay.school], page.title, address, url, text)


def shown_texts(library: Library) -> Mapping[str, Prose]:
    """Return the pages without an item as the edition shows them, by path below `content/`."""
    texts = dict(library.texts)
    for version in versions(library) if library.leading else ():
        if prose := texts.get(version.overlay.page):
            texts[version.overlay.page] = prose.model_copy(update={"body": version.text.markdown})
    return texts


def notes_by_page(library: Library) -> Mapping[str, tuple[Note, ...]]:
    """Return the notes of each page, by its address."""
    found: dict[str, list[Note]] = {}
    for version in versions(library):
        own = _there(version) if library.leading is None else _here(version, compared=False)
        found.setdefault(version.page, []).extend(own)
    return {page: tuple(notes) for page, notes in found.items()}


def notes_of(version: Version) -> tuple[Note, ...]:
    """Return the notes of the page of a version."""
    return tuple(_here(version, compared=True))


def _here(version: Version, *, compared: bool) -> Iterator[Note]:
    """Yield the notes on a school's version. `compared` links to the trust's words."""
    for change in version.text.changes:
        link = None
        if compared and change.how != "added":
            link = Link(_("See the trust's words"), f"{version.page}#{change.id}")
        yield Note(_(_HERE[change.how]), change.id, link=link)


def _there(version: Version) -> Iterator[Note]:
    """Yield the notes on the trust's page, with links to the school's version."""
    for change in version.text.changes:
        label = _(_THERE[change.how], school=version.school.name)
        link = Link(label, f"{version.url}#{change.id}")
        yield Note("", change.place, "above" if change.how == "added" else "below", link)
