"""What each file of `content/` is, by where it stands and how it is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from lessonbank.bank import ITEM_TYPES, Item
from lessonbank.content import suggest
from lessonbank.diagnostics import Code, Diagnostic

CONTENT = "content"
TRUST = f"{CONTENT}/trust.yml"
LOCKED = f"{CONTENT}/.locked"
"""The folder that generators find which do not run lessonbank; content is never read from it."""
LOCKED_PAGE = f"{LOCKED}/index.md"

_FOLDERS = {model.folder: model for model in ITEM_TYPES}
_ENDINGS = {"yml": (".yml", ".yaml"), "md": (".md",)}
_DATA_ENDINGS = (".yml", ".yaml")
_PROSE_NAMES = ("index.md", "README.md")
"""Pages even in the folder of a type: they introduce it."""


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


def lay_out(paths: Iterable[str]) -> Layout:
    items: list[ItemFile] = []
    pages: list[str] = []
    misplaced: list[Diagnostic] = []
    for path in paths:
        match _place(PurePosixPath(path)):
            case ItemFile() as item:
                items.append(item)
            case Diagnostic() as diagnostic:
                misplaced.append(diagnostic)
            case str() as page:
                pages.append(page)
    return Layout(tuple(items), tuple(pages), tuple(misplaced))


def _place(path: PurePosixPath) -> ItemFile | Diagnostic | str | None:
    """An item, a misplaced file, a page of prose, or nothing of ours such as an image."""
    folder = path.parts[1] if len(path.parts) > 2 else ""  # noqa: PLR2004 - content/folder/name
    if str(path) == TRUST or path.suffix not in (".md", *_DATA_ENDINGS):
        return None
    if path.name in _PROSE_NAMES:
        return str(path)
    model = _FOLDERS.get(folder)
    if model is None:
        return _outside(path, folder)
    if path.suffix not in _ENDINGS[model.format]:
        return _wrong_ending(path, model)
    return ItemFile(str(path), model)


def _outside(path: PurePosixPath, folder: str) -> Diagnostic | str:
    """Prose stands anywhere, but not in a folder that was meant as that of a type."""
    near = suggest.closest_of(folder, _FOLDERS) if folder else None
    if near is not None:
        message = f"there is no folder `{CONTENT}/{folder}/` for items"
        fix = f"Move the file to `{CONTENT}/{near}/`."
        return Diagnostic(Code.MISPLACED_FILE, message, str(path), fix, suggestion=near)
    if path.suffix == ".md":
        return str(path)
    if path.name == "trust.yaml" and not folder:
        fix = f"Rename it to `{TRUST}`."
        return Diagnostic(Code.MISPLACED_FILE, "the trust's file has another name", str(path), fix)
    folders = ", ".join(f"`{name}/`" for name in sorted(_FOLDERS))
    message = f"a `{path.suffix}` file here is no item of any type"
    fix = f"Move it to the folder of its type: {folders}."
    return Diagnostic(Code.MISPLACED_FILE, message, str(path), fix)


def _wrong_ending(path: PurePosixPath, model: type[Item]) -> Diagnostic:
    ending = _ENDINGS[model.format][0]
    what = "Markdown with front matter" if model.format == "md" else "YAML"
    message = f"a {model.kind} is {what}, in a file that ends with {ending}"
    fix = f"Rename the file to `{path.stem}{ending}`."
    return Diagnostic(Code.MISPLACED_FILE, message, str(path), fix)
