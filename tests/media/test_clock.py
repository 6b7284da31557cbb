"""Every film, still and storyboard shows the right moment of the recording's clock.

The films carry their own clock. What is on show when is taken from decoding each from its
beginning, where nothing can be sought wrongly.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from lessonbank.bank import Box, Redactions
from lessonbank.ffmpeg.footage import Footage
from lessonbank.ffmpeg.packets import Packet, Reading
from lessonbank.ffmpeg.probe import probe
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.files.fingerprint import fingerprint
from lessonbank.media import seeking, work
from lessonbank.media.clip import ClipMedia
from lessonbank.media.job import ClipJob, Source
from lessonbank.media.planning import plan
from lessonbank.media.settling import settle
from lessonbank.media.shape import pace
from lessonbank.media.store import Store
from tests.films import clock

Film = Callable[..., Path]

SECONDS = 12
GAP = "select='not(between(t,4,8))'"
"""No frame is filmed from second 4 to 8: the one before stays on show."""
H264 = ("-c:v", "libx264", "-preset", "veryfast", "-g", "250", "-qp", "4", "-pix_fmt", "yuv420p")
AAC = ("-c:a", "aac", "-b:a", "96k")
MPEG2 = ("-c:v", "mpeg2video", "-b:v", "2M", "-minrate", "2M", "-maxrate", "2M", "-bufsize", "1M")
CONTAINERS = {
    "mp4": (*H264, *AAC),
    "mov": (*H264, "-bf", "0", *AAC),
    "mkv": (*H264, *AAC),
    "webm": ("-c:v", "libvpx", "-b:v", "1M", "-deadline", "realtime", "-c:a", "libopus"),
    "avi": ("-c:v", "mpeg4", "-q:v", "2", "-c:a", "mp3"),
    "flv": (*H264, *AAC),
    "ts": (*H264, *AAC, "-output_ts_offset", "100"),
    "mts": (*H264, *AAC, "-f", "mpegts", "-mpegts_m2ts_mode", "1"),
    "vob": (*MPEG2, "-c:a", "mp2"),
    "wmv": ("-c:v", "wmv2", "-q:v", "2", "-c:a", "wmav2"),
}
CUTS = ((0.0, 1.5), (0.1, 1.4), (5.3, 6.8), (7.2, 9.03), (SECONDS - 1.1, float(SECONDS)))
FULL = os.environ.get("LESSONBANK_FULL_MATRIX") == "1"
# The static builds of imageio-ffmpeg before 0.8 crash on MPEG-TS that names its service.
CRASH = {("older", "ts"), ("older", "mts")}


@dataclass(frozen=True)
class Case:
    """A kind of film: its container, its frame rate, and whether frames are far apart in it."""

    container: str
    fps: str = "25"
    gap: bool = True

    def __str__(self) -> str:
        return f"{self.container}-{self.fps}-{'gap' if self.gap else 'even'}"


RATES = ("10", "25", "30000/1001", "60")
EVERY = [Case(name, fps, gap) for name in CONTAINERS for fps in RATES for gap in (True, False)]
SOME = [
    *(Case(name) for name in CONTAINERS),
    *(Case("mp4", "60", gap=False), Case("ts", "30000/1001", gap=False)),
    *(Case("mkv", "10", gap=False), Case("mov", "60"), Case("avi", "10")),
]
FEW = [Case("mp4"), Case("webm"), Case("avi"), Case("ts", gap=False)]


def cases() -> Iterator[tuple[str, Case]]:
    """Pairs of program and film; the whole matrix only on request."""
    for program in ("bundled", "debian", "older"):
        for case in EVERY if FULL else SOME if program == "bundled" else FEW:
            if (program, case.container) not in CRASH:
                yield program, case


@pytest.mark.parametrize(("program", "case"), list(cases()), ids=str, indirect=["program"])
def test_each_cut_shows_and_sounds_its_moments(
    program: Ffmpeg, case: Case, film: Film, ffmpeg: Ffmpeg, store: Store
) -> None:
    path = filmed(film, case)
    footage = facts(program, path)
    cuts = CUTS if FULL or program.path == ffmpeg.path else CUTS[2:4]
    jobs = [
        ClipJob(f"{start:g}", Source(path, footage), start, end, stills=(0.0, end - start - 0.3))
        for start, end in cuts
    ]
    settled = settle(plan(jobs, store), find_ffmpeg=lambda: program)
    assert not settled.failures
    wanted = clock.truth(program.path, path)
    for job in jobs:
        compare(settled.clips[job.id], job, wanted, ffmpeg.path)


def filmed(film: Film, case: Case) -> Path:
    select = ("-vf", GAP, "-fps_mode", "vfr") if case.gap else ()
    return film(
        f"clock-{str(case).replace('/', '_')}.{case.container}",
        *("-f", "lavfi", "-i", clock.picture(case.fps, SECONDS)),
        *("-f", "lavfi", "-i", clock.sound(SECONDS)),
        *select,
        *CONTAINERS[case.container],
    )


def facts(program: Ffmpeg, path: Path) -> Footage:
    found = probe(program, path)
    return Footage.from_probe(found, sha256=fingerprint(path), size=path.stat().st_size)


def compare(media: ClipMedia, job: ClipJob, wanted: clock.Truth, ffmpeg: str) -> None:
    """Check every output to one frame and 10 ms."""
    frames = pace(job.source.footage, job.duration)
    slack = float(1 / frames.fps) + 0.010
    # Of a rate that is halved every second frame is dropped, and may have been the one on show.
    blur = 0.02 + (2 / job.source.footage.fps if job.source.footage.fps > 31 else 0.0)
    for rendition in (media.std, media.low):
        shown = clock.clocks(ffmpeg, rendition.path)
        assert len(shown) == frames.count
        for number, moment in enumerate(shown):
            at = job.start + number / float(frames.fps)
            assert is_on_show(moment, at, slack, wanted, blur), (job.id, number, moment)
        heard = clock.beeps(ffmpeg, rendition.path)
        inside = [(t, s) for t, s in wanted.heard if job.start + 0.02 < t < job.end - 0.12]
        for time, second in inside:
            apart = [abs(time - job.start - at) for at, named in heard if named == second]
            assert apart
            assert min(apart) <= 0.010, (job.id, second, apart)
    for second, still in media.stills.items():
        with Image.open(still.large.path) as picture:
            moment = clock.moment(np.asarray(picture.convert("L"), dtype=float))
        assert is_on_show(moment, job.start + second, slack, wanted, blur + 0.01), (job.id, second)
    board = media.storyboard
    with Image.open(board.picture.path) as opened:
        sheet = np.asarray(opened.convert("L"), dtype=float)
    for tile in range(board.count):
        row, column = divmod(tile, board.columns)
        top, left = row * board.tile_height, column * board.tile_width
        part = sheet[top : top + board.tile_height, left : left + board.tile_width]
        at = job.start + tile * board.interval
        assert is_on_show(clock.moment(part), at, slack, wanted, blur + 0.01), (job.id, tile)


def is_on_show(moment: float, at: float, slack: float, wanted: clock.Truth, blur: float) -> bool:
    """Return whether it is on show at that time, to within `blur` seconds."""
    on_show = wanted.between(at - slack, at + slack)
    # A picture that begins a little after its sound stands from the beginning.
    first = wanted.shown[0][1] if at - slack <= wanted.shown[0][0] <= 0.5 else moment + 1
    return min(abs(moment - other) for other in (*on_show, first)) < blur


@pytest.fixture(scope="module")
def far_apart(film: Film) -> Path:
    """Make a film with no frame from second 3 to 12 and no key frame soon after."""
    return film(
        "far-apart.mp4",
        *("-f", "lavfi", "-i", clock.picture("10", 20), "-f", "lavfi", "-i", clock.sound(20)),
        *("-vf", "select='lt(t,3)+gt(t,12)'", "-fps_mode", "vfr", *H264, *AAC),
    )


def made(job: ClipJob, store: Store, program: Ffmpeg) -> ClipMedia:
    settled = settle(plan([job], store), find_ffmpeg=lambda: program)
    assert not settled.failures, settled.failures
    return settled.clips[job.id]


def whole(start: float, end: float) -> Redactions:
    """Return a box over the whole picture, in the recording's clock."""
    area = {"left": "0%", "top": "0%", "width": "100%", "height": "100%"}
    span = {"start": float(start), "end": float(end)}
    return Redactions(boxes=(Box.model_validate({**span, **area}),))


