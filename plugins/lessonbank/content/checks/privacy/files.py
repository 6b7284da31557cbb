"""Report files that do not belong in the repository: scans and large files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lessonbank.bank import Clip, Permission
from lessonbank.content.checks.context import MAX_CAPTIONS, Context
from lessonbank.content.checks.privacy.texts import is_text
from lessonbank.content.footage import MEDIA
from lessonbank.content.layout import CONTENT
from lessonbank.diagnostics import Code, Diagnostic

_PERMISSIONS = f"{CONTENT}/{Permission.folder}/"
_WRITTEN = (".yml", ".yaml", ".md")
_MEGABYTE = 1_000_000
LARGEST = 100 * 1024 * 1024
"""Largest file, in bytes, that GitHub accepts."""


def scans(context: Context) -> Iterator[Diagnostic]:
    """Report files other than records among the permissions."""
    for path in context.reading.files:
        if path.startswith(_PERMISSIONS) and not path.lower().endswith(_WRITTEN):
            message = "this file in the permissions folder is not a permission record"
            fix = "Remove it from the repository and its history; keep papers in the school office."
            yield Diagnostic(Code.PAPERS_WITH_PERMISSIONS, message, path, fix)


def sizes(context: Context) -> Iterator[Diagnostic]:
    """Report files in git that are too large for GitHub or for the trust's policy."""
    policy = context.bank.trust.policy.largest_file_mb * _MEGABYTE
    large = {path: size for path, size in _sizes(context) if size > policy}
    for path in sorted(context.committed(sorted(large))) if large else ():
        size = f"{large[path] / _MEGABYTE:.0f} MB"
        if large[path] > LARGEST:
            message = f"the file has {size}, and GitHub refuses files over 100 MB"
            yield Diagnostic(Code.FILE_TOO_LARGE, message, path, _FIX)
        else:
            limit = policy // _MEGABYTE
            message = f"the file has {size}, and the trust keeps files of up to {limit} MB in git"
            yield Diagnostic(Code.FILE_LARGE, message, path, _FIX)


def unsearched(context: Context) -> Iterator[Diagnostic]:
    """Report texts too long for the privacy checks, which read only the beginning."""
    clips = context.bank.of(Clip).values()
    transcripts = {f"{MEDIA}/{path}" for clip in clips for path in clip.transcripts.values()}
    for path, size in _sizes(context):
        is_read = path.startswith(f"{CONTENT}/") or path in transcripts
        if is_read and is_text(path) and size > MAX_CAPTIONS:
            message = (
                f"the file is larger than the {MAX_CAPTIONS // _MEGABYTE} MB that are searched"
            )
            fix = "Split it into several files, or remove it."
            yield Diagnostic(Code.OVERSIZED_YAML, message, path, fix)


_FIX = "Export a smaller file; or list it in `.gitignore`, or keep it in Git LFS."


def _sizes(context: Context) -> Iterator[tuple[str, int]]:
    """Yield path and size of files that are not read whole; those have limits of their own."""
    for path in _files(context):
        try:
            yield path, context.tree.size(path)
        except OSError:
            continue


def _files(context: Context) -> Sequence[str]:
    content = (path for path in context.reading.files if not path.endswith(_WRITTEN))
    return (*content, *(f"{MEDIA}/{path}" for path in sorted(context.media)))
