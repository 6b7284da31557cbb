"""The stylesheets, scripts and theme templates that every site is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
THEME = _HERE / "theme"
"""Templates that take the place of the theme's own."""
_ASSETS = _HERE / "assets"
_FOLDER = "assets/lessonbank/"
CARDS = "assets/cards/"
"""The folder of the site that holds social cards and title cards."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file and its address from the site's root."""

    path: Path
    url: str


def assets() -> tuple[Asset, ...]:
    """Every asset, in the order of their paths."""
    return _found(_ASSETS.rglob("*"))


def shared_assets(suffix: str) -> tuple[Asset, ...]:
    """The assets of one kind (`.css`) that every page loads, in the order of their names.

    What lies in a folder of its own is loaded by the template that needs it.
    """
    return _found(_ASSETS.glob(f"*{suffix}"))


def _found(paths: Iterable[Path]) -> tuple[Asset, ...]:
    files = sorted(path for path in paths if path.is_file())
    return tuple(Asset(path, _FOLDER + path.relative_to(_ASSETS).as_posix()) for path in files)
