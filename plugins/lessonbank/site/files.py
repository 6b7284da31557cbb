"""The stylesheets and scripts that every site is given, and the names of our templates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lessonbank import theme

ASSETS = Path(__file__).parent / "assets"
_TEMPLATES = Path(__file__).parent / "templates"
_FOLDER, _SHARED = "assets/lessonbank/", "shared"
_BORROWED = {"transcript.js": (ASSETS / "find" / "1-words.js",)}
"""What a file begins with of another folder, so that no page loads more than it needs."""
PICTURES = "assets/pictures/"
"""The folder of the site that holds the copies of pictures, named by their content."""
CARDS = "assets/cards/"
"""The folder of the site that holds social cards and title cards."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the site by its address, made of `parts` that follow each other."""

    url: str
    parts: tuple[Path, ...]

    @property
    def content(self) -> str:
        return "\n".join(part.read_text(encoding="utf-8") for part in self.parts)


def assets() -> tuple[Asset, ...]:
    """A stylesheet and a script for every page, and those of pages that need more.

    Written in parts and sent whole, for each file is a request, or an opening on a slow stick.
    """
    folders = sorted({path.parent for path in ASSETS.rglob("*.*")})
    made = (_joined(folder, suffix) for folder in folders for suffix in (".css", ".js"))
    return tuple(asset for asset in made if asset.parts)


def shared_asset(suffix: str) -> Asset:
    """The one of this kind (`.css`) that every page loads.

    What lies in a folder of its own is loaded by the template that needs it.
    """
    return _joined(ASSETS, suffix)


def _joined(folder: Path, suffix: str) -> Asset:
    shared = folder == ASSETS
    name = f"{_SHARED if shared else folder.name}{suffix}"
    folders = (folder, theme.ASSETS) if shared else (folder,)
    parts = sorted((p for f in folders for p in f.glob(f"*{suffix}")), key=lambda part: part.name)
    return Asset(_FOLDER + name, (*_BORROWED.get(name, ()), *parts))


def our_templates() -> tuple[str, ...]:
    """The names that no template of a package may have."""
    files = (path for path in _TEMPLATES.rglob("*") if path.is_file())
    return tuple(sorted(path.relative_to(_TEMPLATES).as_posix() for path in files))
