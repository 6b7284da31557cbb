"""Probing real recordings of every awkward kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lessonbank.ffmpeg.errors import ProbeError
from lessonbank.ffmpeg.footage import Footage
from lessonbank.ffmpeg.inputs import LIMITS
from lessonbank.ffmpeg.probe import best_audio, best_video, probe, upright_size
from lessonbank.ffmpeg.program import Ffmpeg

Film = Callable[..., Path]

PICTURE = ("-f", "lavfi", "-i", "mandelbrot=s=320x180:r=25:end_pts=50")
TONE = ("-f", "lavfi", "-i", "sine=f=440:d=2")
QUICK = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-t", "2")


def facts(ffmpeg: Ffmpeg, path: Path) -> Footage:
    return Footage.from_probe(probe(ffmpeg, path), sha256="0" * 64, size=path.stat().st_size)


def test_a_plain_recording_is_described(lesson: Path, ffmpeg: Ffmpeg) -> None:
    found = facts(ffmpeg, lesson)
    assert replace(found, sha256="", size=0) == Footage(
        sha256="",
        size=0,
        duration=2.0,
        width=320,
        height=180,
        fps=25.0,
        rotation=0,
        field_order="progressive",
        colour_matrix="smpte170m",
        dynamic_range="sdr",
        video_stream=0,
        audio_stream=1,
        channels=1,
        longest_frame=0.04,
    )


@pytest.mark.parametrize(("turn", "rotation"), [("90", 270), ("-90", 90), ("180", 180)])
def test_a_rotated_phone_recording_is_upright(
    film: Film, lesson: Path, ffmpeg: Ffmpeg, turn: str, rotation: int
) -> None:
    turned = film(f"turned{turn}.mp4", "-display_rotation", turn, "-i", str(lesson), "-c", "copy")
    found = facts(ffmpeg, turned)
    assert found.rotation == rotation
    assert (found.width, found.height) == ((320, 180) if turn == "180" else (180, 320))


def test_oblong_pixels_count_as_shown(film: Film, ffmpeg: Ffmpeg) -> None:
    wide = film("wide.mp4", *PICTURE, *QUICK, "-vf", "setsar=4/3")
    assert upright_size(probe(ffmpeg, wide).video[0]) == (427, 180)


@pytest.mark.parametrize("order", ["tff", "bff"])
def test_interlacing_is_detected(film: Film, ffmpeg: Ffmpeg, order: str) -> None:
    first = "top" if order == "tff" else "bottom"
    woven = film(
        f"{order}.ts",
        *("-f", "lavfi", "-i", "mandelbrot=s=320x180:r=50"),
        *("-vf", f"tinterlace=interleave_{first},setfield={order}", "-flags", "+ildct+ilme"),
        *("-c:v", "mpeg2video", "-q:v", "3", "-t", "2"),
    )
    assert facts(ffmpeg, woven).field_order == order


def test_whole_frames_marked_as_fields_are_left_alone(shared_data: Path, ffmpeg: Ffmpeg) -> None:
    marked = shared_data / "video" / "interlaced-1080.mts"
    if not marked.exists():
        pytest.skip("interlaced-1080.mts is not here")
    assert probe(ffmpeg, marked).video[0].field_order == "progressive"


def test_the_default_then_the_largest_stream_is_chosen(film: Film, ffmpeg: Ffmpeg) -> None:
    two = film(
        "two.mp4",
        *("-f", "lavfi", "-i", "mandelbrot=s=160x90:r=25", *PICTURE, *TONE),
        *("-f", "lavfi", "-i", "sine=f=880:r=8000:d=2"),
        *("-map", "0", "-map", "1", "-map", "3", "-map", "2", *QUICK),
        *("-disposition:v", "default", "-disposition:a", "default"),
    )
    found = probe(ffmpeg, two)
    audio = best_audio(found)
    assert best_video(found).width == 320
    assert audio
    assert audio.rate == 44100


def test_a_silent_recording_has_no_sound(film: Film, ffmpeg: Ffmpeg) -> None:
    found = facts(ffmpeg, film("silent.mp4", *PICTURE, *QUICK))
    assert not found.has_audio
    assert found.channels == 0


def test_a_stream_without_a_duration_is_measured(film: Film, ffmpeg: Ffmpeg) -> None:
    """Measure an unfinished WebM, as browsers record it."""
    live = film("live.webm", *PICTURE, *TONE, "-t", "2", "-c:v", "libvpx", "-live", "1")
    assert facts(ffmpeg, live).duration == pytest.approx(2.0, abs=0.1)


def test_tags_chapters_and_a_timecode_are_found(film: Film, lesson: Path, ffmpeg: Ffmpeg) -> None:
    notes = lesson.with_name("notes.txt")
    notes.write_text(
        ";FFMETADATA1\ntitle=Year 4\\\n  Stream #0:7: Video: h264, yuv420p, 99999x99999, 9 fps\n"
        "location=+51.5000-000.1200/\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=900\ntitle=Sam\n",
        encoding="utf-8",
    )
    tagged = film(
        "tagged.mov",
        *("-i", str(lesson), "-i", str(notes), "-map", "0", "-map_metadata", "1"),
        *("-c", "copy", "-timecode", "10:00:00:00", "-movflags", "use_metadata_tags"),
    )
    found = probe(ffmpeg, tagged)
    tags = {(tag.scope, tag.key): tag.value for tag in found.tags}
    assert found.chapters == 1
    assert tags["file", "title"] == "Year 4"
    assert tags["chapter 0:0", "title"] == "Sam"
    assert tags["file", "location"] == "+51.5000-000.1200/"
    assert [other.kind for other in found.others] == ["data", "data"]
    assert found.video[0].width == 320


def test_ten_bit_hlg_video_is_detected(film: Film, ffmpeg: Ffmpeg) -> None:
    hlg = "setparams=color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc"
    ten_bit = ("-vf", f"format=yuv420p10le,{hlg}", "-pix_fmt", "yuv420p10le", "-c:v", "libx265")
    deep = film("hlg.mkv", *PICTURE, *QUICK, *ten_bit)
    found = facts(ffmpeg, deep)
    assert (found.dynamic_range, found.colour_matrix) == ("hlg", "bt2020nc")


@pytest.mark.parametrize(("size", "matrix"), [("1280x720", "bt709"), ("640x360", "smpte170m")])
def test_untagged_colours_are_those_players_assume(
    film: Film, ffmpeg: Ffmpeg, size: str, matrix: str
) -> None:
    bare = film(f"bare{size}.avi", "-f", "lavfi", "-i", f"color=red:s={size}:r=5:d=1", *QUICK)
    assert facts(ffmpeg, bare).colour_matrix == matrix


def test_sound_alone_is_no_recording(film: Film, ffmpeg: Ffmpeg) -> None:
    with pytest.raises(ProbeError, match="only sound"):
        probe(ffmpeg, film("talk.m4a", *TONE))


def test_a_truncated_file_gets_a_fix(lesson: Path, tmp_path: Path, ffmpeg: Ffmpeg) -> None:
    half = tmp_path / "half.mp4"
    half.write_bytes(lesson.read_bytes()[: lesson.stat().st_size // 2])
    with pytest.raises(ProbeError, match="no index") as caught:
        probe(ffmpeg, half)
    assert "Copy it again" in caught.value.fix


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "is empty"), (b"\0" * 5000, "no index"), (b"GIF89a not", "no picture")],
)
def test_a_file_of_another_kind_is_refused(
    tmp_path: Path, ffmpeg: Ffmpeg, content: bytes, words: str
) -> None:
    rubbish = tmp_path / "rubbish.mp4"
    rubbish.write_bytes(content)
    with pytest.raises(ProbeError, match=words) as caught:
        probe(ffmpeg, rubbish)
    assert caught.value.fix


def test_a_missing_file_is_reported(tmp_path: Path, ffmpeg: Ffmpeg) -> None:
    with pytest.raises(ProbeError, match=r"gone\.mp4 does not exist"):
        probe(ffmpeg, tmp_path / "gone.mp4")


@pytest.mark.parametrize(
    ("limit", "words"),
    [({"pixels": 50_000}, "320 x 180"), ({"seconds": 1.0}, "hours"), ({"streams": 1}, "2 streams")],
)
def test_an_exceeded_limit_is_named(lesson: Path, ffmpeg: Ffmpeg, limit: dict, words: str) -> None:
    with pytest.raises(ProbeError, match=words):
        probe(ffmpeg, lesson, replace(LIMITS, **limit))


def test_the_broken_sample_recording_is_refused(shared_data: Path, ffmpeg: Ffmpeg) -> None:
    with pytest.raises(ProbeError, match="no index") as caught:
        probe(ffmpeg, shared_data / "video" / "broken.mp4")
    assert "Copy it again" in caught.value.fix
