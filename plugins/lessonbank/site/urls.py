"""Addresses of pages, from the root of the site, and links to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from lessonbank.bank import Item, Person

INDEX = "index.html"
SCHOOLS = "schools/index.html"
HANDBOOK = "handbook/index.html"
"""The front page of the handbook: staff's own learning."""
WHOLE = "handbook/whole.html"
"""The whole handbook on one page, to print."""
RESOURCES = "resources/"
"""The folder of the site that holds downloads."""
EMBED = "embed/"
"""The folder of the small pages that other sites show in a frame."""
_FRAMED = ("clips", "watchlists", "moments")
"""The folders whose pages have such a page."""
LIST = "mine/list.html"
_LISTED = "#list="


@dataclass(frozen=True, slots=True)
class Link:
    """A label, and the address it leads to from the site's root, if any."""

    label: str
    url: str | None = None


def index_above(path: str) -> str:
    """Return the index of the folder that a page lies in."""
    return f"{path.rpartition('/')[0]}/{INDEX}"


def clip_path(clip_id: str) -> str:
    """Return the address of a clip's page."""
    return f"clips/{clip_id}.html"


def list_path(clips: Sequence[str]) -> str:
    """Return the address of a list that plays clips by their ids, or "" without any."""
    return f"{LIST}{_LISTED}{','.join(clips)}" if clips else ""


def listed_clips(address: str) -> tuple[str, ...]:
    """Return the ids of the clips in the address of a list; none for other addresses."""
    _, is_list, ids = address.partition(_LISTED)
    return tuple(unquote(ids).split(",")) if is_list else ()


def clip_script(clip_id: str) -> str:
    """Return the address of a clip's script for My list."""
    return f"clips/{clip_id}.js"


def embed_path(page: str) -> str | None:
    """Return the address of the small page for frames of a page; None for one without.

    Clips lie in the folder itself, because theirs are the most used.
    """
    folder, _, name = page.partition("/")
    if folder not in _FRAMED or name == INDEX:
        return None
    return EMBED + (name if folder == _FRAMED[0] else page)


def oembed_path(page: str) -> str | None:
    """Return the address of a page's oEmbed file; None for a page without."""
    path = embed_path(page)
    return f"{path.removesuffix('.html')}.json" if path else None


def technique_path(technique_id: str) -> str:
    """Return the address of a technique's page."""
    return f"techniques/{technique_id}.html"


def school_path(school: str) -> str:
    """Return the address of a school's page."""
    return f"schools/{school}.html"


def version_path(school: str, page: str) -> str:
    """Return the address of a school's version of the page at the address `page`."""
    return f"schools/{school}/{page}"


def page_address(source: str) -> str:
    """Return the address of a page by its path below `content/`."""
    folder, slash, name = source.rpartition("/")
    stem = name.removesuffix(".md")
    return f"{folder}{slash}{'index' if stem == 'README' else stem}.html"


def person_path(person: Person) -> str | None:
    """Return the address of a person's page, or None unless they are credited by name.

    An id often is a name, so an address would give it away.
    """
    return f"people/{person.id}.html" if person.credit == "name" else None


def item_link(item: Item) -> Link:
    """Return a link to an item that has a page of its own, by its title."""
    return Link(item.label, f"{item.folder}/{item.id}.html")
