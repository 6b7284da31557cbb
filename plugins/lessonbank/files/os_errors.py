"""Explain errors of the operating system to users."""

from __future__ import annotations

import errno

_FULL = {errno.ENOSPC, errno.EDQUOT}
_CAUSES = {
    **dict.fromkeys(_FULL, "the disk, or your share of it, is full"),
    errno.EFBIG: "the file would be larger than the system allows",
    errno.EROFS: "the disk can only be read",
    errno.EACCES: "you are not allowed to",
    errno.EPERM: "you are not allowed to",
    errno.EMFILE: "too many files are open",
    errno.ENAMETOOLONG: "its name is too long",
}
_FIXES = {
    **dict.fromkeys(
        (*_FULL, errno.EFBIG),
        "Make room, for example by deleting build/ or .cache/, which are made again; then run the"
        " command again.",
    ),
    errno.ENAMETOOLONG: "Shorten the name, or move the project further up.",
}


def is_full(error: OSError) -> bool:
    """Return whether a disk is full."""
    return error.errno in _FULL


def describe_os_error(error: OSError) -> str:
    """Describe what could not be read or written, why, and what to do."""
    name = error.filename or "A file"
    cause = _CAUSES.get(error.errno or 0) or error.strerror or str(error)
    fix = _FIXES.get(error.errno or 0, "Put that right, and run the command again.")
    what = f"{name} could not be read or written: {cause}."
    return f"{what} What was finished before is unchanged. {fix}"
