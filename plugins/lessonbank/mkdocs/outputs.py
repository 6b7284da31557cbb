"""What of the content folder may reach the site: outputs are allowed by name.

Everything else in it (YAML, drafts, notes) stays behind, whatever it is called. Pictures are
allowed no further than Markdown's links to them: `mkdocs/pictures.py` has the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from lessonbank.bank import Item
from lessonbank.compiler import Copies
from lessonbank.sanitise import PICTURES, ending_of

_IMAGES = "images"
"""The folder of pictures that pages show."""
_RESOURCES = "resources"
"""The folder of downloads, of which those are published that items of the edition name."""


def keep_outputs(
    files: Files, docs_dir: str, item_types: Iterable[type[Item]], named: Collection[str]
) -> None:
    """Remove from `files` what lies in the content folder and is no output.

    `named` are the paths of pictures and style sheets that settings name, wherever they lie.
    """
    folders = frozenset(item_type.folder for item_type in item_types)
    for file in list(files):
        if file.src_dir == docs_dir and not _allowed(file.src_uri, folders, named):
            files.remove(file)


def is_picture(path: str) -> bool:
    """Whether a file is a picture that the site can show."""
    return ending_of(path) in PICTURES


def add_resources(
    files: Files, config: MkDocsConfig, offered: Iterable[tuple[str, Path]], copies: Copies
) -> None:
    """Add the downloads that items offer; of a picture its copy, which holds nothing else.

    Raises CompileError.
    """
    for url, path in offered:
        if is_picture(url):
            content = copies.of(path, url).data
            files.append(File.generated(config, url, content=content))
        else:
            files.append(File.generated(config, url, abs_src_path=str(path)))


def _allowed(uri: str, item_folders: frozenset[str], named: Collection[str]) -> bool:
    path = PurePosixPath(uri)
    top = path.parts[0]
    if top == _RESOURCES:
        return False
    if path.suffix == ".md":
        return top not in item_folders or path.name == "index.md"
    if uri in named:
        return is_picture(uri) or path.suffix == ".css"
    return top == _IMAGES and is_picture(uri)
