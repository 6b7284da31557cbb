"""Cases of tests/cases/checks and contributors: files laid over a small bank, what is found."""

from __future__ import annotations

import codecs
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from cases import CASES, PATHS, laid_over
from lessonbank.compiler.links import page_names, with_dead_links
from lessonbank.compiler.nav import with_dead_entries
from lessonbank.compiler.removed import with_removed_html
from lessonbank.content import Folder, compare, load, read_bank
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.ffmpeg.footage import Footage
from lessonbank.ffmpeg.probe import probe
from lessonbank.ffmpeg.program import locate
from lessonbank.files.fingerprint import fingerprint
from lessonbank.site import CONTENT_TYPES

CONTRIBUTORS = sorted((CASES / "contributors").glob("*.yml"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    if "refused" in case:  # No file system refuses everyone, the superuser included.
        monkeypatch.setattr(Folder, "read", _refusing(case["refused"]))
    assert found(case, tmp_path) == case["diagnostics"]


TEXTS = frozenset(
    {".md", ".yml", ".yaml", ".vtt", ".srt", ".sbv", ".txt", ".csv", ".lock", ".html"}
)


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8], ids=["crlf", "crlf-and-mark"])
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_line_ends_of_windows_change_no_finding(
    path: Path, mark: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git and Notepad turn line ends into CRLF on Windows; Notepad also adds a byte order mark."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    if "refused" in case:
        monkeypatch.setattr(Folder, "read", _refusing(case["refused"]))
    told = found(case, tmp_path, partial(_as_on_windows, mark=mark))
    assert told == case["diagnostics"]


def _as_on_windows(root: Path, mark: bytes) -> None:
    for file in root.rglob("*"):
        if file.suffix in TEXTS and file.is_file():
            data = file.read_bytes()
            if b"\0" not in data and b"\r" not in data and not data.startswith(codecs.BOM_UTF8):
                file.write_bytes(mark + data.replace(b"\n", b"\r\n"))
    data = (root / "content/tagsets/questioning.yml").read_bytes()
    assert data.startswith(mark)
    assert b"\r\n" in data


@pytest.mark.parametrize("path", CONTRIBUTORS, ids=lambda path: path.stem)
def test_contributor(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    told = found(case, tmp_path)
    assert told, "a mistake that nobody is told of"
    assert [{**each, "cause": _cause(each["code"])} for each in told] == case["diagnostics"]


def _cause(code: str) -> str:
    return Code(code.split(maxsplit=1)[0]).cause


def _refusing(path: str) -> Callable[[Folder, str, int], bytes]:
    read = Folder.read

    def refuse(folder: Folder, asked: str, limit: int) -> bytes:
        if asked == path:
            raise PermissionError(13, "Permission denied")
        return read(folder, asked, limit)

    return refuse


def found(
    case: Mapping[str, Any], tmp_path: Path, change: Callable[[Path], None] | None = None
) -> list[dict[str, Any]]:
    root = laid_over(tmp_path / "new", case.get("files", {}), case.get("edits", {}))
    if change is not None:
        change(root)
    for name, size in case.get("sizes", {}).items():
        _enlarge(root / name, size)
    for name, target in case.get("links", {}).items():
        _link(root / name, target)
    for name in case.get("pipes", ()):
        _pipe(root / name)
    today = date.fromisoformat(case["today"]) if "today" in case else None
    names = _names(tmp_path, case)
    probing = _probe if case.get("probe", True) else None
    loaded = with_removed_html(with_dead_links(load(root, probe=probing, today=today, names=names)))
    loaded = with_dead_entries(loaded, root, partial(page_names, loaded, CONTENT_TYPES))
    diagnostics = [*loaded.diagnostics]
    if "before" in case:
        old = laid_over(tmp_path / "old", case["before"], {})
        diagnostics += compare(read_bank(Folder(old)), loaded)
    return [_told(diagnostic) for diagnostic in diagnostics]


def _enlarge(path: Path, size: int) -> None:
    """Give the file `size` bytes: a text gets lines of hyphens, any other file zeros.

    A drawing gets strokes, and a few bytes more.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    if path.suffix == ".svg":
        path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{_strokes(size)}</svg>')
        return
    if path.suffix in TEXTS:
        line = "-" * 79 + "\n"
        path.write_bytes(path.read_bytes() + line.encode() * (size // len(line) + 1))
    os.truncate(path, size)


def _strokes(size: int) -> str:
    return f'<path d="M0 0{"h1v1z" * (size // 5)}"/>'


def _link(path: Path, target: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    try:
        path.symlink_to(target)
    except OSError:
        pytest.skip("this system lets nobody make links")


def _pipe(path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes among its files")
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)


def _names(folder: Path, case: Mapping[str, Any]) -> Path | None:
    """The list of names, if the case has one: in a file outside the bank, else where it says."""
    if "names" in case:
        (folder / "names.txt").write_text(case["names"], encoding="utf-8")
    return folder / case.get("names_in", "names.txt") if {"names", "names_in"} & set(case) else None


def _probe(path: Path) -> Footage:
    size = path.stat().st_size
    return Footage.from_probe(probe(locate(), path), sha256=fingerprint(path), size=size)


def _told(diagnostic: Diagnostic) -> dict[str, Any]:
    """A finding as the cases write it, without what is empty."""
    span = asdict(diagnostic.span) if diagnostic.span else {}
    told = {
        "code": f"{diagnostic.code.number} {diagnostic.code.title}",
        "path": diagnostic.path,
        "line": span.get("line"),
        "words": _words(diagnostic),
        "column": span.get("column"),
        "message": diagnostic.message,
        "fix": diagnostic.fix,
        "suggestion": diagnostic.suggestion,
    }
    return {name: value for name, value in told.items() if value is not None}


def _words(diagnostic: Diagnostic) -> str | None:
    """What the carets stand under."""
    span = diagnostic.span
    if span is None or span.end_column is None:
        return None
    return diagnostic.source[span.column - 1 : span.end_column - 1]


def test_every_code_has_a_case() -> None:
    others = ("contributors", "hosts", "imports", "packs", "sites", "types", "upgrades")
    paths = [*PATHS, *(path for name in others for path in (CASES / name).glob("*.yml"))]
    cases = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths)
    proved = {found["code"].split()[0] for case in cases for found in case.get("diagnostics", ())}
    assert proved == {code.number for code in Code}
