"""A page plays a film of another host, if it is the one that its settings name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from films_host import FilmsHost, films_host
from harness.server import serving
from projects import MKDOCS_YML, write_project
from sites import TODAY, run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LOADED = "() => document.querySelector('video').readyState >= 1"
SOURCE = "() => document.querySelector('video').currentSrc"
ELSEWHERE = """(url) => new Promise((resolve) => {
  const refused = (event) => resolve(event.effectiveDirective);
  document.addEventListener('securitypolicyviolation', refused);
  const video = document.createElement('video');
  video.addEventListener('loadedmetadata', () => resolve('loaded'));
  video.src = url;
  document.body.append(video);
})"""


@pytest.fixture
def host(tmp_path: Path) -> Iterator[FilmsHost]:
    (tmp_path / "films").mkdir()
    with films_host(tmp_path / "films", tmp_path / "host") as started:
        yield started


@pytest.fixture
def site(host: FilmsHost, tmp_path: Path) -> Path:
    """A site whose films are at the host."""
    bank = write_project(tmp_path / "bank")
    settings = f"{{media_url: '{host.url}', media_store: ../films}}"
    text = MKDOCS_YML.replace("[lessonbank]", f"[{{lessonbank: {settings}}}]")
    (bank / "mkdocs.yml").write_text(text.lstrip("\n"), encoding="utf-8")
    for args in (["media", "--publish"], ["build"]):
        trusted = {**os.environ, "SSL_CERT_FILE": str(host.certificate)}
        done = run(bank, "lessonbank", *args, "--today", TODAY, **trusted)
        assert done.returncode == 0, done.stdout + done.stderr
    return bank / "build/site"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that trusts the host's certificate."""
    context = chromium.new_context(ignore_https_errors=True)
    yield context.new_page()
    context.close()


@pytest.mark.browser
def test_films_come_from_the_host_and_from_no_other(
    page: Page, site: Path, host: FilmsHost, tmp_path: Path
) -> None:
    film = next((tmp_path / "films").glob("*.mp4")).name
    with serving(site) as server, films_host(tmp_path / "films", tmp_path / "other") as other:
        page.goto(f"{server.base}clips/first.html")
        page.wait_for_function(LOADED)
        assert page.evaluate(SOURCE).startswith(host.url)
        assert page.evaluate(ELSEWHERE, f"{other.url}{film}") == "media-src"
        assert not other.asked
        assert page.evaluate(ELSEWHERE, f"{host.url}{film}") == "loaded"
        asked = len(host.asked)
        page.goto(site.joinpath("clips/first.html").as_uri())
        page.wait_for_function(LOADED)
        assert len(host.asked) >= asked
