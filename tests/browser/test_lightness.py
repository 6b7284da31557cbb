"""What pages load by themselves, counted on the side that sends it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from time import monotonic, sleep

import pytest
from imageio_ffmpeg import get_ffmpeg_exe

from harness.browser import Browser
from harness.server import StaticServer, serving
from watching import PAGES

HOME, POSTERS = 222_000, 60_000
"""Bytes of ours, unpacked, that the home page may take, and its posters: the day chooses which."""
PICTURES = (".webp", ".jpg", ".png")
LENGTH = 300
"""Seconds of the film that is not to be loaded."""
METADATA = 15
"""Seconds of it that a browser may take to learn what it is, and to show its first frame."""
STRETCH = 90
"""Seconds that it may take to show where an embedded stretch begins: Firefox reads a minute on."""
THEMES = re.compile(r"/assets/(?!lessonbank/)")
READY = """() => [...document.querySelectorAll('video')].every(
  (video) => video.readyState >= 1 || !video.currentSrc || video.preload === 'none')"""


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def settle(server: StaticServer, seconds: float = 20) -> None:
    """Wait until nothing has been sent for a second."""
    end = monotonic() + seconds
    before = -1
    while monotonic() < end:
        now = sum(answer.taken for answer in server.log)
        if now == before:
            return
        before = now
        sleep(1)
    raise AssertionError("bytes are still being sent")


def test_home_is_light_with_its_posters(browser: Browser, site: Path) -> None:
    with serving(site) as server:
        browser.open(f"{server.base}index.html")
        settle(server)
    ours = {each.path: each.taken for each in server.log if not THEMES.search(each.path)}
    posters = {path: taken for path, taken in ours.items() if path.endswith(PICTURES)}
    assert 0 < sum(posters.values()) <= POSTERS, posters
    assert sum(ours.values()) - sum(posters.values()) <= HOME, ours


def test_no_page_asks_for_a_film_beforehand(site: Path) -> None:
    found = [
        (page.relative_to(site).as_posix(), video)
        for page in sorted(site.rglob("*.html"))
        for video in re.findall(r"<video\b[^>]*>", _text(page))
    ]
    assert len(found) >= 20
    for name, video in found:
        assert re.search(r'\bpreload="(metadata|none)"', video), name
        assert "autoplay" not in video, name


@pytest.fixture(scope="session")
def heavy_site(watching_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same pages with films of five minutes: large enough to see what is not loaded."""
    folder = tmp_path_factory.mktemp("heavy") / "site"
    shutil.copytree(watching_site, folder)
    noise = folder.with_name("noise.mp4")
    picture = f"nullsrc=s=320x180:r=5:d={LENGTH},noise=alls=100:allf=t"
    command = [get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", picture]
    coding = ["-c:v", "libx264", "-preset", "ultrafast", "-b:v", "1200k", "-pix_fmt", "yuv420p"]
    subprocess.run([*command, *coding, "-movflags", "+faststart", noise], check=True)
    for film in folder.rglob("*.mp4"):
        film.unlink()
        film.hardlink_to(noise)
    return folder


def test_no_more_of_a_film_is_loaded_than_its_metadata(browser: Browser, heavy_site: Path) -> None:
    size = heavy_site.with_name("noise.mp4").stat().st_size
    with serving(heavy_site, pace=0.005) as server:
        for page in (each for each in PAGES if ".mp4" in _text(heavy_site / each)):
            browser.reset()  # Nothing is known from the page before.
            server.log.clear()
            browser.open(server.base + page)
            browser.until(READY)
            settle(server)
            taken = Counter[str]()
            for answer in server.log:
                taken[answer.path] += answer.taken if answer.path.endswith(".mp4") else 0
            stretches = "() => document.querySelectorAll('source[src*=\"#t=\"]').length"
            allowed = STRETCH if browser.evaluate(stretches) else METADATA
            assert max(taken.values()) <= size * allowed / LENGTH, (page, taken)
            assert taken.total() > 0, page
