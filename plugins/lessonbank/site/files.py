"""The stylesheets and scripts of every site, and the names of our templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from lessonbank import theme
from lessonbank.texts import SOURCE, script_messages

ASSETS = Path(__file__).parent / "assets"
_TEMPLATES = Path(__file__).parent / "templates"
_FOLDER, _SHARED = "assets/lessonbank/", "shared"
_BASE = ASSETS / "1-base.js"
_BORROWED = {
    "embed.css": (ASSETS / "1-tokens.css",),
    "embed.js": (_BASE, ASSETS / "5-captions.js", ASSETS / "lb-player.js"),
    "store.js": (_BASE, ASSETS / "2-drawer.js"),
    "transcript.js": (ASSETS / "find" / "1-words.js",),
}
"""Parts of other folders that a file starts with, so pages load only what they need."""
_COMMENT = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
"""A comment in a block that has its lines for itself."""
PICTURES = "assets/pictures/"
"""The folder of the site with copies of pictures, named by content."""
LOGOS = PICTURES
"""The folder of logos, which go as other pictures do: with the last page that shows them."""
CARDS = "assets/cards/"
"""The folder of the site with social cards and title cards."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the site, joined from `parts`."""

    url: str
    parts: tuple[Path, ...]

    @property
    def content(self) -> str:
        return self.spoken_in(SOURCE)

    def spoken_in(self, language: str) -> str:
        """Return the file with its messages in a language. The base that keeps them comes first.

        Comments in blocks stay in the source: browsers have no use for them.
        """
        texts = [_COMMENT.sub("", part.read_text(encoding="utf-8")) for part in self.parts]
        if said := script_messages(language, self.parts):
            texts.insert(int(self.parts[0] == _BASE), said)
        return "\n".join(texts)


def assets() -> tuple[Asset, ...]:
    """Return the shared stylesheet and script, and those of single pages.

    Sources are in parts and joined, because each file is a request, or slow to open on a stick.
    """
    folders = sorted({path.parent for path in ASSETS.rglob("*.*")})
    made = (_joined(folder, suffix) for folder in folders for suffix in (".css", ".js"))
    return tuple(asset for asset in made if asset.parts)


def shared_asset(suffix: str) -> Asset:
    """Return the shared asset with this suffix, such as `.css`.

    Assets in subfolders are loaded by the templates that need them.
    """
    return _joined(ASSETS, suffix)


def _joined(folder: Path, suffix: str) -> Asset:
    shared = folder == ASSETS
    name = f"{_SHARED if shared else folder.name}{suffix}"
    folders = (folder, theme.ASSETS) if shared else (folder,)
    parts = sorted((p for f in folders for p in f.glob(f"*{suffix}")), key=lambda part: part.name)
    return Asset(_FOLDER + name, (*_BORROWED.get(name, ()), *parts))


def our_templates() -> tuple[str, ...]:
    """Return the names of our templates."""
    files = (path for path in _TEMPLATES.rglob("*") if path.is_file())
    return tuple(sorted(path.relative_to(_TEMPLATES).as_posix() for path in files))
