"""The address of a place: a folder, or a URL of a store."""

from __future__ import annotations

import re
from dataclasses import dataclass
from os.path import normpath
from pathlib import Path
from urllib.parse import urlsplit

from lessonbank.remote.errors import RemoteError

_INSTALL = {
    **dict.fromkeys(("s3", "s3a"), "lessonbank[s3]"),
    **dict.fromkeys(("az", "abfs", "abfss"), "lessonbank[azure]"),
    **dict.fromkeys(("gs", "gcs"), "gcsfs"),
    **dict.fromkeys(("sftp", "ssh"), "paramiko"),
    "smb": "smbprotocol",
    **dict.fromkeys(("webdav", "webdavs"), "webdav4[fsspec]"),
}
"""The package of each kind of store that needs one."""
_KNOWN = ("file", "memory", *_INSTALL)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


@dataclass(frozen=True, slots=True)
class Address:
    """`url` is for the library; `shown` is for people, without credentials."""

    url: str
    shown: str
    scheme: str

    @classmethod
    def of(cls, written: str, root: Path) -> Address:
        """Return the address that a setting gives; a relative path starts at `root`.

        Raise RemoteError for a kind of address that is not supported.
        """
        written = written.strip()
        found = _SCHEME.match(written)
        if "::" not in written and (found is None or _DRIVE.match(written)):
            path = normpath((root / Path(written).expanduser()).absolute())
            return cls(path, path, "file")
        scheme = found[1].lower() if found else ""
        if scheme not in _KNOWN or "::" in written:
            kinds = ", ".join(f"{each}://" for each in _KNOWN if each != "memory")
            raise RemoteError(
                f"`{written.partition(':')[0]}:` is no kind of store that lessonbank uses.",
                f"Write the path of a folder, or an address of one of these kinds: {kinds}.",
            )
        return cls(written, _shown(written, scheme), scheme)

    @property
    def package(self) -> str | None:
        """The package that this kind of store needs, or None."""
        return _INSTALL.get(self.scheme)


def _shown(written: str, scheme: str) -> str:
    """Return an address without user, password, query and fragment."""
    try:
        parts = urlsplit(written)
        host = parts.netloc.rpartition("@")[2]
        return f"{scheme}://{host}{parts.path}".rstrip("/")
    except ValueError:
        return f"{scheme}://..."
