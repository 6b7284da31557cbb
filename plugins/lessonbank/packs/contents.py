"""The files of a pack: those that a folder needs, pages guarded, and the page to open first."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from lessonbank.bank import Trust
from lessonbank.files.regular import open_regular
from lessonbank.outputs import Manifest
from lessonbank.packs.errors import PackError
from lessonbank.packs.facts import Facts, FileFact
from lessonbank.packs.guard import guarded, hiding, script, style
from lessonbank.packs.items import Digests, items_of
from lessonbank.packs.layout import HIDE, ITEMS, OPENER, SCRIPT, START, STYLE, in_pack
from lessonbank.packs.recall_list import BankList
from lessonbank.packs.selection import is_needed, without_shared_picture
from lessonbank.packs.start import opener, start_page
from lessonbank.site import CONTENT_TYPES, ContentTypes
from lessonbank.takedown import telling
from lessonbank.texts import speaking, translations

_MEDIA = "media/"
"""Films and pictures, named by the beginning of their SHA-256."""
_PAGES = frozenset({".html", ".htm"})
PIECE = 1 << 20
"""Bytes to read at a time."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a pack. `sha256` is None until a large file is read."""

    path: str
    size: int
    sha256: str | None
    source: Callable[[], BinaryIO]

    def read(self, hear: Callable[[bytes], object]) -> FileFact:
        """Hand the file on in pieces. Raise PackError if it is not what was planned."""
        with self.source() as file:
            found = fact_of(file, hear)
        if not self.is_as_planned(found):
            raise PackError(
                f"{self.path} is damaged or was changed. Delete .cache/media if it is a film, build"
                " the site again, then run this again."
            )
        return found

    def is_as_planned(self, found: FileFact) -> bool:
        """Return whether these are the file's size and digest, or the start of it for a film."""
        known = self.sha256 or PurePosixPath(self.path).stem
        return found.size == self.size and found.sha256.startswith(known)


def fact_of(file: BinaryIO, hear: Callable[[bytes], object]) -> FileFact:
    """Return the fact of a file, and hand it on in pieces."""
    digest, size = hashlib.sha256(), 0
    while piece := file.read(PIECE):
        digest.update(piece)
        size += len(piece)
        hear(piece)
    return FileFact(size=size, sha256=digest.hexdigest())


def parts_of(
    site: Path,
    manifest: Manifest,
    facts: Facts,
    recall: BankList | None = None,
    types: ContentTypes = CONTENT_TYPES,
) -> tuple[Part, ...]:
    """Return the files of a pack of this site, sorted by path.

    With the bank's recall list, its pages also obey newer ones. Raise PackError, TakedownError and
    OSError.
    """
    trust = Trust.model_validate(manifest.trust)
    with speaking(translations(trust.language)):
        added = {
            START: start_page(trust, facts),
            in_pack(OPENER): opener(),
            in_pack(SCRIPT): script(trust, facts, recall),
            in_pack(STYLE): style(),
        }
    if recall is not None:
        added |= _obeying(recall, site, manifest, types)
    obeys = recall is not None
    parts = [
        *_of_site(site, manifest, obeys),
        *(made_part(path, data) for path, data in added.items()),
    ]
    if len({part.path for part in parts}) != len(parts):
        names = f"{SCRIPT}, {STYLE}, {OPENER}, {HIDE}, {ITEMS}"
        raise PackError(f"The site has a file with a name of ours: rename it. Ours are {names}.")
    return tuple(sorted(parts, key=lambda part: part.path))


def _obeying(
    recall: BankList, site: Path, manifest: Manifest, types: ContentTypes
) -> Mapping[str, bytes]:
    """Return the files that a pack needs to obey lists. Raise PackError if it is recalled now."""
    told = telling(site, manifest, types)
    digests, now = Digests(recall.key, manifest), recall.list
    if held := digests.held({*now.items}, told.needs):
        names = ", ".join(f"{kind} {id_}" for kind, id_ in held)
        raise PackError(
            f"The recall list of {now.day} hides what this edition shows: {names}. Publish a new"
            " list first: `lessonbank recall list`."
        )
    return {in_pack(HIDE): hiding(), in_pack(ITEMS): items_of(told, digests).written()}


def _of_site(site: Path, manifest: Manifest, obeys: bool) -> Iterator[Part]:  # noqa: FBT001
    for address in filter(is_needed, manifest.files):
        path = in_pack(address)
        if address.startswith(_MEDIA):
            size = (site / address).stat().st_size
            yield Part(path, size, None, partial(open_regular, site, address))
            continue
        data = _data(site, address, obeys)
        yield Part(path, len(data), _digest(data), partial(_opened, site, address, obeys))


def made_part(path: str, data: bytes) -> Part:
    """Return a file of ours with this content."""
    return Part(path, len(data), _digest(data), partial(BytesIO, data))


def _opened(site: Path, address: str, obeys: bool) -> BinaryIO:  # noqa: FBT001
    """Open a small file; pages are made again, so that never all of them are in memory."""
    return BytesIO(_data(site, address, obeys))


def _data(site: Path, address: str, obeys: bool) -> bytes:  # noqa: FBT001
    with open_regular(site, address) as file:
        data = file.read()
    is_page = PurePosixPath(address).suffix.lower() in _PAGES
    if not is_page:
        return data
    page = without_shared_picture(data.decode("utf-8"))
    return guarded(page, address, obeys=obeys).encode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
