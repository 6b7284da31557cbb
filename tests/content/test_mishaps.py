"""Random mishaps in a valid bank: whatever is lost, somebody is told, at a line that exists."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lessonbank.bank import ITEM_TYPES
from lessonbank.content import Loaded, load

BANK = Path(__file__).parents[1] / "cases" / "bank"
FILES = sorted(
    str(path.relative_to(BANK)) for path in BANK.rglob("*") if path.suffix in {".md", ".yml"}
)
OTHERS = ["media.lock", "media/hazel-maths.vtt"]
ROUNDS = 150

Edit = Callable[[random.Random, list[str]], list[str]]


def _delete(chance: random.Random, lines: list[str]) -> list[str]:
    at = chance.randrange(len(lines))
    return [*lines[:at], *lines[at + 1 :]]


def _duplicate(chance: random.Random, lines: list[str]) -> list[str]:
    at = chance.randrange(len(lines))
    return [*lines[:at], lines[at], *lines[at:]]


def _swap(chance: random.Random, lines: list[str]) -> list[str]:
    at = chance.randrange(len(lines))
    return [*lines[:at], *reversed(lines[at : at + 2]), *lines[at + 2 :]]


def _indent(chance: random.Random, lines: list[str]) -> list[str]:
    at = chance.randrange(len(lines))
    spaces = chance.choice([" ", "  ", "    ", "\t", "\u00a0\u00a0"])
    return [*lines[:at], spaces + lines[at], *lines[at + 1 :]]


def _outdent(chance: random.Random, lines: list[str]) -> list[str]:
    at = chance.randrange(len(lines))
    return [*lines[:at], lines[at].lstrip(), *lines[at + 1 :]]


def _join(chance: random.Random, lines: list[str]) -> list[str]:
    at = chance.randrange(len(lines))
    return [*lines[:at], " ".join(lines[at : at + 2]), *lines[at + 2 :]]


def _cut(chance: random.Random, lines: list[str]) -> list[str]:
    text = "\n".join(lines)
    return text[: chance.randrange(len(text))].split("\n")


def _replace(chance: random.Random, lines: list[str]) -> list[str]:
    text = "\n".join(lines)
    at, signs = chance.randrange(len(text)), ":#-–“”'\"[]{}|>*&!%@`,?\t \u00a0\u200b\x00é\n"  # noqa: RUF001
    return f"{text[:at]}{chance.choice(signs)}{text[at + 1 :]}".split("\n")


def _interrupt(chance: random.Random, lines: list[str]) -> list[str]:
    """Put a sign between two words, as in `Maths #2` and `Bars: a start`."""
    text = "\n".join(lines)
    at = chance.choice([found.start() for found in re.finditer(" ", text)] or [0])
    sign = chance.choice([" #", " # ", ": ", " - ", ", ", " | "])
    return f"{text[:at]}{sign}{text[at + 1 :]}".split("\n")


def _paste(chance: random.Random, lines: list[str]) -> list[str]:
    at = chance.randrange(len(lines))
    other = (BANK / chance.choice(FILES)).read_text(encoding="utf-8").split("\n")
    return [*lines[:at], *other, *lines[at:]]


EDITS: tuple[Edit, ...] = (
    *(_delete, _duplicate, _swap, _indent, _outdent, _join, _cut),
    *(_replace, _replace, _interrupt, _interrupt, _paste),
)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_nothing_is_lost_in_silence(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    root = tmp_path / "bank"
    shutil.copytree(BANK, root)
    path = root / chance.choice([*FILES, *FILES, *OTHERS])
    lines = path.read_text(encoding="utf-8").split("\n")
    for _ in range(chance.choice([1, 1, 2])):
        lines = chance.choice(EDITS)(chance, lines) or [""]
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    loaded = load(root)
    _assert_located(loaded, root)
    if not loaded.diagnostics:
        _assert_whole(loaded)


def _assert_located(loaded: Loaded, root: Path) -> None:
    for found in loaded.diagnostics:
        if found.span is not None:
            lines = (root / found.path).read_text(encoding="utf-8").split("\n")
            assert 1 <= found.span.line <= len(lines), found
            assert found.source == lines[found.span.line - 1], found
            assert 1 <= found.span.column <= len(found.source) + 1, found


def _assert_whole(loaded: Loaded) -> None:
    """Assert that each file is an item, and that every word of it is in that item's data."""
    folders = ITEM_TYPES.by_folder
    items = [path for path in FILES if path.split("/")[1] in folders]
    assert sum(map(len, loaded.bank.items.values())) == len(items)
    for document in loaded.reading.documents.values():
        fields = re.sub(r"^\s*#.*", "", document.text[: document.yaml_end], flags=re.MULTILINE)
        held = set(_words(" ".join(_texts(document.data()))))
        assert set(_words(fields)) <= held, set(_words(fields)) - held


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for name, value in data.items():
            yield name
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
    elif data is not None:
        yield str(data)
