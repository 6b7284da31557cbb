"""Check that the names of a pack work on FAT32, exFAT and NTFS."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.files.unicode_names import nfc

LONGEST_PATH = 180
"""In UTF-16 units. Windows allows 260, with the folder that the pack lies in."""
LONGEST_NAME = 255
LARGEST_FILE = 2**32 - 1
"""In bytes: the most that FAT32 can hold."""

_RESERVED = re.compile(
    r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9\u00b9\u00b2\u00b3])(?: *\..*)?",
    re.IGNORECASE,
)
_REFUSED = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')


def unportable(sizes: Mapping[str, int]) -> tuple[Diagnostic, ...]:
    """Return what keeps files from a stick. `sizes` are bytes by path."""
    return (
        *_alike(sizes),
        *(each for path in sorted(sizes) for each in _faults(path, sizes[path])),
    )


def folded(path: str) -> str:
    """Return the path as disks compare it that ignore case and forms of accents."""
    return nfc(nfc(path).casefold())


def name_fault(name: str) -> str | None:
    """Return why Windows refuses a file name, as the end of a sentence, or None."""
    if found := _REFUSED.search(name):
        return f"has `{found[0]!r}` in its name".replace("'", "")
    if _RESERVED.fullmatch(name):
        return "has a name that Windows keeps for a device"
    if name.endswith((".", " ")):
        return "has a name that ends with a full stop or a space"
    if _units(name) > LONGEST_NAME:
        return f"has a name of more than {LONGEST_NAME} characters"
    return None


def _faults(path: str, size: int) -> Iterator[Diagnostic]:
    if fault := next(filter(None, map(name_fault, PurePosixPath(path).parts)), None):
        yield Diagnostic(Code.NAME_NOT_PORTABLE, f"the file {fault}", path, _RENAME)
    if (length := _units(path)) > LONGEST_PATH:
        message = f"the path has {length} characters, and a pack allows {LONGEST_PATH}"
        yield Diagnostic(Code.PATH_TOO_LONG, message, path, _SHORTEN)
    if size > LARGEST_FILE:
        message = "the file has 4 GiB or more, which FAT32 cannot hold"
        yield Diagnostic(Code.FILE_OVER_4_GIB, message, path, _CUT)


def _alike(paths: Mapping[str, int]) -> Iterator[Diagnostic]:
    """Yield files and folders whose names differ in case or in the form of accents only."""
    known: dict[str, str] = {}
    for path in sorted(paths):
        for each in (*map(str, reversed(PurePosixPath(path).parents)), path):
            other = known.setdefault(folded(each), each)
            if other != each:
                known[folded(each)] = each
                message = f"Windows takes the name for that of {other}"
                yield Diagnostic(Code.NAMES_ALIKE, message, each, _RENAME)
                break  # What is in a folder is alike with it.


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


_RENAME = "Rename the file in `content/` that it is made from."
_SHORTEN = "Shorten the id of the item or the name of the file in `content/` that it is made from."
_CUT = "Cut the clip into shorter ones, or offer the download elsewhere."
