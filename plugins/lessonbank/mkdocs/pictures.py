"""Pictures of the content folder as MkDocs' files: taken out, so that none is copied as it is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from posixpath import normpath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from lessonbank.compiler.pictures import Copies
from lessonbank.compiler.shown import Pictures
from lessonbank.mkdocs.checked import CheckedFile
from lessonbank.mkdocs.outputs import is_picture


def take_pictures(files: Files, config: MkDocsConfig, copies: Copies) -> Pictures:
    """Take the content folder's pictures out of `files`, so that none is copied as it is.

    Style sheets of that folder are given the published addresses. Raises CompileError.
    """
    ours = [file for file in files if file.src_dir == config.docs_dir]
    found = [file for file in ours if isinstance(file, CheckedFile) and is_picture(file.src_uri)]
    sources = {file.dest_uri: file for file in found}
    site_url = config.site_url or ""
    if site_url and not site_url.endswith("/"):
        site_url += "/"
    pictures = Pictures(sources, Path(config.site_dir), copies, site_url)
    for picture in found:
        files.remove(picture)
    for file in ours:
        if file.src_uri.endswith(".css"):
            sheet = file.content_bytes.decode("utf-8", "replace")
            file.content_string = pictures.styled(sheet, file.dest_uri)
    return pictures


def named_files(config: MkDocsConfig) -> frozenset[str]:
    """The files of the content folder that settings name: a logo, an icon, style sheets."""
    named: Iterable[object] = (
        config.theme.get("logo"),
        config.theme.get("favicon"),
        *config.extra_css,
    )
    return frozenset(normpath(str(each)) for each in named if each)
