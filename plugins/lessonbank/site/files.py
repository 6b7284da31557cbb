"""The stylesheets, scripts and theme templates that every site is given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
THEME = _HERE / "theme"
"""Templates that take the place of the theme's own."""
_ASSETS = _HERE / "assets"
_FOLDER = "assets/lessonbank/"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file and its address from the site's root."""

    path: Path
    url: str


def assets(suffix: str = "") -> tuple[Asset, ...]:
    """Every asset, or those of one kind (`.css`), in the order of their names."""
    files = sorted(path for path in _ASSETS.rglob("*") if path.is_file())
    return tuple(
        Asset(path, _FOLDER + path.relative_to(_ASSETS).as_posix())
        for path in files
        if path.name.endswith(suffix)
    )
