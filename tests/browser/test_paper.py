"""A clip prints on at most two pages, and so does a workshop."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser as LaunchedChromium

PAGE = re.compile(rb"/Type\s*/Page\b")
MOVED = 'http-equiv="refresh"'
MOST = 2


@pytest.mark.browser
@pytest.mark.parametrize("folder", ["clips", "workshops"])
def test_no_page_takes_more_than_two_sheets(
    chromium: LaunchedChromium, site: Path, folder: str
) -> None:
    window = chromium.new_page()
    try:
        sheets = {}
        for page in sorted(site.glob(f"{folder}/*.html")):
            if MOVED in page.read_text(encoding="utf-8"):
                continue
            window.goto(page.as_uri(), wait_until="load")
            sheets[page.name] = len(PAGE.findall(window.pdf(prefer_css_page_size=True)))
    finally:
        window.close()
    sheets.pop("index.html")
    assert sheets
    assert {name: count for name, count in sheets.items() if not 1 <= count <= MOST} == {}