def all_moments(media: ClipMedia, ffmpeg: str) -> set[float]:
    """Return every moment shown in a clip's files; -1 for black."""
    pictures = [still.large.path for still in (media.poster, *media.stills.values())]
    found = set()
    for path in pictures:
        with Image.open(path) as picture:
            found.add(round(clock.moment(np.asarray(picture.convert("L"), dtype=float)), 1))
    for rendition in (media.std, media.low):
        found |= {round(moment, 1) for moment in clock.clocks(ffmpeg, rendition.path)}
    return found


@pytest.mark.parametrize("program", ["bundled", "debian", "older"], indirect=True)
def test_no_frame_from_after_the_cut_is_shown(
    program: Ffmpeg, far_apart: Path, ffmpeg: Ffmpeg, store: Store
) -> None:
    """Show the frame of 2.9 s; the next one is covered and after the out-point."""
    footage = facts(program, far_apart)
    redactions = whole(12, 20).within(5, 10, footage.longest_frame or 0.0)
    job = ClipJob("cut", Source(far_apart, footage), 5.0, 10.0, (0.0, 2.0), redactions=redactions)
    assert all_moments(made(job, store, program), ffmpeg.path) == {2.9}


def test_a_frame_that_was_filmed_under_a_box_stays_under_it(
    far_apart: Path, ffmpeg: Ffmpeg, store: Store
) -> None:
    """Cover a frame that is held into a cut long after its box ended."""
    footage = facts(ffmpeg, far_apart)
    redactions = whole(2.5, 3).within(5, 10, (footage.longest_frame or 0.0) + 1)
    assert redactions.boxes
    job = ClipJob("cut", Source(far_apart, footage), 5.0, 10.0, (1.0,), redactions=redactions)
    assert 2.9 not in all_moments(made(job, store, ffmpeg), ffmpeg.path)


