"""Errors of ffmpeg, each with a cause and a fix."""

from __future__ import annotations


class FfmpegError(Exception):
    """ffmpeg failed. `message` is the cause in a sentence, `tail` ffmpeg's own last lines."""

    def __init__(self, message: str, *, fix: str = "", tail: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.tail = tail

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the error with its fix and tail, so that it survives a process pool."""
        return _rebuild, (type(self), self.message, self.fix, self.tail)


class FfmpegMissingError(FfmpegError):
    """ffmpeg is missing or lacks a required feature."""


class ProbeError(FfmpegError):
    """The file is not a usable recording."""


class StoppedError(FfmpegError):
    """The work was cancelled."""


def _rebuild(kind: type[FfmpegError], message: str, fix: str, tail: tuple[str, ...]) -> FfmpegError:
    return kind(message, fix=fix, tail=tail)
