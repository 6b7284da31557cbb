"""The documentation is read on any screen, from a host and from a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from documentation import built_documentation
from harness.accessibility import axe_violations
from harness.browser import Browser
from harness.place import Place
from harness.reader import quiet, settled

KINDS = [
    "index.html",
    "find.html",
    "tutorials/start-a-bank.html",
    "how-to/it/index.html",
    "how-to/contributors/add-a-clip.html",
    "reference/types/clips.html",
    "reference/commands/build.html",
    "reference/messages/index.html",
    "explanation/editions.html",
]
"""A page of each kind."""


@pytest.fixture
def documentation(
    publish: Callable[[Path], Place], root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Place:
    return publish(built_documentation(tmp_path_factory, root) / "build/site")


@pytest.mark.paired
def test_every_kind_of_page_is_accessible_and_fits(
    browser: Browser, documentation: Place, axe_source: str
) -> None:
    found = {}
    for scheme, width in (("light", 320), ("dark", 1280)):
        browser.colour_scheme(scheme)  # type: ignore[arg-type]
        browser.resize(width, 800)
        for page in KINDS:
            browser.open(documentation.url(page))
            settled(browser)
            if browser.name == "chromium":
                found[page, scheme] = axe_violations(browser, axe_source)
            assert browser.evaluate("() => document.documentElement.scrollWidth") <= width, page
    assert {page: wrong for page, wrong in found.items() if wrong} == {}
    quiet(browser, documentation)
