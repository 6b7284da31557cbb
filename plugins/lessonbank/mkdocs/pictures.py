"""Pictures of the content folder: those are published that a finished page shows, and no others.

MkDocs resolves links in Markdown against the pictures as they lie in the folder. In the finished
HTML each address becomes that of the copy that is published, whose name tells nothing. So whatever
a page does not show, because its item is denied or its link was taken out, is not in the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from lessonbank.compiler import Copies
from lessonbank.mkdocs.checked import CheckedFile
from lessonbank.mkdocs.outputs import is_picture
from lessonbank.sanitise import with_addresses

_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_ENDING = re.compile(r"\.(?:png|jpe?g|webp|svgz?|gif|avif|ico)\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+)""")
_ADDRESSES = frozenset({"src", "href", "xlink:href", "poster", "data", "background", "content"})
_LISTS = frozenset({"srcset", "imagesrcset"})
_CANDIDATE = re.compile(r"[^\s,]\S*[^\s,]")


@dataclass
class Pictures:
    """`sources` are the pictures by their addresses from the site's root before publishing.

    Copies are written to `site` as pages come to show them. `by_page` has the addresses of those
    that a page shows, for each page that shows any.
    """

    sources: Mapping[str, CheckedFile]
    site: Path
    copies: Copies
    site_url: str = ""
    by_page: dict[str, set[str]] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    """The picture that each copy is of, from the project's root."""
    _urls: dict[str, str] = field(default_factory=dict)

    def shown(self, html: str, page: str) -> str:
        """The finished HTML at the address `page`, with the pictures' published addresses.

        Raises CompileError where a picture cannot be published.
        """
        if not self.sources:
            return html
        return _TAG.sub(lambda found: self._tag(found[0], page), html)

    def styled(self, sheet: str, address: str) -> str:
        """The same for a style sheet at `address`."""
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
        """The address of the published copy, or `written` where it leads to no picture."""
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
        """How an address begins that does not count from the page, and its path from the root."""
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


def take_pictures(files: Files, config: MkDocsConfig, copies: Copies) -> Pictures:
    """Take the content folder's pictures out of `files`, so that none is copied as it is.

    Style sheets of that folder are given the published addresses. Raises CompileError.
    """
    ours = [file for file in files if file.src_dir == config.docs_dir]
    found = [file for file in ours if isinstance(file, CheckedFile) and is_picture(file.src_uri)]
    sources = {file.dest_uri: file for file in found}
    site_url = config.site_url or ""
    if site_url and not site_url.endswith("/"):
        site_url += "/"
    pictures = Pictures(sources, Path(config.site_dir), copies, site_url)
    for picture in found:
        files.remove(picture)
    for file in ours:
        if file.src_uri.endswith(".css"):
            sheet = file.content_bytes.decode("utf-8", "replace")
            file.content_string = pictures.styled(sheet, file.dest_uri)
    return pictures


def named_files(config: MkDocsConfig) -> frozenset[str]:
    """The files of the content folder that settings name: a logo, an icon, style sheets."""
    named: Iterable[object] = (
        config.theme.get("logo"),
        config.theme.get("favicon"),
        *config.extra_css,
    )
    return frozenset(normpath(str(each)) for each in named if each)
