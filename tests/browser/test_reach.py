"""Pages with structured data and feeds: valid, usable, and allowed by their own policy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.accessibility import axe_violations, html_errors
from harness.browser import Browser
from harness.place import Place
from reaching import ADDRESS, build

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.paired

PAGES = (
    *("index.html", "clips/index.html", "clips/first.html", "subjects/maths.html"),
    *("schools/elm.html", "calendar/index.html", "calendar/2026-12.html", "handbook/index.html"),
)
READ = """() => [...document.querySelectorAll("script[type='application/ld+json']")]
  .map((script) => JSON.parse(script.textContent)["@graph"].map((each) => each["@type"]))"""
WATCH = """() => new Promise((resolve) => {
  const refused = [];
  const note = ({ effectiveDirective }) => refused.push(effectiveDirective);
  document.addEventListener("securitypolicyviolation", note);
  const script = document.querySelector("script[type='application/ld+json']");
  document.head.append(script.cloneNode(true));
  setTimeout(() => resolve(refused), 300);
})"""


@pytest.fixture(scope="session")
def reaching_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("reaching") / "bank", ADDRESS)


@pytest.fixture
def reaching(publish: Callable[[Path], Place], reaching_site: Path) -> Place:
    return publish(reaching_site)


def test_the_policy_refuses_no_data(browser: Browser, reaching: Place) -> None:
    browser.open(reaching.url("clips/first.html"))
    (types,) = browser.evaluate(READ)
    assert types == ["Organization", "LearningResource", "VideoObject", "BreadcrumbList"]
    assert browser.evaluate(WATCH) == []
    browser.open(reaching.url("index.html"))
    assert browser.console_errors() == []
    assert reaching.leaving(browser.requests()) == []


@pytest.mark.parametrize("width", [1280, 320])
def test_links_to_feeds_fit_and_are_accessible(
    browser: Browser, reaching: Place, axe_source: str, width: int
) -> None:
    browser.resize(width, 800)
    for page in PAGES:
        browser.open(reaching.url(page))
        assert browser.evaluate("() => document.documentElement.scrollWidth") <= width, page
        assert axe_violations(browser, axe_source) == {}, page


def test_the_pages_are_valid(reaching_site: Path, vnu: Path) -> None:
    assert html_errors(vnu, [reaching_site / page for page in PAGES]) == []
