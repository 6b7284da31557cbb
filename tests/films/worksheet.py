"""Worksheets: a list of blocks on one page. `python -m tests.films.worksheet` makes them all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import wrap
from typing import Any

import yaml

from tests.films.pdf import HEIGHT, WIDTH, Page

SHEETS = Path(__file__).parent / "worksheets"
MADE = Path(__file__).parents[2] / "content" / "resources"
MARGIN = 54
FOOT = "Wrenmoor Learning Trust · CC BY 4.0"
_COLUMNS = 88
"""Letters that fit into a line of 11 points."""


class TooLongError(ValueError):
    """The blocks do not fit on the page."""


def worksheet(path: Path) -> bytes:
    """The PDF of a script. Raises TooLongError."""
    script = yaml.safe_load(path.read_text(encoding="utf-8"))
    page = Page(script["title"])
    page.text((MARGIN, HEIGHT - 62), page.title, 20, face="bold")
    page.text((WIDTH - MARGIN - 176, HEIGHT - 30), "Name ______________________", 11)
    down = HEIGHT - 90.0
    for block in script["blocks"]:
        ((kind, value),) = block.items()
        down = BLOCKS[kind](page, down, value)
    if down < MARGIN:
        raise TooLongError(f"{path.name}: {MARGIN - down:g} points too long")
    page.text((MARGIN, 30), FOOT, 8)
    return page.to_bytes()


def _say(page: Page, down: float, words: str, *, face: str = "plain") -> float:
    for line in wrap(words, _COLUMNS):
        page.text((MARGIN, down), line, face=face)
        down -= 16
    return down - 6


def _task(page: Page, down: float, words: str) -> float:
    return _say(page, down - 8, words, face="bold")


def _code(page: Page, down: float, program: str) -> float:
    for line in program.splitlines():
        page.text((MARGIN + 12, down), line, 12, face="code")
        down -= 17
    return down - 8


def _lines(page: Page, down: float, count: int) -> float:
    """Lines to write on."""
    for _ in range(count):
        down -= 24
        page.line((MARGIN, down + 10), (WIDTH - MARGIN, down + 10), 0.5)
    return down - 6


def _starters(page: Page, down: float, words: list[str]) -> float:
    """Beginnings of sentences, each with a line to go on and one more."""
    for one in words:
        page.text((MARGIN, down - 8), one, face="bold")
        page.line((MARGIN + 90, down - 11), (WIDTH - MARGIN, down - 11), 0.5)
        page.line((MARGIN, down - 37), (WIDTH - MARGIN, down - 37), 0.5)
        down -= 56
    return down - 4


def _bars(page: Page, down: float, rows: dict[str, int]) -> float:
    """A row of equal boxes for each name."""
    for name, parts in rows.items():
        page.text((MARGIN, down - 16), name)
        for number in range(parts):
            page.box((MARGIN + 70 + number * 46, down - 26), (46, 28))
        down -= 36
    return down - 8


def _space(page: Page, down: float, height: float) -> float:
    """An empty box to draw in."""
    page.box((MARGIN, down - height), (WIDTH - 2 * MARGIN, height))
    return down - height - 20


def _pictures(page: Page, down: float, names: list[str]) -> float:
    """A row of boxes to draw in, each around a dot that stands for the thing."""
    width = (WIDTH - 2 * MARGIN - 12 * (len(names) - 1)) / len(names)
    for number, name in enumerate(names):
        left = MARGIN + number * (width + 12)
        page.text((left, down - 4), name, 10)
        page.box((left, down - 192), (width, 180))
        page.box((left + width / 2 - 8, down - 104), (16, 8))
    return down - 214


def _table(page: Page, down: float, heads: list[str]) -> float:
    """An empty table of eight rows below its heads."""
    width, rows, height = 110, 8, 26
    for number, head in enumerate(heads):
        page.text((MARGIN + number * width + 8, down - 17), head, 12, face="code")
    for row in range(rows + 1):
        for number in range(len(heads)):
            corner = (MARGIN + number * width, down - (row + 1) * height)
            page.box(corner, (width, height))
    return down - (rows + 1) * height - 18


BLOCKS: dict[str, Callable[[Page, float, Any], float]] = {
    "say": _say,
    "task": _task,
    "code": _code,
    "lines": _lines,
    "starters": _starters,
    "bars": _bars,
    "space": _space,
    "pictures": _pictures,
    "table": _table,
}
"""What a script may put on the page: each draws below `down` and gives where the next begins."""


def main() -> None:
    MADE.mkdir(parents=True, exist_ok=True)
    for path in sorted(SHEETS.glob("*.yml")):
        (MADE / f"{path.stem}.pdf").write_bytes(worksheet(path))


if __name__ == "__main__":
    main()
