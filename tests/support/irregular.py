"""Links and other things that are no files, put into a bank that would otherwise be fine."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from papers import pdf
from projects import LOCKED, MKDOCS_YML

BANK = Path(__file__).parents[1] / "cases" / "bank"
CANARY = "PLANTED-CANARY-8f2c"
PLAN = "Code,Date,Event\nx-1,26/11/2026,Boards up\n"


def write_linked_bank(folder: Path) -> Path:
    """The bank of the cases in `folder`, and beside it what no link may reach."""
    root = Path(shutil.copytree(BANK, folder / "bank"))
    config = MKDOCS_YML.replace("name: material", "name: material\n  custom_dir: overrides")
    files = {
        "mkdocs.yml": config.replace(", {About: about.md}", ""),
        **LOCKED,
        "overrides/partials/note.html": "A note of the trust's own.\n",
        "content/images/board.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
        "content/resources/sheet.pdf": pdf().decode("latin-1"),
        "plan.csv": PLAN,
        "build/site/index.html": "The former site.\n",
    }
    outside = {"secret.md": f"# {CANARY}\n", "folder/secret.md": f"# {CANARY}\n"}
    for base, names in ((root, files), (folder / "outside", outside)):
        for name, text in names.items():
            (base / name).parent.mkdir(parents=True, exist_ok=True)
            (base / name).write_text(text, encoding="utf-8")
    return root


def _link_to(target: str) -> Callable[[Path, Path], None]:
    def put(path: Path, root: Path) -> None:
        try:
            path.symlink_to(root / target if target else path.parent)
        except OSError:
            pytest.skip("this system lets nobody make links")

    return put


def _pipe(path: Path, _root: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes among its files")
    os.mkfifo(path)


def _socket(path: Path, _root: Path) -> None:
    if not hasattr(socket, "AF_UNIX"):
        pytest.skip("this system has no sockets among its files")
    here = Path.cwd()
    os.chdir(path.parent)  # The name of a socket has room for a hundred bytes.
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def _device(path: Path, _root: Path) -> None:
    try:
        os.mknod(path, 0o20644, os.makedev(1, 3))
    except (AttributeError, OSError):
        pytest.skip("only the superuser makes devices, if anybody")


KINDS: Mapping[str, Callable[[Path, Path], None]] = {
    "link to a file": _link_to("../outside/secret.md"),
    "link to a folder": _link_to("../outside/folder"),
    "link to a file of the bank": _link_to("content/trust.yml"),
    "link to nowhere": _link_to("../outside/nowhere"),
    "link to its parent": _link_to(""),
    "pipe": _pipe,
    "socket": _socket,
    "device": _device,
}

PLACES = (
    *("content", "content/index.md", "content/trust.yml", "content/clips"),
    *("content/clips/bar-models.md", "content/clips/new.md", "content/images"),
    *("content/images/board.svg", "content/resources/sheet.pdf", "content/.hidden"),
    *("content/a/b/page.md", "media", "media/hazel-maths.vtt", "media/hazel-maths.mp4"),
    *("media/new/film.mp4", "media.lock", "mkdocs.yml", "overrides"),
    "overrides/partials/note.html",
)


def put(kind: str, root: Path, place: str) -> None:
    """Replace what is there with an irregular file of this kind."""
    path = root / place
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    KINDS[kind](path, root)
