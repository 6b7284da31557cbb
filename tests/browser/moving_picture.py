"""The picture of the README that moves: a search, its results, and the moment that plays.

    python tests/browser/moving_picture.py SITE FILE.webp

It shows a site as it is. It is shorter than five seconds and plays once, so that it disturbs
nobody who reads (WCAG 2.2.2).
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from harness.chromium import ARGUMENTS, Chromium, picture
from harness.server import serving

ASKED = "no hands up"
SIZE = {"width": 1120, "height": 700}
WIDTH = 840
"""Pixels of the picture."""
LARGEST = 1_500_000
"""Bytes."""
LONGEST = 5_000
"""Milliseconds of the whole picture."""
TYPED, LOOKED, READ, STEP = 70, 400, 1300, 200
"""Milliseconds: of a letter, of the home page, of the results, and of each frame of the film."""
STEPS = 12
QUALITIES = (70, 55, 40, 30)

Frame = tuple[Image.Image, int]
"""A picture, and its milliseconds."""


def frames(page: Page, base: str) -> Iterator[Frame]:
    """Search on the home page, and play the first moment that is found."""
    page.goto(f"{base}index.html")
    box = page.locator("#lb-home-search")
    box.focus()
    yield shot(page), LOOKED
    for letter in ASKED:
        box.press_sequentially(letter)
        yield shot(page), TYPED
    box.press("Enter")
    moment = page.locator(".lb-results a[href*='clips/'][href*='#t=']").first
    moment.wait_for()
    page.wait_for_timeout(300)
    yield shot(page), READ
    moment.click()
    page.wait_for_function("() => document.querySelector('video')?.readyState >= 2")
    page.evaluate("() => { const film = document.querySelector('video'); film.muted = true; }")
    start = page.evaluate("() => document.querySelector('video').currentTime")
    for step in range(STEPS):
        page.evaluate(SHOW, start + step * STEP / 1000)
        yield shot(page), STEP


SHOW = """(at) => new Promise((done) => {
  const film = document.querySelector("video");
  film.pause();
  film.addEventListener("seeked", () => requestAnimationFrame(() => done()), { once: true });
  film.currentTime = at + 0.001;
})"""


def shot(page: Page) -> Image.Image:
    image = Image.open(io.BytesIO(picture(page))).convert("RGB")
    return image.resize(
        (WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS
    )


def encoded(taken: list[Frame]) -> bytes:
    """Return the animation in the best quality that is small enough."""
    images, times = zip(*taken, strict=True)
    if sum(times) > LONGEST:
        raise click.ClickException(f"The picture lasts {sum(times)} ms.")
    for quality in QUALITIES:
        data = io.BytesIO()
        images[0].save(
            *(data, "WEBP"),
            save_all=True,
            append_images=images[1:],
            duration=list(times),
            loop=1,
            quality=quality,
            method=6,
        )
        if data.tell() <= LARGEST:
            return data.getvalue()
    raise click.ClickException(f"The picture has more than {LARGEST} bytes.")


def main(site: Path, file: Path) -> None:
    with serving(site) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=Chromium.find(), args=ARGUMENTS, chromium_sandbox=False
        )
        page = browser.new_page(viewport=SIZE, reduced_motion="reduce")
        taken = list(frames(page, server.base))
        browser.close()
    file.write_bytes(encoded(taken))
    click.echo(f"{file}: {len(taken)} pictures, {file.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
