"""The values that readers of files hand out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".svg", ".svgz", ".gif", ".avif", ".ico"})
"""Endings of pictures that a site can show."""
OTHER_PICTURES = frozenset({".heic", ".heif", ".tif", ".tiff"})
"""Endings of pictures that browsers do not show."""
READABLE = (
    PICTURES
    | OTHER_PICTURES
    | {
        *(".pdf", ".docx", ".pptx", ".xlsx", ".odt", ".odp", ".ods", ".mp3", ".zip"),
    }
)
"""Endings of files that are looked into."""


class UnreadableFileError(Exception):
    """A file that is damaged, protected, too large, or not what its name says. Says which."""


class Kind(Enum):
    """What a trace is about."""

    TELLS = "tells"
    """Metadata tells of a place, a device, a person ..."""
    HIDDEN = "hidden"
    """Content that a reader does not see at first: comments, hidden sheets, attachments ..."""
    NOTES = "notes"
    """Speaker notes."""
    ACTIVE = "active"
    """Something that runs, or that is loaded from elsewhere."""
    CHANGED = "changed"
    """Something in a picture that its published copy lacks."""
    UNREADABLE = "unreadable"
    """Nobody can look into it: damaged, protected, too large."""
    UNKNOWN = "unknown"
    """A kind of file that nothing here can read."""


PERSON, ORGANISATION = "a person", "an organisation"
LOCATION, DEVICE = "a location", "a device"
NOBODY = "Author"
"""What Office writes where personal information has been removed."""
FOLDER = "a folder of somebody's computer"


@dataclass(frozen=True, slots=True)
class Trace:
    """Something that a part of a file carries besides what it shows.

    `inner` is the path of the part, empty for the file itself; `what` is a noun with its article.
    `values` are the words themselves, such as a name: these are never printed.
    """

    kind: Kind
    inner: str
    what: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What a part of a file says."""

    inner: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be published: its bytes, and the ending that suits them.

    `lost` is what the source had and the copy lacks, such as a script.
    """

    data: bytes
    ending: str
    lost: tuple[str, ...] = ()


def ending_of(path: str) -> str:
    """The ending of a file's name in small letters, with its dot."""
    return f".{path.rpartition('.')[2].lower()}"


def below(folder: str, inner: str) -> str:
    """The path of a part of a part."""
    return f"{folder}/{inner}" if folder and inner else folder or inner


_HOME = re.compile(
    r"(?:^|\b[A-Za-z]:|\bfile:/{2,3}(?:[A-Za-z]:)?)[\\/]+"
    r"(?:Users|home|Documents and Settings)[\\/]+([^\\/<>\"']+)"
)


def users_in(text: str) -> tuple[str, ...]:
    """Whose folders the path or address in `text` leads through."""
    return tuple(_HOME.findall(text))
