"""Imports between rooms go one way, and only one room imports MkDocs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "plugins" / "lessonbank"

MAY_IMPORT = {
    "files": set(),
    "dates": set(),
    "texts": set(),
    "sheets": {"files"},
    "sanitise": set(),
    "diagnostics": set(),
    "bank": {"texts"},
    "theme": {"texts"},
    "captions": {"files"},
    "ffmpeg": {"files"},
    "content": {
        "files",
        "dates",
        "texts",
        "sanitise",
        "diagnostics",
        "bank",
        "theme",
        "captions",
        "ffmpeg",
    },
    "schemas": {"files", "bank", "content"},
    "webeditor": {"bank", "content", "schemas"},
    "exchange": {"files", "dates", "sheets", "diagnostics", "bank", "content"},
    "editions": {"bank"},
    "media": {"files", "bank", "ffmpeg"},
    "remote": {"files", "media"},
    "markdown": {"texts", "bank", "theme"},
    "search": {"texts", "bank", "captions"},
    "handbook": {"texts", "bank"},
    "site": {
        "texts",
        "bank",
        "theme",
        "captions",
        "editions",
        "media",
        "markdown",
        "search",
        "handbook",
    },
    "outputs": {"files", "sheets", "bank", "editions"},
    "review": {"diagnostics", "bank", "content", "editions"},
    "takedown": {
        "files",
        "texts",
        "bank",
        "content",
        "editions",
        "markdown",
        "search",
        "handbook",
        "site",
        "outputs",
    },
    "compiler": {
        "files",
        "texts",
        "sheets",
        "sanitise",
        "diagnostics",
        "bank",
        "captions",
        "ffmpeg",
        "content",
        "schemas",
        "editions",
        "media",
        "remote",
        "markdown",
        "search",
        "site",
        "outputs",
        "review",
        "takedown",
    },
    "packs": {
        "files",
        "texts",
        "theme",
        "diagnostics",
        "bank",
        "content",
        "editions",
        "site",
        "outputs",
        "takedown",
    },
    "printing": {"texts", "site"},
    "scaffold": {
        "files",
        "dates",
        "diagnostics",
        "bank",
        "schemas",
        "captions",
        "ffmpeg",
        "content",
        "compiler",
    },
    "mkdocs": {
        "files",
        "texts",
        "sanitise",
        "diagnostics",
        "bank",
        "theme",
        "content",
        "media",
        "markdown",
        "site",
        "outputs",
        "compiler",
        "takedown",
        "packs",
    },
    "doctor": {
        *("files", "diagnostics", "bank", "ffmpeg", "content", "media", "site", "outputs"),
        "printing",
    },
    "cli": {
        "files",
        "texts",
        "sanitise",
        "sheets",
        "diagnostics",
        "bank",
        "ffmpeg",
        "content",
        "schemas",
        "webeditor",
        "exchange",
        "editions",
        "media",
        "remote",
        "outputs",
        "review",
        "compiler",
        "takedown",
        "packs",
        "printing",
        "scaffold",
        "mkdocs",
        "site",
        "doctor",
    },
}
"""Each room, and the rooms that it may import: only those above it in this table."""

MODULES = sorted(PACKAGE.rglob("*.py"))
INIT = "__init__.py"


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def test_each_room_in_the_table_lists_only_rooms_above_it() -> None:
    rooms = list(MAY_IMPORT)
    for room, above in MAY_IMPORT.items():
        assert all(rooms.index(other) < rooms.index(room) for other in above)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_rooms_above_its_own(path: Path) -> None:
    room = room_of(path)
    if room == "__init__.py":
        return
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("lessonbank.")}
    assert ours - {room, "__version__"} <= MAY_IMPORT[room]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_only_the_adapter_imports_mkdocs(path: Path) -> None:
    names = {name.split(".")[0] for name in imports(path)}
    assert room_of(path) == "mkdocs" or not names & {"mkdocs", "material", "properdocs"}


THEMES_OWN = re.compile(r"\bmd-|\bmaterial\b", re.IGNORECASE)
"""The prefix of the classes and variables of the theme, and its name."""
TEXTS = [path for ending in ("py", "css", "js", "html") for path in PACKAGE.rglob(f"*.{ending}")]


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_only_the_theme_room_names_the_theme(path: Path) -> None:
    assert room_of(path) == "theme" or not THEMES_OWN.findall(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    """Return a module's dotted name; that of a package for its `__init__`."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def needs_of(paths: Sequence[Path]) -> dict[str, set[str]]:
    """Return which of these modules each of them imports."""
    known = {name_of(path) for path in paths}
    return {
        name_of(path): {
            next((n for n in (name, name.rpartition(".")[0]) if n in known), "")
            for name in imports(path)
        }
        - {"", name_of(path)}
        for path in paths
    }


def in_a_cycle(needs: dict[str, set[str]]) -> list[str]:
    """Return the names in a cycle of imports, and those that import one."""
    while ready := {name for name, others in needs.items() if not others}:
        needs = {n: others - ready for n, others in needs.items() if n not in ready}
    return sorted(needs)


def test_no_two_modules_import_each_other() -> None:
    assert not in_a_cycle(needs_of(MODULES))


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_within_a_room_go_one_way(room: str) -> None:
    """Modules and folders of a room import each other one way, as rooms do."""
    depth = 3
    needs: dict[str, set[str]] = {}
    modules = [p for p in MODULES if room_of(p) == room and p.parent.name + p.name != room + INIT]
    for name, others in needs_of(modules).items():
        short = ".".join(name.split(".")[:depth])
        found = {".".join(other.split(".")[:depth]) for other in others} - {short}
        needs.setdefault(short, set()).update(found)
    assert not in_a_cycle(needs)
