"""Turn the main part of a page into a chapter: levels, ids and links fit one long page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from lessonbank.markdown.headings import nested
from lessonbank.site.paper.whole import chapter_id
from lessonbank.site.urls import WHOLE

_SCREEN = (
    "script, style, link, template, dialog, button, input, select, textarea, video, audio, iframe,"
    " lb-player, lb-present, lb-print, lb-goto, [hidden], .headerlink"
)
"""Elements that mean nothing on paper."""
_NAMING = ("aria-labelledby", "aria-describedby", "for", "headers")
"""Attributes with ids of elements."""
_CLIP = re.compile(r"clips/([^/]+)\.html")
_PART = 2
"""The level of the headings of parts."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A chapter as HTML, and the ids of the clips that it names."""

    html: str
    clips: tuple[str, ...]


def fitted(html: str, path: str, chapters: Collection[str]) -> Fitted:
    """Return the HTML of the page at `path` as a chapter below the heading of its part.

    `chapters` are the addresses of all pages that are chapters: links to them stay on this page,
    and so do links to clips, except those of codes to scan.
    """
    tree = LexborHTMLParser(f"<body>{html}</body>")
    for node in tree.css(_SCREEN):
        node.decompose()
    for title in tree.css("header.lb-masthead"):
        title.unwrap()
    _rename(tree, chapter_id(path))
    clips = tuple(_lead(tree, path, chapters))
    body = tree.body.inner_html if tree.body else ""
    return Fitted(nested(body or "", _PART), tuple(dict.fromkeys(clips)))


def _rename(tree: LexborHTMLParser, chapter: str) -> None:
    """Make ids those of the chapter. Its title is named by the section around it."""
    for node in tree.css("[id]"):
        if node.attributes.get("id") == "lb-title":
            del node.attrs["id"]
        else:
            node.attrs["id"] = f"{chapter}.{node.attributes['id']}"
    for name in _NAMING:
        for node in tree.css(f"[{name}]"):
            ids = (node.attributes.get(name) or "").split()
            node.attrs[name] = " ".join(f"{chapter}.{id_}" for id_ in ids)


def _lead(tree: LexborHTMLParser, path: str, chapters: Collection[str]) -> Iterator[str]:
    """Let each address fit the page; yield the ids of clips."""
    for name in ("href", "src"):
        for node in tree.css(f"[{name}]"):
            target = _target(node.attributes.get(name) or "", path)
            if target is None:
                continue
            address, fragment = target
            if clip := _CLIP.fullmatch(address):
                yield clip[1]
            node.attrs[name] = _written(node, address, fragment, chapters)


def _target(value: str, path: str) -> tuple[str, str] | None:
    """Return the address in the site and the fragment; None for other sites."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    folder = posixpath.dirname(path)
    found = posixpath.normpath(posixpath.join(folder, parts.path)) if parts.path else path
    return found, parts.fragment


def _written(node: LexborNode, address: str, fragment: str, chapters: Collection[str]) -> str:
    """Return the address from the whole handbook."""
    is_scanned = node.attributes.get("class") == "lb-scan__link"
    if address in chapters:
        return f"#{chapter_id(address)}" + (f".{fragment}" if _is_place(fragment) else "")
    if _CLIP.fullmatch(address) and not is_scanned:
        return f"#{chapter_id(address)}"
    relative = posixpath.relpath(address, posixpath.dirname(WHOLE))
    return f"{relative}#{fragment}" if fragment else relative


def _is_place(fragment: str) -> bool:
    return bool(fragment) and fragment != "lb-title" and "=" not in fragment
