"""Offer a pack on the site for download, while all in it may be shown."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from urllib.parse import quote

from lessonbank.bank import ItemTypes
from lessonbank.content import Folder
from lessonbank.files.sizes import in_words
from lessonbank.packs.errors import PackError
from lessonbank.packs.facts import PackManifest
from lessonbank.packs.ledger import LEDGER, Ledger, read_ledger
from lessonbank.packs.recall import recalls
from lessonbank.packs.zipped import manifest_in, zips_at
from lessonbank.site import OfferedFile, OfflineCopy

_PARTS = re.compile(r"-\d+-of-(\d+)$")


def offered(file: Path, url: str, root: Path, today: date, types: ItemTypes) -> OfflineCopy:
    """Return the pack that was written as `file`, as the site may offer it below `url`.

    Raise PackError with the reason why it may not.
    """
    zips = zips_at(file)
    manifest = next(filter(None, map(manifest_in, zips)), None)
    if manifest is None or not _is_whole(zips):
        raise PackError(f"{file} is no whole pack. Make it with `lessonbank pack --zip`.")
    if manifest.expires < today:
        raise PackError(f"The pack {manifest.id} expired on {manifest.expires}. Make a new one.")
    _refuse_withdrawn(manifest, root, today, types)
    return OfflineCopy(
        edition=manifest.edition,
        files=tuple(_file(path, url) for path in zips),
        built=manifest.built,
        expires=manifest.expires,
        size=in_words(sum(path.stat().st_size for path in zips)),
    )


def _is_whole(zips: tuple[Path, ...]) -> bool:
    found = [_PARTS.search(path.stem) for path in zips]
    return all(len(zips) == (int(part[1]) if part else 1) for part in found)


def _refuse_withdrawn(manifest: PackManifest, root: Path, today: date, types: ItemTypes) -> None:
    entries = [entry for entry in read_ledger(root).packs if entry.id == manifest.id]
    if not entries:
        raise PackError(f"The pack {manifest.id} is not in {LEDGER}: nobody can say what is in it.")
    for recall in recalls(Ledger(packs=tuple(entries)), Folder(root), today, types):
        for reason in recall.reasons:
            raise PackError(f"The pack {manifest.id} must not be handed out: {reason.words}.")


def _file(path: Path, url: str) -> OfferedFile:
    address = f"{url.rstrip('/')}/{quote(path.name)}"
    return OfferedFile(path.name, address, in_words(path.stat().st_size))
