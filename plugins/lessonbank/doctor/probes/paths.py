"""Paths: how the disk treats case, and whether the longest path is allowed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lessonbank.content.layout import CONFIG, CONTENT
from lessonbank.doctor.finding import Finding, advice, fault, ok
from lessonbank.doctor.here import Here
from lessonbank.doctor.probe import Probe
from lessonbank.doctor.system import System, Task, how_to
from lessonbank.files.regular import list_folder

WINDOWS_LIMIT = 259
"""Longest path in characters on Windows, unless long paths are allowed."""
_FOLDERS = (CONTENT, "media", "build/site", "build/manifest")
_SHORT_ROOT = len("C:\\Users\\A.Teacher\\Documents\\lessonbank\\")


@dataclass(frozen=True, slots=True)
class Paths:
    """The longest path below the bank, the length of its folder's own, and the disk's ways."""

    longest: str
    root_length: int
    is_case_sensitive: bool
    allows_long: bool = True


def observe(here: Here) -> Paths:
    root = here.bank_root
    every = (path for name in _FOLDERS for path in list_folder(root, name).files)
    longest = max(every, key=len, default=CONFIG)
    return Paths(longest, len(str(root)) + 1, _is_case_sensitive(root), _allows_long())


def _is_case_sensitive(root: Path) -> bool:
    return not (root / CONFIG.swapcase()).exists()


def _allows_long() -> bool:
    if sys.platform != "win32":
        return True
    import winreg  # noqa: PLC0415 - only Windows has it

    place = r"SYSTEM\CurrentControlSet\Control\FileSystem"
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
            return bool(winreg.QueryValueEx(key, "LongPathsEnabled")[0])
    except OSError:
        return False


def judge(seen: Paths, system: System) -> Iterator[Finding]:
    length = seen.root_length + len(seen.longest)
    if not seen.allows_long and length > WINDOWS_LIMIT:
        text = f"{seen.longest} has {length} characters with its folder; this machine allows 259."
        yield fault(text, how_to(Task.ALLOW_LONG_PATHS, system))
    elif _SHORT_ROOT + len(seen.longest) > WINDOWS_LIMIT:
        text = f"{seen.longest} is too long for many Windows computers."
        yield advice(text, "Shorten the names, or move the file further up.")
    elif seen.is_case_sensitive:
        yield ok("Paths are short enough, and this disk tells capital from small letters.")
    else:
        yield ok("Paths are short enough, and this disk takes capital and small letters as one.")


PROBE = Probe("the paths", observe, judge)
