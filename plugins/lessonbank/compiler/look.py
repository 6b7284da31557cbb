"""Make the stylesheet of a trust's own look."""

from __future__ import annotations

from pathlib import Path

from lessonbank.bank import Look
from lessonbank.content import FONTS
from lessonbank.files.regular import read_regular
from lessonbank.site import look_styles

_LARGEST = 1_000_000


def read_look(root: Path, look: Look) -> str:
    """Return the stylesheet; empty if the trust sets nothing. Raise OSError."""
    fonts = {file: read_regular(root, f"{FONTS}/{file}", _LARGEST) for file in look.fonts.values()}
    return look_styles(look, fonts)
