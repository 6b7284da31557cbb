"""Choose the files of the content folder that reach the site.

Everything else in it (YAML, drafts, notes) stays behind, whatever it is called. Pictures are
allowed no further than Markdown's links to them: `mkdocs/pictures.py` has the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from lessonbank.bank import Item
from lessonbank.compiler.overrides import Overrides
from lessonbank.compiler.pictures import Copies
from lessonbank.files.regular import read_regular
from lessonbank.mkdocs.checked import CheckedFile
from lessonbank.mkdocs.pages import BankPage
from lessonbank.sanitise import PICTURES, ending_of

_IMAGES = "images"
"""Folder of pictures for pages."""
_RESOURCES = "resources"
_LARGEST = 200_000_000
"""Folder of downloads; only those that items name are published."""


def keep_outputs(
    files: Files,
    config: MkDocsConfig,
    checked: Collection[str],
    item_types: Iterable[type[Item]],
    named: Collection[str],
    *,
    overrides: Overrides | None = None,
) -> Files:
    """`files` without what lies in the content folder and is no output.

    Those of the trust's own folder of the theme, `overrides`, are read as the rest of the project.

    `checked` are the paths from the project's root of the files that the checks have read. MkDocs
    follows links and may have found more. `named` are the paths of pictures and style sheets that
    settings name, wherever they lie.
    """
    content = Path(config.docs_dir)
    folders = frozenset(item_type.folder for item_type in item_types)
    kept: list[File] = []
    for file in files:
        if overrides and file.src_dir == config.theme.custom_dir:
            path = overrides.path(file.src_uri)
            kept.append(CheckedFile(overrides.root, path, file.src_uri, config))
            continue
        if file.src_dir != config.docs_dir:
            kept.append(file)
            continue
        path = f"{content.name}/{file.src_uri}"
        if path in checked and _allowed(file.src_uri, folders, named):
            kept.append(CheckedFile(content.parent, path, file.src_uri, config))
            kept[-1].inclusion = file.inclusion
    return Files(kept)


def is_picture(path: str) -> bool:
    """Return whether a file is a picture that browsers show."""
    return ending_of(path) in PICTURES


def add_resources(
    files: Files,
    config: MkDocsConfig,
    root: Path,
    offered: Iterable[tuple[str, str]],
    copies: Copies,
) -> None:
    """Add the items' downloads; copy pictures clean.

    `offered` are addresses in the site and paths from `root`. Raise CompileError.
    """
    for url, path in offered:
        if is_picture(url):
            content = copies.of(path, partial(read_regular, root, path, _LARGEST)).data
            files.append(File.generated(config, url, content=content))
        else:
            files.append(CheckedFile(root, path, url, config))


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


def sources_of(files: Files, root: Path) -> dict[str, str]:
    """Return the one project file that each site file was made from, by address."""
    found = {}
    for file in files:
        path = file.source if isinstance(file, CheckedFile) else Path(file.abs_src_path or "")
        if path.is_relative_to(root / "content") and not isinstance(file.page, BankPage):
            found[file.dest_uri] = path.relative_to(root).as_posix()
    return found
