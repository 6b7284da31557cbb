"""Every awkward kind of recording becomes a playable clip without metadata."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from imageio_ffmpeg import get_ffmpeg_exe
from PIL import Image

from lessonbank.ffmpeg.probe import read_streams
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.media.clip import ClipMedia, Rendition
from lessonbank.media.job import ClipJob
from lessonbank.media.mp4 import read_mp4
from lessonbank.media.planning import plan
from lessonbank.media.settling import settle
from lessonbank.media.store import Store

Film = Callable[..., Path]
Clip = Callable[..., ClipJob]

SECRETS = ("Jane Doe", "Sam and Ali", "+51.5007-000.1246", "Room 9", "10:11:12:13", "2026-11-0")
RED_OVER_BLUE = "color=red:s=192x54:r=25,pad=192:108:0:0:blue"
QUICK = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-t", "2")
HLG = "color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc"
TONE = ("-f", "lavfi", "-i", "sine=f=440:d=2")


def lavfi(picture: str) -> tuple[str, ...]:
    return ("-f", "lavfi", "-i", picture)


@dataclass(frozen=True)
class Kind:
    """A kind of recording and the expected clip."""

    name: str
    args: tuple[str, ...]
    std: tuple[int, int]
    low: tuple[int, int]
    fps: float
    channels: int = 0


KINDS = (
    Kind("plain.mp4", (*lavfi(RED_OVER_BLUE), *TONE, *QUICK), (192, 108), (192, 108), 25, 1),
    Kind("large.mp4", (*lavfi("testsrc=s=1920x1080:r=10"), *QUICK), (1280, 720), (854, 480), 10),
    Kind("tall.mp4", (*lavfi("testsrc=s=720x1600:r=10"), *QUICK), (576, 1280), (384, 854), 10),
    Kind("square.mp4", (*lavfi("testsrc=s=800x800:r=10"), *QUICK), (720, 720), (480, 480), 10),
    Kind(
        "odd.mkv",
        (*lavfi("testsrc=s=193x109:r=25"), "-c:v", "ffv1", "-t", "1"),
        *[(192, 108)] * 2,
        25,
    ),
    Kind("fast.mp4", (*lavfi("testsrc=s=192x108:r=60"), *QUICK), *[(192, 108)] * 2, 30),
    Kind("pal.mp4", (*lavfi("testsrc=s=192x108:r=50"), *QUICK), *[(192, 108)] * 2, 25),
    Kind("ntsc.mp4", (*lavfi("testsrc=s=192x108:r=30000/1001"), *QUICK), *[(192, 108)] * 2, 29.97),
    Kind(
        "phone.mkv",
        (*lavfi("testsrc=s=192x108:r=30,select='mod(n\\,7)'"), *QUICK, "-fps_mode", "vfr"),
        *[(192, 108)] * 2,
        30,
    ),
    Kind("oblong.mp4", (*lavfi(RED_OVER_BLUE + ",setsar=4/3"), *QUICK), *[(256, 108)] * 2, 25),
    Kind(
        "woven.ts",
        (
            *lavfi("mandelbrot=s=192x108:r=50"),
            *("-vf", "tinterlace=interleave_top,setfield=tff", "-flags", "+ildct+ilme"),
            *("-c:v", "mpeg2video", "-q:v", "3", "-t", "2"),
        ),
        *[(192, 108)] * 2,
        25,
    ),
    Kind(
        "hdr.mkv",
        (
            *lavfi("color=0xa00000:s=192x54:r=25,pad=192:108:0:0:0x0000a0"),
            *("-vf", f"format=yuv420p10le,setparams={HLG}"),
            *("-c:v", "libx265", "-t", "2"),
        ),
        *[(192, 108)] * 2,
        25,
    ),
    Kind(
        "full.mp4",
        (*lavfi(RED_OVER_BLUE), "-vf", "scale=out_range=pc", *QUICK, "-color_range", "pc"),
        *[(192, 108)] * 2,
        25,
    ),
    Kind("moving.gif", (*lavfi(RED_OVER_BLUE), "-t", "2", "-r", "10"), *[(192, 108)] * 2, 10),
    Kind(
        "browser.webm",
        (*lavfi(RED_OVER_BLUE), *TONE, "-t", "2", "-live", "1"),
        *[(192, 108)] * 2,
        25,
        1,
    ),
    Kind(
        "both.mp4",
        (
            *lavfi(RED_OVER_BLUE),
            *lavfi("aevalsrc='0.2*sin(880*t)|0.2*sin(1230*t)':d=2"),
            *QUICK,
        ),
        *[(192, 108)] * 2,
        25,
        2,
    ),
)


@pytest.fixture(scope="module")
def clips(
    film: Film, clip: Clip, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, ClipMedia]:
    """Make clips of all kinds in one run."""
    jobs = [clip(film(kind.name, *kind.args), id=kind.name, stills=(0.5,)) for kind in KINDS]
    jobs += [clip(_gossip(film), id="gossip"), *_turned(film, clip)]
    settled = settle(plan(jobs, Store(tmp_path_factory.mktemp("store"))))
    assert settled.failures == ()
    assert list(settled.clips) == [job.id for job in jobs]
    return settled.clips


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_kind_plays_everywhere(
    kind: Kind, clips: Mapping[str, ClipMedia], ffmpeg: Ffmpeg
) -> None:
    media = clips[kind.name]
    for rendition, size, channels in (
        (media.std, kind.std, kind.channels),
        (media.low, kind.low, min(kind.channels, 1)),
    ):
        found = read_streams(ffmpeg, rendition.path)
        video = found.video[0]
        assert (rendition.width, rendition.height) == (video.width, video.height) == size
        assert (video.codec, video.pix_fmt, video.rotation) == ("h264", "yuv420p", 0)
        assert video.colour[:2] == ("tv", "bt709")
        assert video.fps == pytest.approx(kind.fps, abs=0.01)
        assert [(a.codec, a.rate, a.channels) for a in found.audio] == [
            ("aac", 48000, channels)
        ] * bool(channels)
        assert read_mp4(rendition.path).starts_fast
        assert _profile(rendition) == (100, 31)


@pytest.mark.parametrize("name", ["plain.mp4", "oblong.mp4", "full.mp4", "moving.gif"])
def test_colours_are_kept(name: str, clips: Mapping[str, ClipMedia]) -> None:
    top, bottom = _top_and_bottom(clips[name])
    assert _close(top, (255, 0, 0))
    assert _close(bottom, (0, 0, 255))


def test_high_dynamic_range_becomes_a_picture_for_screens(clips: Mapping[str, ClipMedia]) -> None:
    """Keep red and blue saturated, neither washed out nor black."""
    top, bottom = _top_and_bottom(clips["hdr.mkv"])
    assert top[0] > 100
    assert top[0] > 2 * max(top[1], top[2])
    assert bottom[2] > 100
    assert bottom[2] > 2 * max(bottom[0], bottom[1])


@pytest.mark.parametrize(
    ("turn", "red_at"), [("90", (0.1, 0.5)), ("-90", (0.9, 0.5)), ("180", (0.5, 0.9))]
)
def test_a_turned_recording_stands_upright(
    turn: str, red_at: tuple[float, float], clips: Mapping[str, ClipMedia]
) -> None:
    media = clips[f"turned{turn}"]
    assert (media.std.width, media.std.height) == ((192, 108) if turn == "180" else (108, 192))
    with Image.open(media.poster.large.path) as picture:
        spot = round(picture.width * red_at[0]), round(picture.height * red_at[1])
        assert _close(picture.convert("RGB").getpixel(spot), (255, 0, 0))


def test_only_picture_and_sound_are_copied(clips: Mapping[str, ClipMedia], film: Film) -> None:
    source = _gossip(film).read_bytes()
    media = clips["gossip"]
    for path in (media.std.path, media.low.path, media.poster.large.path, media.poster.small.path):
        data = path.read_bytes()
        assert [secret for secret in SECRETS if secret.encode() in data] == []
    assert sum(secret.encode() in source for secret in SECRETS) >= 4


def test_untagged_high_definition_keeps_its_red(film: Film, clip: Clip, store: Store) -> None:
    bare = film(
        "bare.avi",
        *lavfi("color=red:s=1280x720:r=5:d=1"),
        *("-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p", "-c:v", "mpeg4"),
        *("-q:v", "1", "-t", "1"),
    )
    media = settle(plan([clip(bare)], store)).clips["bare"]
    with Image.open(media.poster.large.path) as picture:
        assert _close(picture.convert("RGB").getpixel((50, 50)), (255, 0, 0))


def test_deinterlaced_edges_have_no_combs(clips: Mapping[str, ClipMedia], film: Film) -> None:
    woven, clean = film("woven.ts"), clips["woven.ts"].std.path
    assert _combed(woven) > 0.9
    assert _combed(clean) < 0.5


def test_stills_are_small_webp_of_both_sizes(clips: Mapping[str, ClipMedia]) -> None:
    still = clips["large.mp4"].stills[0.5]
    assert [(p.width, p.height) for p in (still.large, still.small)] == [(640, 360), (320, 180)]
    for picture in (still.large, still.small):
        assert picture.published == f"{picture.digest[:20]}.webp"
        with Image.open(picture.path) as opened:
            assert opened.format == "WEBP"
            assert not opened.getexif()
            assert not {"exif", "icc_profile", "xmp"} & set(opened.info)


def _gossip(film: Film) -> Path:
    """Make a recording with the metadata of a phone and an editor."""
    clean = film("clean.mp4", *lavfi("testsrc=s=192x108:r=25"), *TONE, *QUICK)
    notes = clean.with_name("gossip.txt")
    notes.write_text(
        ";FFMETADATA1\ntitle=Jane Doe\nartist=Jane Doe\ncomment=Room 9\n"
        "location=+51.5007-000.1246/\ncreation_time=2026-11-02T09:00:00Z\n"
        "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=Sam and Ali\n",
        encoding="utf-8",
    )
    return film(
        "gossip.mov",
        *("-i", str(clean), "-i", str(notes), "-map", "0", "-map_metadata", "1", "-c", "copy"),
        *("-metadata:s:v", "handler_name=Jane Doe", "-metadata:s:a", "handler_name=Room 9"),
        *("-timecode", "10:11:12:13", "-movflags", "use_metadata_tags"),
    )


def _turned(film: Film, clip: Clip) -> list[ClipJob]:
    upright = film("plain.mp4")
    return [
        clip(
            film(f"turned{turn}.mp4", "-display_rotation", turn, "-i", str(upright), "-c", "copy"),
            id=f"turned{turn}",
        )
        for turn in ("90", "-90", "180")
    ]


def _top_and_bottom(media: ClipMedia) -> tuple[tuple[int, ...], tuple[int, ...]]:
    with Image.open(media.stills[0.5].large.path) as picture:
        rgb = picture.convert("RGB")
        middle = rgb.width // 2
        return rgb.getpixel((middle, rgb.height // 5)), rgb.getpixel((middle, rgb.height * 4 // 5))


def _close(colour: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(have - want) <= 12 for have, want in zip(colour, wanted, strict=True))


def _profile(rendition: Rendition) -> tuple[int, int]:
    """Return the H.264 profile and level from the decoder configuration."""
    data = rendition.path.read_bytes()
    at = data.index(b"avcC") + 4
    return data[at + 1], data[at + 3]


def _combed(path: Path) -> float:
    """Return the share of frames that look interlaced."""
    args = ["-nostdin", "-i", str(path), "-an", "-vf", "idet", "-f", "null", "-"]
    said = subprocess.run(
        [get_ffmpeg_exe(), *args], capture_output=True, check=True, text=True
    ).stderr
    counts = said.rpartition("Multi frame detection:")[2].split()
    tff, bff, progressive = int(counts[1]), int(counts[3]), int(counts[5])
    return (tff + bff) / (tff + bff + progressive)
