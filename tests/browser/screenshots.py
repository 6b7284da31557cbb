"""Pictures of one page of each kind, for people to look at. Not a test.

    python tests/browser/screenshots.py SITE FOLDER [KIND ...]

Each page at three widths in light and dark, on paper as a PDF, and as print media at A4's width.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import click
from playwright.sync_api import Browser, Page, Route, sync_playwright

from harness.chromium import ARGUMENTS, Chromium
from harness.server import serving

KINDS = {
    "home": ("index.html", ""),
    "browse": ("clips/index.html", ""),
    "clip": ("clips/*.html", "<lb-clip"),
    "tags": ("moments/index.html", ""),
    "tag": ("moments/*.html", "<lb-reel"),
    "techniques": ("techniques/index.html", ""),
    "technique": ("techniques/*.html", "lb-why"),
    "chapters": ("chapters/index.html", ""),
    "watch-lists": ("watchlists/index.html", ""),
    "watch-list": ("watchlists/*.html", "lb-sheet"),
    "lessons": ("lessons/index.html", ""),
    "lesson": ("lessons/*.html", "<lb-clip"),
    "unit": ("lessons/units/*.html", ""),
    "subject": ("subjects/*.html", ""),
    "phase": ("phases/*.html", ""),
    "school": ("schools/*.html", ""),
    "person": ("people/*.html", "lb-ask"),
    "people": ("people/index.html", ""),
    "handbook": ("handbook/index.html", ""),
    "coverage": ("handbook/coverage.html", ""),
    "programmes": ("programmes/index.html", ""),
    "programme": ("programmes/*.html", "lb-about"),
    "workshops": ("workshops/index.html", ""),
    "workshop": ("workshops/*.html", "lb-about"),
    "communities": ("communities/index.html", ""),
    "community": ("communities/*.html", "lb-about"),
    "coaching-index": ("coaching/index.html", ""),
    "coaching": ("coaching/*.html", "lb-about"),
    "pathways": ("pathways/index.html", ""),
    "pathway": ("pathways/*.html", "lb-about"),
    "research": ("projects/index.html", ""),
    "project": ("projects/*.html", "lb-about"),
    "case-studies": ("case-studies/index.html", ""),
    "case-study": ("case-studies/*.html", "lb-about"),
    "forms": ("forms/index.html", ""),
    "form": ("forms/*.html", "<lb-form"),
    "frameworks": ("frameworks/index.html", ""),
    "framework": ("frameworks/*.html", "lb-successor"),
    "prose": ("*.html", "<h2"),
    "moved": ("**/*.html", 'http-equiv="refresh"'),
    "ended": ("**/*.html", "No longer available</h1>"),
    "missing": ("404.html", ""),
}
"""Where the pages of a kind are, and what each of them holds."""
NOT_PROSE = {"index.html", "404.html"}
WIDTHS = (320, 768, 1440)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PAPER = 673
"""CSS pixels of an A4 page between margins of 16 mm."""

SETTLE = """async () => {
  const images = [...document.images];
  for (const image of images) image.loading = "eager";
  await Promise.all(images.map((image) => image.decode().catch(() => null)));
  await document.fonts.ready;
}"""


def fullest(site: Path, kind: str) -> Path | None:
    """The longest page of a kind."""
    pattern, words = KINDS[kind]
    pages = [page for page in sorted(site.glob(pattern)) if words in page.read_text("utf-8")]
    if kind == "prose":
        pages = [page for page in pages if page.name not in NOT_PROSE]
    return max(pages, key=lambda page: page.stat().st_size, default=None)


def stay(route: Route) -> None:
    """A page that sends readers on is looked at before it does."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace('http-equiv="refresh"', ""))


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=Chromium.find(), args=ARGUMENTS, chromium_sandbox=False
        )
        yield browser
        browser.close()


@contextmanager
def a_page(browser: Browser, scheme: Literal["light", "dark"]) -> Iterator[Page]:
    """A page of somebody who prefers those colours and has not been here before."""
    with browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:
        page = context.new_page()
        page.route("**/*.html", stay)
        yield page


def show(page: Page, url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(url)
    page.evaluate(SETTLE)


def take(browser: Browser, url: str, folder: Path, kind: str) -> None:
    for scheme in SCHEMES:
        with a_page(browser, scheme) as page:
            for width in WIDTHS:
                show(page, url, width)
                page.screenshot(path=folder / f"{kind}-{width}-{scheme}.png", full_page=True)
    with a_page(browser, "light") as page:
        show(page, url, PAPER)
        page.emulate_media(media="print")
        page.screenshot(path=folder / f"{kind}-print.png", full_page=True)
        page.pdf(path=folder / f"{kind}.pdf", prefer_css_page_size=True)


def main(site: Path, folder: Path, kinds: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with serving(site) as server, chromium() as browser:
        for kind in kinds or KINDS:
            if found := fullest(site, kind):
                name = found.relative_to(site).as_posix()
                click.echo(f"{kind}: {name}")
                take(browser, server.base + name, folder, kind)
            else:
                click.echo(f"{kind}: none in this site")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
