"""What the timeline shows of a second is that second: seen, not computed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from imageio_ffmpeg import get_ffmpeg_exe
from PIL import Image

from harness.browser import Browser
from harness.place import Place
from projects import write_project
from sites import built

pytestmark = pytest.mark.paired

STEP = 20
"""Levels of grey, of 219, by which a second of the film is lighter than the one before it."""
BEGINS = 4
"""Second of the film with which the clip begins."""
POINT = """(second) => {
  const rail = document.querySelector('.lb-rail');
  const { left, width, bottom } = rail.getBoundingClientRect();
  const length = Number(document.querySelector('lb-timeline').dataset.length);
  const at = { clientX: left + width * second / length, clientY: bottom - 2, bubbles: true };
  rail.dispatchEvent(new PointerEvent('pointermove', at));
}"""
SEEN = "() => document.querySelector('.lb-preview img')?.complete"
MIDDLE = """() => {
  const { x, y, width, height } = document.querySelector('.lb-preview img').getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}"""


@pytest.fixture(scope="session")
def grey_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Second of this bank is 4 to 10 s of a film whose every second has its own grey."""
    root = write_project(tmp_path_factory.mktemp("grey bank"))
    picture = f"nullsrc=s=320x180:r=10:d=10,geq=lum='16+{STEP}*floor(T)':cb=128:cr=128"
    coding = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
    film = root / "media/lesson.mp4"
    command = [get_ffmpeg_exe(), "-v", "error", "-y", "-f", "lavfi", "-i", picture, *coding, film]
    subprocess.run(command, check=True)
    return built(root)


def test_the_picture_of_a_second_is_the_film_at_that_second(
    browser: Browser, publish: Callable[[Path], Place], grey_site: Path, tmp_path: Path
) -> None:
    browser.open(publish(grey_site).url("clips/second.html"))
    browser.until("() => customElements.get('lb-timeline') !== undefined")
    shown = {}
    for second in (0, 1, 3, 5, 2):
        browser.evaluate(POINT, second + 0.5)
        browser.until(SEEN)
        x, y = browser.evaluate(MIDDLE)
        browser.screenshot(tmp_path / "seen.png")
        with Image.open(tmp_path / "seen.png") as window:
            shown[second] = window.convert("L").getpixel((int(x), int(y)))
    film = {second: STEP * (BEGINS + second) * 255 / 219 for second in shown}
    assert shown == pytest.approx(film, abs=8)
