"""What of the content folder may reach the site: outputs are allowed by name.

Everything else in it (YAML, drafts, notes) stays behind, whatever it is called.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from mkdocs.structure.files import Files

from lessonbank.bank import Item
from lessonbank.mkdocs.pages import BankPage

_IMAGES = "images"
"""The folder of pictures that prose pages show."""
_RESOURCES = "resources"
"""The folder of downloads, of which those are published that items of the edition name."""
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif", ".avif"})


def keep_outputs(files: Files, docs_dir: str, item_types: Iterable[type[Item]]) -> None:
    """Remove from `files` what lies in the content folder and is no output."""
    folders = frozenset(item_type.folder for item_type in item_types)
    for file in list(files):
        if file.src_dir == docs_dir and not _allowed(PurePosixPath(file.src_uri), folders):
            files.remove(file)


def _allowed(path: PurePosixPath, item_folders: frozenset[str]) -> bool:
    top = path.parts[0]
    if top == _RESOURCES:
        return False
    if path.suffix == ".md":
        return top not in item_folders or path.name == "index.md"
    return top == _IMAGES and path.suffix.lower() in _PICTURES


def sources_of(files: Files, root: Path) -> dict[str, str]:
    """The file of the project that each file of the site is made of alone, by its address."""
    found = {}
    for file in files:
        path = Path(file.abs_src_path) if file.abs_src_path else None
        if path and path.is_relative_to(root / "content") and not isinstance(file.page, BankPage):
            found[file.dest_uri] = path.relative_to(root).as_posix()
    return found
