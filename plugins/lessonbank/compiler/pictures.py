"""Make the published copy of a picture."""

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
    """A copy: its address from the site's root, and its bytes.

    The name is a hash of the content, so nobody can guess it without the picture.
    """

    url: str
    data: bytes


@dataclass
class Copies:
    """Published copies of pictures, cached in `kept`."""

    kept: Path
    _used: set[str] = field(default_factory=set)

    def of(self, path: str, read: Callable[[], bytes]) -> Published:
        """Return the copy of the picture at `path`; `read` returns its bytes.

        Raise CompileError if it cannot be copied, and OSError if the copy cannot be cached.
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
        """Delete cached copies that this build did not use."""
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
