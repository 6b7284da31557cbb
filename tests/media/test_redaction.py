"""Redacted parts are in no output; the rest is unchanged."""

from __future__ import annotations

import math
import subprocess
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from lessonbank.bank import Box, Redactions, Sound
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.media import store as stores
from lessonbank.media.clip import ClipMedia, Rendition
from lessonbank.media.job import ClipJob
from lessonbank.media.loudness import measure
from lessonbank.media.planning import plan
from lessonbank.media.recipe import REDACTION
from lessonbank.media.redaction import area, frames
from lessonbank.media.settling import settle
from lessonbank.media.store import Store

Film = Callable[..., Path]
Clip = Callable[..., ClipJob]

RATE = 48000
# Nowhere one colour, and no two frames alike.
LIVELY = "testsrc2=s=640x360:r=25,hue=H=t,noise=alls=8:all_seed=1"


def box(span: tuple[float, float], *area_: float, style: str = "solid") -> Box:
    left, top, width, height = (f"{part:g}%" for part in area_)
    where = {"left": left, "top": top, "width": width, "height": height}
    return Box.model_validate({"start": span[0], "end": span[1], "style": style, **where})


def sound(start: float, end: float, style: str = "muted") -> Sound:
    return Sound.model_validate({"start": start, "end": end, "style": style})


CORNER = box((1.0, 2.0), 60.3, 10.7, 25.1, 40.9)
PEOPLE = box((1.0, 2.0), 60, 60, 30, 35, style="pixelated")
MUTED = sound(1.0, 1.6)
BLEEPED = sound(2.2, 2.8, "bleeped")


def boxes(*all_: Box) -> Redactions:
    return Redactions(boxes=all_)


def sounds(*all_: Sound) -> Redactions:
    return Redactions(sounds=all_)


def settled(job: ClipJob, store: Store) -> ClipMedia:
    done = settle(plan([job], store), workers=1)
    assert not done.failures
    return done.clips[job.id]


@pytest.fixture(scope="module")
def lively(film: Film) -> Path:
    return film(
        "lively.mkv",
        *("-f", "lavfi", "-i", LIVELY, "-f", "lavfi", "-i", "anoisesrc=a=0.3:c=pink:s=1"),
        *("-t", "4", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "10"),
        *("-pix_fmt", "yuv420p", "-c:a", "pcm_s16le"),
    )


@pytest.fixture(scope="module")
def made(
    lively: Path, clip: Clip, tmp_path_factory: pytest.TempPathFactory
) -> tuple[ClipMedia, ClipMedia]:
    """Make one cut without and with redactions."""
    store = Store(tmp_path_factory.mktemp("redacted"))
    job = clip(lively, 0.4, 3.8, id="plain", stills=(1.0,))
    everything = Redactions(boxes=(CORNER, PEOPLE), sounds=(MUTED, BLEEPED)).within(0.4, 3.8)
    redacted = replace(job, id="redacted", poster=1.2, redactions=everything)
    return settled(job, store), settled(redacted, store)


BOTH = pytest.mark.parametrize("name", ["std", "low"])


def decoded(ffmpeg: Ffmpeg, rendition: Rendition) -> list[Image.Image]:
    """Return every frame."""
    raw = _output(ffmpeg, rendition.path, "-an", "-f", "rawvideo", "-pix_fmt", "rgb24")
    size = rendition.width, rendition.height
    step = 3 * size[0] * size[1]
    return [Image.frombytes("RGB", size, raw[at : at + step]) for at in range(0, len(raw), step)]


def heard(ffmpeg: Ffmpeg, path: Path) -> array[float]:
    """Return every sample of the first channel."""
    samples: array[float] = array("f")
    args = ("-vn", "-af", "pan=mono|c0=c0", "-ar", str(RATE), "-f", "f32le")
    samples.frombytes(_output(ffmpeg, path, *args))
    return samples


