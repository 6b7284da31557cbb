"""What a file of the cache of pages holds."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

_HEAD, _KEY_AND_SEAL, _LENGTH = len(b"lessonbank kept texts 1\n") + 32, 64, 4


def kept_texts(path: Path) -> Iterator[str]:
    """Yield every text of a file."""
    data = path.read_bytes()[_HEAD:]
    while data:
        start = _KEY_AND_SEAL + _LENGTH
        end = start + int.from_bytes(data[_KEY_AND_SEAL:start], "big")
        yield zlib.decompress(data[start:end]).decode()
        data = data[end:]
