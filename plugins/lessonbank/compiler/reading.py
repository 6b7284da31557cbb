"""Cache the words of the last build, so an edit does not read the whole bank again.

There is one file per project. It holds the words of the last build only, so the next build of any
edition deletes withheld words.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np

from lessonbank.files import atomic
from lessonbank.search import Document
from lessonbank.search.reading import READING_VERSION, Reading, read

FILE = "words.npz"


def read_again(documents: tuple[Document, ...], kept: Path) -> Reading:
    """Read `documents`, reuse unchanged ones from `kept`, and write all to `kept`."""
    path = kept / FILE
    known = _load(path)
    reading = read(documents, known)
    if known is None or known.keys != reading.keys:
        atomic.write_bytes(path, _packed(reading.trimmed()))
    return reading


def _load(path: Path) -> Reading | None:
    """Load the cache; return nothing if it is damaged or of another version."""
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            if file["version"].tolist() != [READING_VERSION]:
                return None
            reading = Reading(
                _texts(file["vocabulary"]),
                _texts(file["keys"]),
                *(file[name] for name in ("ends", "words", "places")),
            )
            return reading if reading.is_sound else None
    except (OSError, ValueError, KeyError, EOFError, TypeError, zipfile.BadZipFile):
        return None


def _packed(reading: Reading) -> bytes:
    file = io.BytesIO()
    np.savez(
        file,
        version=np.array([READING_VERSION]),
        vocabulary=_bytes(reading.vocabulary),
        keys=_bytes(reading.keys),
        ends=reading.ends,
        words=reading.words,
        places=reading.places,
    )
    return file.getvalue()


def _bytes(texts: tuple[str, ...]) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    return np.frombuffer("\n".join(texts).encode("utf-8", "surrogatepass"), dtype=np.uint8)


def _texts(data: np.ndarray[tuple[int], np.dtype[np.uint8]]) -> tuple[str, ...]:
    text = data.tobytes().decode("utf-8", "surrogatepass")
    return tuple(text.split("\n")) if text else ()
