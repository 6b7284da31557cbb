"""The look of a trust, with its files of fonts -> the stylesheet of the site."""

from __future__ import annotations

from pathlib import Path

from lessonbank.bank import Look
from lessonbank.content import FONTS
from lessonbank.files.regular import read_regular
from lessonbank.site import look_styles

_LARGEST = 1_000_000


def read_look(root: Path, look: Look) -> str:
    """The stylesheet, empty for a trust that sets nothing. Raises OSError."""
    fonts = {file: read_regular(root, f"{FONTS}/{file}", _LARGEST) for file in look.fonts.values()}
    return look_styles(look, fonts)
