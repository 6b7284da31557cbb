"""Publish the pictures that finished pages show, and no others.

A generator resolves links in Markdown against the pictures as they lie in the folder. In the
finished HTML each address becomes that of the copy that is published, whose name tells nothing. So
whatever a page does not show, because its item is denied or its link was taken out, is not in the
site.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from typing import Protocol
from urllib.parse import unquote, urlsplit

from lessonbank.compiler.pictures import Copies
from lessonbank.files.regular import read_regular
from lessonbank.sanitise import PICTURES, ending_of
from lessonbank.sanitise.css import with_addresses

_CONTENT = "content/"
_IMAGES = f"{_CONTENT}images/"
_LARGEST = 200_000_000
"""Largest picture in bytes."""
_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_ENDING = re.compile(r"\.(?:png|jpe?g|webp|svgz?|gif|avif|ico)\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+)""")
_ADDRESSES = frozenset({"src", "href", "xlink:href", "poster", "data", "background", "content"})
_LISTS = frozenset({"srcset", "imagesrcset"})
_CANDIDATE = re.compile(r"[^\s,]\S*[^\s,]")


class PictureFile(Protocol):
    """A picture at `path` from the project's root; `read` raises OSError."""

    path: str

    def read(self) -> bytes: ...


@dataclass
class CheckedPicture:
    """A checked picture, opened without following links."""

    root: Path
    path: str

    def read(self) -> bytes:
        return read_regular(self.root, self.path, _LARGEST)


def content_pictures(root: Path, checked: Collection[str]) -> dict[str, PictureFile]:
    """Return the checked pictures that pages may show, by address."""
    return {
        path.removeprefix(_CONTENT): CheckedPicture(root, path)
        for path in checked
        if path.startswith(_IMAGES) and ending_of(path) in PICTURES
    }


@dataclass
class Pictures:
    """`sources` are the pictures by their addresses from the site's root before publishing.

    Copies are written to `site` as pages come to show them. `by_page` has the addresses of those
    that a page shows, for each page that shows any.
    """

    sources: Mapping[str, PictureFile]
    site: Path
    copies: Copies
    site_url: str = ""
    by_page: dict[str, set[str]] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    """The original of each copy, from the project's root."""
    _urls: dict[str, str] = field(default_factory=dict)

    def shown(self, html: str, page: str) -> str:
        """Return finished HTML with the published addresses of pictures.

        Raise CompileError if a picture cannot be published.
        """
        if not self.sources:
            return html
        return _TAG.sub(lambda found: self._tag(found[0], page), html)

    def styled(self, sheet: str, address: str) -> str:
        """Return a style sheet with the published addresses of pictures."""
        return with_addresses(sheet, lambda written: self._address(written, address))

    def _tag(self, tag: str, page: str) -> str:
        if not _ENDING.search(tag):
            return tag
        return _ATTRIBUTE.sub(lambda found: self._attribute(found, page), tag)

    def _attribute(self, found: re.Match[str], page: str) -> str:
        name, written = found[1].lower(), found[2]
        value = unescape(written[1:-1] if written[0] in "\"'" else written)
        if name in _ADDRESSES:
            changed = self._address(value, page)
        elif name in _LISTS:
            changed = _CANDIDATE.sub(lambda each: self._address(each[0], page), value)
        elif name == "style":
            changed = self.styled(value, page)
        else:
            return found[0]
        return found[0] if changed == value else f'{found[1]}="{escape(changed)}"'

    def _address(self, written: str, page: str) -> str:
        """Return the address of the published copy; `written` if it is not a picture."""
        start, path = self._from_root(written.strip(), page)
        source = normpath(unquote(path)) if path else ""
        if source not in self.sources:
            return written
        url = self._publish(source)
        self.by_page.setdefault(page, set()).add(url)
        new = relpath(url, dirname(page) or ".") if start is None else start + url
        _, mark, fragment = written.strip().partition("#")
        return new + mark + fragment

    def _from_root(self, written: str, page: str) -> tuple[str | None, str]:
        """Return the prefix of an address and its path from the root."""
        address = written.partition("#")[0].partition("?")[0]
        for start in (self.site_url, urlsplit(self.site_url).path or "/"):
            if start and address.startswith(start) and not address.startswith("//"):
                return start, address.removeprefix(start)
        try:
            elsewhere = urlsplit(address)
        except ValueError:
            return None, ""
        if elsewhere.scheme or elsewhere.netloc or not address:
            return None, ""
        return None, join(dirname(page), address)

    def _publish(self, source: str) -> str:
        if source not in self._urls:
            file = self.sources[source]
            picture = self.copies.of(file.path, file.read)
            path = self.site / picture.url
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(picture.data)
            self._urls[source] = picture.url
            self.origins[picture.url] = file.path
        return self._urls[source]