def _output(ffmpeg: Ffmpeg, path: Path, *args: str) -> bytes:
    command = [ffmpeg.path, "-nostdin", "-v", "error", "-i", str(path), *args, "-"]
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout


def within(frame: Image.Image, part: Box) -> Image.Image:
    """Return the part of a frame inside the box."""
    width, height = frame.size
    left, top = part.left * width / 100, part.top * height / 100
    right, bottom = left + part.width * width / 100, top + part.height * height / 100
    return frame.crop((math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom)))


def is_black(picture: Image.Image) -> bool:
    """Compare pictures to within coding noise."""
    brightest = max(most for _, most in picture.getextrema())  # type: ignore[misc]
    return brightest <= 24 and max(ImageStat.Stat(picture).mean) < 2


def apart(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of two pictures in grey levels."""
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def level(samples: array[float], start: float, end: float) -> float:
    """Return the root mean square between two times in seconds, in dB."""
    part = samples[round(start * RATE) : round(end * RATE)]
    power = math.fsum(value * value for value in part) / len(part)
    return 10 * math.log10(max(power, 1e-12))


def tone(samples: array[float], start: float, end: float, pitch: float) -> float:
    """Return a tone's share of the power between two times, 0 to 1 (Goertzel)."""
    part = samples[round(start * RATE) : round(end * RATE)]
    factor, last, before = 2 * math.cos(2 * math.pi * pitch / RATE), 0.0, 0.0
    for value in part:
        last, before = value + factor * last - before, last
    power = last * last + before * before - factor * last * before
    return 2 * power / len(part) / math.fsum(value * value for value in part)


@BOTH
def test_a_box_is_one_colour_in_every_frame_of_its_span(
    ffmpeg: Ffmpeg, made: tuple[ClipMedia, ClipMedia], name: str
) -> None:
    plain, redacted = (decoded(ffmpeg, getattr(media, name)) for media in made)
    assert len(plain) == len(redacted) == 85
    covered = range(15, 40)  # 0.6 to 1.6 s of the clip
    assert all(is_black(within(redacted[number], CORNER)) for number in covered)
    assert not any(is_black(within(plain[number], CORNER)) for number in covered)


@BOTH
def test_the_frames_beside_the_span_are_untouched(
    ffmpeg: Ffmpeg, made: tuple[ClipMedia, ClipMedia], name: str
) -> None:
    plain, redacted = (decoded(ffmpeg, getattr(media, name)) for media in made)
    for number in (0, 13, 41, 84):  # one more frame is covered at each end
        # Coded at few bits next to a sudden change, which older encoders do worse.
        assert apart(plain[number], redacted[number]) < 16, number
        assert apart(within(plain[number], CORNER), within(redacted[number], CORNER)) < 30, number


@BOTH
def test_pixels_beside_the_box_are_untouched(
    ffmpeg: Ffmpeg, made: tuple[ClipMedia, ClipMedia], name: str
) -> None:
    plain, redacted = (decoded(ffmpeg, getattr(media, name)) for media in made)
    beside = box((0.0, 9.0), 40, 0, 17, 100)
    above = box((0.0, 9.0), 40, 0, 60, 8)
    for number in (15, 27, 39):
        for part in (beside, above):
            assert apart(within(plain[number], part), within(redacted[number], part)) < 8


@BOTH
def test_a_pixelated_box_is_a_few_blocks(
    ffmpeg: Ffmpeg, made: tuple[ClipMedia, ClipMedia], name: str
) -> None:
    plain, redacted = (decoded(ffmpeg, getattr(media, name)) for media in made)
    for number in (15, 27, 39):
        assert _detail(within(redacted[number], PEOPLE)) < 0.5
        assert _detail(within(plain[number], PEOPLE)) > 1.5
    assert apart(within(plain[41], PEOPLE), within(redacted[41], PEOPLE)) < 8


def _detail(picture: Image.Image) -> float:
    """Return the mean difference of neighbours inside a block."""
    grey = picture.convert("L")
    steps = ImageChops.difference(grey, ImageChops.offset(grey, 1, 0))
    inner = sorted(steps.crop((1, 0, *grey.size)).tobytes())
    return sum(inner[: len(inner) * 9 // 10]) / (len(inner) * 9 // 10)


@pytest.mark.parametrize("turn", ["90", "-90", "180"])
def test_a_box_lies_where_the_viewer_sees_it(
    lively: Path, film: Film, clip: Clip, store: Store, ffmpeg: Ffmpeg, turn: str
) -> None:
    turned = ("-display_rotation", turn, "-i", str(lively), "-map", "0:v", "-c", "copy", "-t", "2")
    job = clip(film(f"lively{turn}.mp4", *turned))
    plain = settled(job, store)
    shown = decoded(ffmpeg, settled(replace(job, id="box", redactions=boxes(CORNER)), store).std)
    for number, (frame, bare) in enumerate(zip(shown, decoded(ffmpeg, plain.std), strict=True)):
        assert is_black(within(frame, CORNER)) == (number >= 24)
        if number == 30:
            opposite = CORNER.model_copy(update={"left": 10.0, "top": 60.0, "height": 30.0})
            assert apart(within(frame, opposite), within(bare, opposite)) < 12


def test_a_frame_of_the_span_is_covered_wherever_it_stands_in(
    film: Film, clip: Clip, store: Store, ffmpeg: Ffmpeg
) -> None:
    """Start the cut between distant frames; the first is on show until 1.6 s."""
    slow = film(
        "slow.mkv",
        *("-f", "lavfi", "-i", f"{LIVELY},select=not(between(n\\,6\\,39))", "-t", "3"),
        *("-fps_mode", "vfr", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"),
    )
    late = box((1.0, 1.5), 60, 10, 25, 40)
    shown = decoded(ffmpeg, settled(clip(slow, 0.5, 2.5, redactions=boxes(late)), store).std)
    rate = len(shown) / 2
    assert all(is_black(within(frame, late)) for frame in shown[int(rate) : int(1.5 * rate)])
    assert not is_black(within(shown[0], late))
    assert not is_black(within(shown[int(1.6 * rate)], late))


def test_pictures_are_covered_too(made: tuple[ClipMedia, ClipMedia]) -> None:
    _, redacted = made
    stills = (redacted.poster, redacted.stills[1.0])
    for picture in (picture for still in stills for picture in (still.large, still.small)):
        with Image.open(picture.path) as image:
            assert is_black(_inside(within(image.convert("RGB"), CORNER)))
    assert is_black(_inside(within(_tile(redacted, 1), CORNER)))
    assert not is_black(_inside(within(_tile(redacted, 3), CORNER)))


def _inside(picture: Image.Image) -> Image.Image:
    """Return the box without its edge, which scaling mixes with its surroundings."""
    return picture.crop((3, 3, picture.width - 3, picture.height - 3))


def _tile(media: ClipMedia, number: int) -> Image.Image:
    sheet = media.storyboard
    with Image.open(sheet.picture.path) as image:
        x, y = (
            sheet.tile_width * (number % sheet.columns),
            sheet.tile_height * (number // sheet.columns),
        )
        return image.convert("RGB").crop((x, y, x + sheet.tile_width, y + sheet.tile_height))


@BOTH
def test_a_muted_span_is_silent(
    ffmpeg: Ffmpeg, made: tuple[ClipMedia, ClipMedia], name: str
) -> None:
    plain, redacted = (heard(ffmpeg, getattr(media, name).path) for media in made)
    assert level(redacted, 0.6, 1.2) <= -80
    assert level(plain, 0.6, 1.2) > -30
    for start, end in ((0.1, 0.5), (1.3, 1.7), (2.5, 3.3)):
        assert level(redacted, start, end) == pytest.approx(level(plain, start, end), abs=4)


@BOTH
def test_a_bleeped_span_holds_the_tone_and_nothing_else(
    ffmpeg: Ffmpeg, made: tuple[ClipMedia, ClipMedia], name: str
) -> None:
    plain, redacted = (heard(ffmpeg, getattr(media, name).path) for media in made)
    assert tone(redacted, 1.8, 2.4, REDACTION.pitch) > 0.999
    assert level(redacted, 1.8, 2.4) == pytest.approx(-23, abs=1)
    assert tone(plain, 1.8, 2.4, REDACTION.pitch) < 0.1
    assert tone(redacted, 2.5, 3.3, REDACTION.pitch) < 0.1


def test_a_bleep_sounds_on_both_sides_of_a_stereo_film(
    film: Film, clip: Clip, store: Store, ffmpeg: Ffmpeg
) -> None:
    noises = ("anoisesrc=a=0.2:s=2:d=3", "anoisesrc=a=0.2:s=3:d=3")
    stereo = film(
        "stereo.mkv",
        *("-f", "lavfi", "-i", "color=gray:s=64x64:r=5:d=3"),
        *("-f", "lavfi", "-i", noises[0], "-f", "lavfi", "-i", noises[1]),
        *("-filter_complex", "[1:a][2:a]join=inputs=2", "-c:v", "mpeg4", "-c:a", "pcm_s16le"),
    )
    job = clip(stereo, id="bleeped", redactions=sounds(MUTED, BLEEPED))
    path = settled(job, store).std.path
    for side in (0, 1):
        samples: array[float] = array("f")
        args = ("-vn", "-af", f"pan=mono|c0=c{side}", "-ar", str(RATE), "-f", "f32le")
        samples.frombytes(_output(ffmpeg, path, *args))
        assert level(samples, 1.0, 1.6) <= -80
        assert tone(samples, 2.2, 2.8, REDACTION.pitch) > 0.999


def test_levels_do_not_depend_on_redacted_sound(film: Film, clip: Clip, ffmpeg: Ffmpeg) -> None:
    """Level a film with a muted shout like one with silence."""
    quiet = "0.05*sin(2800*t)*not(between(t,1,1.6))"
    jobs = [
        clip(
            film(
                f"{name}.mkv",
                *("-f", "lavfi", "-i", "color=gray:s=64x64:r=5", "-f", "lavfi", "-i"),
                *(f"aevalsrc='{wave}':s=48000:d=4", "-c:v", "mpeg4", "-c:a", "pcm_s16le"),
                *("-t", "4"),
            )
        )
        for name, wave in (
            ("shout", f"{quiet}+0.9*sin(900*t)*between(t,1,1.6)"),
            ("hush", quiet),
        )
    ]
    shout, hush = (
        measure(ffmpeg, replace(job, redactions=sounds(MUTED)), timeout=60) for job in jobs
    )
    assert shout == hush
    assert measure(ffmpeg, jobs[0], timeout=60) != hush


def test_no_file_holds_redacted_picture_or_sound(
    film: Film, clip: Clip, store: Store, monkeypatch: pytest.MonkeyPatch, ffmpeg: Ffmpeg
) -> None:
    """Keep the red square and the shrill tone out of the store and its temporary folder."""
    left = store.root.parent / "left"
    monkeypatch.setattr(stores, "scratch", lambda _: _never_cleared(left))
    secret = film(
        "secret.mkv",
        *("-f", "lavfi", "-i", "color=0x206020:s=320x180:r=25,drawbox=80:45:80:45:red:fill"),
        *("-f", "lavfi", "-i", "sine=f=3000", "-t", "3"),
        *("-c:v", "libx264", "-preset", "ultrafast", "-c:a", "pcm_s16le"),
    )
    hidden = Redactions(
        boxes=(box((0.0, 3.0), 25, 25, 25, 25),),
        sounds=(sound(0.0, 3.0),),
    )
    job = clip(secret, stills=(1.0,), redactions=hidden)
    settled(job, store)
    files = [path for path in (*store.root.rglob("*"), *left.rglob("*")) if path.is_file()]
    assert {path.suffix for path in files} == {".json", ".mp4", ".webp", ".rgb"}
    assert not [path for path in files if _reddest(ffmpeg, path) > 60]
    films = [path for path in files if path.suffix == ".mp4"]
    assert [level(heard(ffmpeg, path), 0, 3) <= -80 for path in films] == [True, True]
    bare = settled(replace(job, redactions=Redactions()), store)
    assert min(_reddest(ffmpeg, file.path) for file in bare.files) > 60


@contextmanager
def _never_cleared(folder: Path) -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    yield folder


def _reddest(ffmpeg: Ffmpeg, path: Path) -> int:
    """Return by how many levels the reddest pixel is more red than green."""
    if path.suffix == ".json":
        return 0
    if path.suffix == ".rgb":
        raw = path.read_bytes()
    else:
        raw = _output(ffmpeg, path, "-an", "-f", "rawvideo", "-pix_fmt", "rgb24")
    return max(map(int.__sub__, raw[::3], raw[1::3]))


def test_only_clips_that_a_redaction_touches_are_made_again(
    lively: Path, clip: Clip, store: Store
) -> None:
    def reasons(redactions: Redactions) -> set[str]:
        jobs = [
            replace(clip(lively, *cut, id=id_), redactions=redactions.within(*cut))
            for id_, cut in cuts.items()
        ]
        found = {f"{id_}: {why}" for id_, step, why in plan(jobs, store).reasons() if step == "std"}
        assert not settle(plan(jobs, store), workers=1).failures
        return found

    cuts = {"early": (0.0, 1.0), "late": (1.0, 2.0)}
    assert reasons(Redactions()) == {"early: not made yet", "late: not made yet"}
    assert reasons(sounds(MUTED)) == {"late: redaction added"}
    moved = MUTED.model_copy(update={"end": 1.7})
    assert reasons(sounds(moved)) == {"late: redaction changed"}
    assert reasons(sounds(moved, BLEEPED)) == set()
    assert reasons(Redactions(boxes=(CORNER,), sounds=(moved,))) == {"late: redaction changed"}
    assert reasons(Redactions()) == set(), "it is made already"


MILLIS = st.integers(0, 60_000)
RATES = st.sampled_from([Fraction(10), Fraction(25), Fraction(30000, 1001), Fraction(30)])
SHARES = st.integers(0, 1000).map(lambda tenths: tenths / 10)


@given(MILLIS, MILLIS, RATES)
def test_every_frame_on_show_in_a_span_is_covered_and_one_beside(
    start: int, length: int, fps: Fraction
) -> None:
    span = {"start": start / 1000, "end": (start + length + 1) / 1000}
    first, last = frames(CORNER.model_copy(update=span), fps)
    begins, ends = Fraction(start, 1000), Fraction(start + length + 1, 1000)
    assert (first + 1) / fps <= begins < (first + 2) / fps
    assert last / fps >= ends > (last - 1) / fps


@given(SHARES, SHARES, st.integers(1, 640), st.integers(1, 360))
def test_a_box_is_even_and_encloses_its_area(
    left: float, top: float, columns: int, rows: int
) -> None:
    size = columns * 2, rows * 2
    cover = CORNER.model_copy(
        update={"left": left, "top": top, "width": 100 - left, "height": (100 - top) / 2}
    )
    x, y, width, height = area(cover, size)
    assert not any(length % 2 for length in (x, y, width, height))
    assert x + width == size[0]
    assert 0 <= y <= y + height <= size[1]
    assert x <= left * size[0] / 100 <= x + 10 or x == 0
    bottom = (cover.top + cover.height) * size[1] / 100
    assert bottom <= y + height <= bottom + 11 or y + height == size[1]
