"""Write a pack as zips: the same bytes for the same pack, each below 4 GiB."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lessonbank.files import atomic
from lessonbank.packs.contents import Part
from lessonbank.packs.facts import Facts, FileFact, PackManifest
from lessonbank.packs.layout import MANIFEST, RECALL, START
from lessonbank.packs.recall_list import LARGEST, BankList

LIMIT = 2**32 - 1
"""Bytes of one zip at most, so that FAT32 holds it."""
_TEXTS = frozenset(
    {
        ".html",
        ".htm",
        ".css",
        ".js",
        ".json",
        ".map",
        ".svg",
        ".xml",
        ".txt",
        ".csv",
        ".ics",
        ".vtt",
    }
)
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3
_MOST = 60_000
"""Files of one zip at most: old programs read no more than 65,535."""
_HEADERS, _FACT = 200, 200
"""Bytes at most for a file's headers, and for its line in the manifest, without its name."""


def write_zip(
    parts: Sequence[Part],
    facts: Facts,
    file: Path,
    hear: Callable[[int], object] = lambda _: None,
    *,
    limit: int = LIMIT,
    recall: BankList | None = None,
) -> tuple[Path, ...]:
    """Write the pack as `file`, or as `file-1-of-3` and so on. Return the zips.

    Each appears whole or not at all. Raise PackError and OSError.
    """
    volumes = list(_volumes(parts, limit))
    targets = _names(file, len(volumes))
    written: dict[str, FileFact] = {}
    for number, (volume, target) in enumerate(zip(volumes, targets, strict=True), start=1):
        temporary = target.with_name(f".{target.name}.part")
        temporary.parent.mkdir(parents=True, exist_ok=True)
        with atomic.appearing(target, temporary):
            with ZipFile(temporary, "w") as zipped:
                for part in volume:
                    written[part.path] = _add(zipped, part, facts, hear)
                if number == len(volumes):
                    files = dict(sorted(written.items()))
                    manifest = PackManifest(**facts.model_dump(), files=files)
                    if recall is not None:
                        zipped.writestr(_entry(RECALL, facts), recall.signed.written())
                    zipped.writestr(_entry(MANIFEST, facts), manifest.written())
            atomic.flush(temporary)
    return targets


def _names(file: Path, count: int) -> tuple[Path, ...]:
    if count == 1:
        return (file,)
    return tuple(
        file.with_name(f"{file.stem}-{number}-of-{count}{file.suffix}")
        for number in range(1, count + 1)
    )


def _volumes(parts: Sequence[Part], limit: int) -> Iterator[list[Part]]:
    """Share the parts out, in order. The last volume keeps room for the manifest."""
    first = sorted(parts, key=lambda part: (part.path != START, part.path))
    room = limit - LARGEST - sum(_FACT + len(part.path.encode()) for part in parts)
    volume: list[Part] = []
    left = room
    for part in first:
        need = part.size + part.size // 1000 + _HEADERS + 3 * len(part.path.encode())
        if volume and (need > left or len(volume) == _MOST):
            yield volume
            volume, left = [], room
        volume.append(part)
        left -= need
    yield volume


def _add(zipped: ZipFile, part: Part, facts: Facts, hear: Callable[[int], object]) -> FileFact:
    info = _entry(part.path, facts)
    info.file_size = part.size
    with zipped.open(info, "w") as entry:

        def write(piece: bytes) -> None:
            entry.write(piece)
            hear(len(piece))

        return part.read(write)


def _entry(path: str, facts: Facts) -> ZipInfo:
    """Return an entry that says nothing of the machine and the hour."""
    info = ZipInfo(path, (facts.built.year, facts.built.month, facts.built.day, 0, 0, 0))
    is_text = PurePosixPath(path).suffix.lower() in _TEXTS
    info.compress_type = ZIP_DEFLATED if is_text else ZIP_STORED
    info.create_system, info.external_attr = _UNIX, _PLAIN_FILE
    return info
