"""What of the content folder may reach the site: outputs are allowed by name.

Everything else in it (YAML, drafts, notes) stays behind, whatever it is called.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from lessonbank.bank import Item
from lessonbank.mkdocs.checked import CheckedFile
from lessonbank.mkdocs.pages import BankPage

_IMAGES = "images"
"""The folder of pictures that prose pages show."""
_RESOURCES = "resources"
"""The folder of downloads, of which those are published that items of the edition name."""
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif", ".avif"})


def keep_outputs(
    files: Files, config: MkDocsConfig, checked: Collection[str], item_types: Iterable[type[Item]]
) -> Files:
    """`files` without what lies in the content folder and is no output.

    `checked` are the paths from the project's root of the files that the checks have read. MkDocs
    follows links and may have found more.
    """
    content = Path(config.docs_dir)
    folders = frozenset(item_type.folder for item_type in item_types)
    kept = []
    for file in files:
        if file.src_dir != config.docs_dir:
            kept.append(file)
            continue
        path = f"{content.name}/{file.src_uri}"
        if path in checked and _allowed(PurePosixPath(file.src_uri), folders):
            kept.append(CheckedFile(content.parent, path, file.src_uri, config))
            kept[-1].inclusion = file.inclusion
    return Files(kept)


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
