"""What can go wrong with ffmpeg, each with its cause and what to do about it."""

from __future__ import annotations


class FfmpegError(Exception):
    """ffmpeg failed. `message` is the cause in a sentence, `tail` ffmpeg's own last lines."""

    def __init__(self, message: str, *, fix: str = "", tail: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.tail = tail

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process borders with all they carry."""
        return _rebuild, (type(self), self.message, self.fix, self.tail)


class FfmpegMissingError(FfmpegError):
    """There is no ffmpeg, or none that can do the work."""


class ProbeError(FfmpegError):
    """A file is not a recording that can be used."""


class StoppedError(FfmpegError):
    """The work was called off."""


def _rebuild(kind: type[FfmpegError], message: str, fix: str, tail: tuple[str, ...]) -> FfmpegError:
    return kind(message, fix=fix, tail=tail)
