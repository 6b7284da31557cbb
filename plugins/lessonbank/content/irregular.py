"""Report entries of a project's folders that are not readable files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from lessonbank.content.document import UnreadableError
from lessonbank.content.layout import CONFIG
from lessonbank.content.mkdocs_yml.setting import SettingsError, read_settings
from lessonbank.content.tree import Folder
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.files.regular import MAX_DEPTH, MAX_ENTRIES, Kind, Listing, kind_of

IRREGULAR_CODES = frozenset({Code.LINKED_FILE, Code.SPECIAL_FILE})
"""Diagnostics that stop every command, since a link could lead anywhere."""

_LONGEST_NAME = 200
"""Longest name in bytes; leaves room for the longer names of pages and temporary files."""
_UNUSABLE = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff]")


def folder_problems(listing: Listing, folder: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each unreadable entry of a folder, and for bad file names."""
    for path, kind in listing.irregular:
        yield _irregular(path, kind)
    for path in bad_names(listing.files):
        fix = "Rename it: use letters, digits and hyphens, at most 60 characters."
        yield Diagnostic(Code.BAD_FILE_NAME, _bad_name(path), _printable(path), fix)
    for path in listing.closed:
        fix = "Check the folder's permissions."
        message = "the folder cannot be read"
        yield Diagnostic(Code.UNREADABLE_FILE, message, _printable(path), fix)
    for path in listing.deep:
        message = f"the folder is more than {MAX_DEPTH} levels deep"
        fix = f"Move its files further up in `{folder}/`, or delete it."
        yield Diagnostic(Code.TOO_MANY_FILES, message, _printable(path), fix)
    if not listing.is_whole:
        message = f"the folder has more than {MAX_ENTRIES:,} files and folders"
        fix = "Delete files that do not belong there, or split the bank."
        yield Diagnostic(Code.TOO_MANY_FILES, message, folder, fix)


def _irregular(path: str, kind: Kind) -> Diagnostic:
    path = _printable(path)
    if kind is Kind.LINK:
        message = "this is a link to another file or folder, and links are not followed"
        fix = "Delete the link, and put a copy of the file or folder in its place."
        return Diagnostic(Code.LINKED_FILE, message, path, fix)
    message = f"this is a {kind}, which cannot be published"
    return Diagnostic(Code.SPECIAL_FILE, message, path, "Delete it.")


def bad_names(paths: Iterable[str]) -> Iterator[str]:
    """Yield the `paths` with a name that is too long or has unprintable characters."""
    for path in paths:
        if not path.isascii() or not path.isprintable() or len(path) > _LONGEST_NAME:
            parts = path.split("/")
            if _UNUSABLE.search(path) or any(map(_is_long, parts)):
                yield path


def _is_long(name: str) -> bool:
    return len(name.encode("utf-8", "surrogateescape")) > _LONGEST_NAME


def _bad_name(path: str) -> str:
    found = _UNUSABLE.search(path)
    if found is None:
        return f"a name in this path has more than {_LONGEST_NAME} bytes"
    if 0xD800 <= ord(found[0]) <= 0xDFFF:  # noqa: PLR2004 - how Python holds bytes that are not UTF-8
        return "a name in this path is not UTF-8"
    return f"a name in this path has the control character U+{ord(found[0]):04X}"


def _printable(path: str) -> str:
    """Return the path with unprintable characters escaped and long names shortened."""
    escaped = _UNUSABLE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), path)
    return "/".join(
        part if len(part) <= _LONGEST_NAME else f"{part[:60]}…" for part in escaped.split("/")
    )


def irregular_in_project(root: Path, files: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield diagnostics for links and special files among `files` and the templates."""
    for path in files:
        if (kind := kind_of(root / path)) is not None:
            yield _irregular(path, kind)
    if (folder := _templates(root)) is not None:
        yield from irregular_in_templates(root, folder)


def irregular_in_templates(root: Path, folder: str) -> Iterator[Diagnostic]:
    """Yield diagnostics for the folder of templates, given as in mkdocs.yml."""
    path = PurePosixPath(folder)
    if path.is_absolute() or ".." in path.parts:
        base = Path(root, folder)
        root, folder = base.parent, base.name
    yield from folder_problems(Folder(root).listing(str(PurePosixPath(folder))), folder)


def _templates(root: Path) -> str | None:
    """Return `theme.custom_dir` of mkdocs.yml, or None. Its mistakes are reported elsewhere."""
    try:
        custom = read_settings(Folder(root), CONFIG).get("theme", "custom_dir")
    except (UnreadableError, SettingsError):
        return None
    return custom.value if custom and isinstance(custom.value, str) and custom.value else None
