"""Sort the files of `content/` into items and pages by folder and name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import join, splitext

from lessonbank.bank import ITEM_TYPES, Item, ItemTypes, Permission
from lessonbank.content import suggest
from lessonbank.diagnostics import Code, Diagnostic

CONFIG = "mkdocs.yml"
CONTENT = "content"
TRUST = f"{CONTENT}/trust.yml"
IMAGES = f"{CONTENT}/images"
FONTS = f"{CONTENT}/fonts"
LOCKED = f"{CONTENT}/.locked"
"""The folder for generators that do not run lessonbank; no content is read from it."""
LOCKED_PAGE = f"{LOCKED}/index.md"

_ENDINGS = {"yml": (".yml", ".yaml"), "md": (".md",)}
_DATA_ENDINGS = (".yml", ".yaml")
_PROSE_NAMES = ("index.md", "README.md")
"""Pages that introduce a folder of items."""
_Folders = Mapping[str, type[Item]]


@dataclass(frozen=True, slots=True)
class ItemFile:
    """A file that holds one item."""

    path: str
    model: type[Item]

    @property
    def id(self) -> str:
        return PurePosixPath(self.path).stem


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of `content/`, sorted by path."""

    items: tuple[ItemFile, ...]
    pages: tuple[str, ...]
    misplaced: tuple[Diagnostic, ...]


def lay_out(paths: Iterable[str], types: ItemTypes = ITEM_TYPES, *, named: str = "") -> Layout:
    """Sort the files of `content/` into items, pages and mistakes.

    `named` is the text of mkdocs.yml: a file that it names, such as a logo or a style sheet,
    may be anywhere.
    """
    items: list[ItemFile] = []
    pages: list[str] = []
    misplaced: list[Diagnostic] = []
    for path in paths:
        match _place(PurePosixPath(path), types.by_folder):
            case ItemFile() as item:
                items.append(item)
            case Diagnostic() as diagnostic:
                if path.removeprefix(f"{CONTENT}/") not in named:
                    misplaced.append(diagnostic)
            case str() as page:
                pages.append(page)
    return Layout(tuple(items), tuple(pages), tuple(misplaced))


def _place(path: PurePosixPath, folders: _Folders) -> ItemFile | Diagnostic | str | None:
    """Return an item, a diagnostic, the path of a page, or None for other files (pictures)."""
    folder = path.parts[1] if len(path.parts) > 2 else ""  # noqa: PLR2004 - content/folder/name
    if str(path) == TRUST:
        return None
    if path.suffix not in (".md", *_DATA_ENDINGS):
        return _other(path, folders.get(folder))
    if path.name in _PROSE_NAMES:
        return str(path)
    model = folders.get(folder)
    if model is None:
        return _outside(path, folder, folders)
    if path.suffix not in _ENDINGS[model.format]:
        return _wrong_ending(path, model)
    return ItemFile(str(path), model)


_FONTS = "fonts"
_FILES_OF_THE_SITE = ("images", "resources")
"""Folders with checks of their own."""


def _other(path: PurePosixPath, model: type[Item] | None) -> Diagnostic | None:
    """Report a file that is neither Markdown nor YAML, picture, download or font."""
    if model is Permission or path.parts[1] in _FILES_OF_THE_SITE:
        return None
    if path.parts[1] == _FONTS and path.suffix == ".woff2":
        return None
    message, fix = _unread(path, model)
    return Diagnostic(Code.UNREAD_FILE, message, str(path), fix)


def _unread(path: PurePosixPath, model: type[Item] | None) -> tuple[str, str]:
    """Return message and fix for a file that is not read."""
    ending = path.suffix.lower()
    wanted = _ENDINGS[model.format][0] if model else ".md"
    if ending == ".txt" and PurePosixPath(path.stem).suffix in (".md", *_DATA_ENDINGS):
        message = "the file ends with .txt, so it is not read"
        return (
            message,
            f"Rename it to `{path.stem}`. Windows may hide file extensions: show them first.",
        )
    if ending in (".md", *_DATA_ENDINGS):
        return "the file extension must be in lower case", f"Rename it to `{path.stem}{ending}`."
    what, fix = next((row[1:] for row in _ELSEWHERE if ending in row[0].split()), _UNKNOWN)
    return f"{what} is not read", fix.format(wanted=wanted, stem=path.stem)


_DOWNLOAD = f"or offer it as a download: move it to `{CONTENT}/resources/`."
_ELSEWHERE = (
    (
        ".markdown .mdown .mkd .mkdn .mdx .txt .text",
        "text with this file extension",
        "Rename it to `{stem}{wanted}`.",
    ),
    (
        ".png .jpg .jpeg .webp .svg .gif .avif .heic .heif .bmp .tif .tiff .ico",
        "a picture here",
        f"Move it to `{CONTENT}/images/`.",
    ),
    (
        ".mp4 .mov .m4v .mkv .webm .avi .mts .mpg .mpeg .wmv .flv .mp3 .m4a .wav .vtt .srt .sbv",
        "a recording or captions here",
        "Move it to `media/`.",
    ),
    (
        ".xlsx .xls .xlsm .ods .csv .tsv .numbers",
        "a spreadsheet here",
        f"Import it with `lessonbank import` and delete it here; {_DOWNLOAD}",
    ),
    (
        ".docx .doc .odt .rtf .pages .pdf .pptx .ppt .odp .key .html .htm",
        "a document here",
        f"Copy its text into a file that ends with {{wanted}}; {_DOWNLOAD}",
    ),
)
"""File extensions, the sort of file, and the fix."""
_UNKNOWN = (
    "a file of this type",
    "Delete it. If it holds text for the bank, rename it so that it ends with {wanted}.",
)


def _outside(path: PurePosixPath, folder: str, folders: _Folders) -> Diagnostic | str:
    """Return the path of a page, or report a file in a misspelt folder or of a wrong format."""
    near = suggest.closest_of(folder, folders) if folder else None
    if near is not None:
        message = f"there is no folder `{CONTENT}/{folder}/` for items"
        fix = f"Move the file to `{CONTENT}/{near}/`."
        return Diagnostic(Code.MISPLACED_FILE, message, str(path), fix, suggestion=near)
    if path.suffix == ".md":
        return str(path)
    if path.name == "trust.yaml" and not folder:
        fix = f"Rename it to `{TRUST}`."
        return Diagnostic(
            Code.MISPLACED_FILE, "the trust's file has the wrong name", str(path), fix
        )
    every = ", ".join(f"`{name}/`" for name in sorted(folders))
    message = f"a `{path.suffix}` file here does not belong to any type of item"
    fix = f"Move it to the folder of its type: {every}."
    return Diagnostic(Code.MISPLACED_FILE, message, str(path), fix)


def _wrong_ending(path: PurePosixPath, model: type[Item]) -> Diagnostic:
    ending = _ENDINGS[model.format][0]
    what = "Markdown with front matter" if model.format == "md" else "YAML"
    message = f"a {model.kind} must be {what}, in a file that ends with {ending}"
    fix = f"Rename the file to `{path.stem}{ending}`."
    return Diagnostic(Code.MISPLACED_FILE, message, str(path), fix)


def page_name(path: str) -> str:
    """Return a page's path in the site, without extension. `path` may start with `content/`."""
    name = splitext(path.removeprefix(f"{CONTENT}/"))[0]
    folder, _, last = name.rpartition("/")
    return join(folder, "index") if last == "README" else name
