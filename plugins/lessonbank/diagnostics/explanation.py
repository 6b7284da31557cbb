"""What `lessonbank explain` says of a code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from lessonbank.diagnostics.codes import Code

_HEADING = re.compile(r"^## (LB\d{3}) .*$", re.MULTILINE)


def explanation(code: str) -> str:
    """The section of CODES.md on a code, by its number or its name. Raises KeyError."""
    wanted = code.strip().casefold()
    numbers = {name: entry.number for entry in Code for name in (entry.number, entry.title)}
    found = next((number for name, number in numbers.items() if name.casefold() == wanted), code)
    return sections()[found]


@cache
def sections() -> Mapping[str, str]:
    """The sections of CODES.md by code number, headings included."""
    text = files("lessonbank.diagnostics").joinpath("CODES.md").read_text(encoding="utf-8")
    starts = [*_HEADING.finditer(text)]
    ends = [*(match.start() for match in starts[1:]), len(text)]
    return {
        match[1]: text[match.start() : end].removeprefix("## ").strip()
        for match, end in zip(starts, ends, strict=True)
    }
