"""Read a printed handbook: its pages, and the numbers it names against the pages it links to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader

REFERENCE = re.compile(r"\(page\s+(\d+)\)")
ENTRY = re.compile(r"[ .]{3,}(\d+)\s*$", re.MULTILINE)
"""An entry of the contents: leading dots and a number."""


def pages_of(file: Path) -> list[str]:
    """Return the text of each page."""
    return [page.extract_text() for page in PdfReader(file).pages]


def misnumbered(file: Path) -> list[str]:
    """Return numbers that differ from the page of their link, and pages without their own."""
    reader = PdfReader(file)
    wrong, told = [], 0
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        said = {int(each) for each in (*REFERENCE.findall(text), *ENTRY.findall(text))}
        linked = set(_linked(reader, page))
        told += len(said)
        if number > 1 and f"{number} / {len(reader.pages)}" not in text[-40:]:
            wrong.append(f"page {number} does not have its number at its foot")
        if said != linked:
            wrong.append(f"page {number} says {sorted(said)}, and links to {sorted(linked)}")
    return wrong if told else ["no page names another"]


def _linked(reader: PdfReader, page: PageObject) -> Iterator[int]:
    for each in page.get("/Annots") or ():
        found: Any = each.get_object()
        target = found.get("/Dest") or (found.get("/A") or {}).get("/D")
        if target is not None:
            named = reader.named_destinations.get(str(target))
            if named is None:
                raise AssertionError(f"a link leads to {target}")
            place = reader.get_destination_page_number(named)
            assert place is not None
            yield place + 1
