"""A picture of the content folder -> the copy that the site has of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from lessonbank.compiler.errors import CompileError
from lessonbank.content import unusable_picture
from lessonbank.files import atomic
from lessonbank.sanitise import (
    PICTURES,
    PICTURES_VERSION,
    Picture,
    UnreadableFileError,
    clean_picture,
)
from lessonbank.site import PICTURES as FOLDER

_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Published:
    """The copy's address from the site's root, and its bytes.

    The name comes from the content and tells nothing; it cannot be guessed without the picture.
    """

    url: str
    data: bytes


@dataclass
class Copies:
    """The published copies of pictures; `kept` is where they are kept from build to build."""

    kept: Path
    _used: set[str] = field(default_factory=set)

    def of(self, path: str, read: Callable[[], bytes]) -> Published:
        """The copy of the picture at `path` from the project's root, whose bytes `read` gives.

        Raises CompileError where there can be none, and OSError where it cannot be kept.
        """
        try:
            data = read()
        except OSError as error:
            why = UnreadableFileError(error.strerror or "it is not there")
            raise _refusal(path, why) from error
        key = sha256(b"%d\0%s" % (PICTURES_VERSION, data)).hexdigest()[:_DIGITS]
        try:
            picture = self._known(key) or self._made(path, data, key)
        except UnreadableFileError as error:
            raise _refusal(path, error) from error
        file = f"{key}{picture.ending}"
        self._used.add(file)
        return Published(FOLDER + file, picture.data)

    def forget_others(self) -> None:
        """Delete the copies that nobody has asked for: the picture was changed or taken out."""
        for path in self.kept.iterdir() if self.kept.is_dir() else ():
            if path.suffix in PICTURES and path.name not in self._used:
                path.unlink(missing_ok=True)

    def _known(self, key: str) -> Picture | None:
        for path in self.kept.glob(f"{key}.*"):
            return Picture(path.read_bytes(), path.suffix)
        return None

    def _made(self, path: str, data: bytes, key: str) -> Picture:
        picture = clean_picture(path, data)
        atomic.write_bytes(self.kept / f"{key}{picture.ending}", picture.data)
        return picture


def _refusal(path: str, error: UnreadableFileError) -> CompileError:
    found = unusable_picture(path, error)
    return CompileError("A picture cannot be published.", (found,))