def test_a_held_frame_is_covered_when_a_box_begins(
    far_apart: Path, ffmpeg: Ffmpeg, store: Store
) -> None:
    footage = facts(ffmpeg, far_apart)
    job = ClipJob(
        "cut", Source(far_apart, footage), 5.0, 10.0, redactions=whole(7, 20).within(5, 10)
    )
    shown = clock.clocks(ffmpeg.path, made(job, store, ffmpeg).std.path)
    rate = len(shown) / 5
    assert {round(moment, 1) for moment in shown[: int(1.9 * rate)]} == {2.9}
    assert set(shown[int(2 * rate) :]) == {-1.0}


def test_an_output_of_the_wrong_moments_is_discarded(
    film: Film, ffmpeg: Ffmpeg, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Imitate a wrongly read container: each frame comes a second late."""
    path = filmed(film, Case("mp4", gap=False))
    right = work.encoding

    def late(job: ClipJob, *rest: object) -> list[str]:
        args = right(job, *rest)  # type: ignore[arg-type]
        wrong = [part.replace("fps=25/1:", "setpts=PTS+1/TB,fps=25/1:") for part in args]
        assert wrong != args
        return wrong

    monkeypatch.setattr(work, "encoding", late)
    job = ClipJob("late", Source(path, facts(ffmpeg, path)), 2.0, 5.0)
    settled = settle(plan([job], store), find_ffmpeg=lambda: ffmpeg)
    assert "wrong moment" in settled.failures[0].cause or "shifted" in settled.failures[0].cause
    assert not list((store.root / "objects").rglob("*.mp4"))


def test_a_seek_that_lands_too_late_is_detected(
    far_apart: Path, ffmpeg: Ffmpeg, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Imitate a decoder that starts after the expected frame."""
    right = work.find_entry
    late = lambda *given, **more: replace(right(*given, **more), seek=12.5)  # noqa: E731
    monkeypatch.setattr(work, "find_entry", late)
    job = ClipJob("late", Source(far_apart, facts(ffmpeg, far_apart)), 5.0, 13.0)
    settled = settle(plan([job], store), find_ffmpeg=lambda: ffmpeg)
    assert [failure.id for failure in settled.failures] == ["late"]


def packets(*times: float, key: float = 0.0) -> tuple[Packet, ...]:
    return tuple(Packet(time, 0.04, time == key, f"0x{time}") for time in times)


@pytest.mark.parametrize(
    ("near", "far", "seek"),
    [
        (packets(9.0, 9.5, 10.0, key=9.0), packets(0.0, 9.0, 9.5, 10.0), 9.0),
        # The key frame before the in-point is further back.
        (packets(10.2, key=10.2), packets(0.0, 9.0, 10.2), None),
        # The same frames, at other times: an index that is wrong.
        (packets(9.0, 9.5, 10.0, key=9.0), packets(0.0, 9.3, 9.8), None),
    ],
)
def test_a_seek_is_trusted_only_if_reading_from_further_back_agrees(
    near: tuple[Packet, ...],
    far: tuple[Packet, ...],
    seek: float | None,
    lesson: Path,
    clip: Callable[..., ClipJob],
    ffmpeg: Ffmpeg,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job = replace(clip(lesson), start=10.0, end=11.0)
    footage = replace(job.source.footage, audio_stream=None, duration=20.0)
    job = replace(job, source=Source(lesson, footage))

    def read(*_: object, seek: float | None, **more: object) -> Reading:
        picture = near if seek == 9.0 else (*far, *packets(10.9))
        return Reading(0.0, picture, (), ())

    monkeypatch.setattr(seeking, "read_packets", read)
    assert seeking.find_entry(ffmpeg, job, timeout=9).seek == seek
