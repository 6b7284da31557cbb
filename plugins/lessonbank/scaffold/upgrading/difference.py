"""Show the changes of an upgrade as a unified diff."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff

from lessonbank.diagnostics.render.words import clean
from lessonbank.scaffold.upgrading.upgrade import Upgrade

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def difference(upgrade: Upgrade) -> str:
    """Return the diff of all files, in the order of their names."""
    return "".join(line for path in sorted(upgrade.files) for line in _of_file(upgrade, path))


def _of_file(upgrade: Upgrade, path: str) -> Iterator[str]:
    former = upgrade.former[path]
    before = _lines(former or b"")
    after = _lines(upgrade.files[path])
    names = ("/dev/null" if former is None else f"a/{path}", f"b/{path}")
    for line in unified_diff(before, after, *names):
        words = clean(line.removesuffix("\n"))
        yield f"{words}\n" if line.endswith("\n") else f"{words}\n\\ No newline at end of file\n"


def _lines(data: bytes) -> list[str]:
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return _LINE.findall(text)
