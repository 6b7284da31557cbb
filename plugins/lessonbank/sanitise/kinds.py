"""Values shared by the readers of all file types."""

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
"""Extensions of files that can be inspected."""


class UnreadableFileError(Exception):
    """The file is damaged, protected, too large, or not of its type; the message says which."""


class Kind(Enum):
    """Types of trace."""

    TELLS = "tells"
    """Metadata that discloses a place, a device, a person ..."""
    HIDDEN = "hidden"
    """Hidden content: comments, hidden sheets, attachments ..."""
    NOTES = "notes"
    """Speaker notes."""
    ACTIVE = "active"
    """Active content: code that runs, or resources loaded from elsewhere."""
    CHANGED = "changed"
    """Part of a picture that its published copy lacks."""
    UNREADABLE = "unreadable"
    """An unreadable file: damaged, protected or too large."""
    UNKNOWN = "unknown"
    """A file of an unsupported type."""


PERSON, ORGANISATION = "a person", "an organisation"
LOCATION, DEVICE = "a location", "a device"
NOBODY = "Author"
"""Office's replacement for a removed name."""
FOLDER = "a folder on somebody's computer"


@dataclass(frozen=True, slots=True)
class Trace:
    """Metadata or hidden data in a part of a file.

    `inner` is the path of the part, empty for the file itself. `what` is a noun with its article.
    `values` are the words found, such as a name; never print them.
    """

    kind: Kind
    inner: str
    what: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """The text of a part of a file."""

    inner: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A publishable picture: its bytes and its file extension.

    `lost` lists parts of the source that the copy lacks, such as a script.
    """

    data: bytes
    ending: str
    lost: tuple[str, ...] = ()


def ending_of(path: str) -> str:
    """Return a path's extension in lower case, with its dot."""
    return f".{path.rpartition('.')[2].lower()}"


def below(folder: str, inner: str) -> str:
    """Join the path of a part to that of the part around it."""
    return f"{folder}/{inner}" if folder and inner else folder or inner


_HOME = re.compile(
    r"(?:^|\b[A-Za-z]:|\bfile:/{2,3}(?:[A-Za-z]:)?)[\\/]+"
    r"(?:Users|home|Documents and Settings)[\\/]+([^\\/<>\"']+)"
)


def users_in(text: str) -> tuple[str, ...]:
    """Return the user names in home-folder paths in `text`."""
    return tuple(_HOME.findall(text))
