"""Films that other projects reported as faulty are handled: `tests/cases/reported/films.yml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from lessonbank.ffmpeg.errors import ProbeError
from lessonbank.ffmpeg.footage import Footage
from lessonbank.ffmpeg.probe import probe
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.files.fingerprint import fingerprint
from lessonbank.media.job import ClipJob, Source
from lessonbank.media.planning import plan
from lessonbank.media.settling import settle
from lessonbank.media.shape import pace
from lessonbank.media.store import Store
from tests.films import clock

Film = Callable[..., Path]

FILE = Path(__file__).parents[1] / "cases/reported/films.yml"
KINDS = yaml.safe_load(FILE.read_text(encoding="utf-8"))
SOURCES = {
    "{picture}": clock.picture("25"),
    "{picture10}": clock.picture("10"),
    "{sound}": clock.sound(),
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind["file"]))
def test_reported_films_are_handled(
    kind: Mapping[str, Any], film: Film, ffmpeg: Ffmpeg, store: Store
) -> None:
    words = kind["args"].split()
    path = film(f"reported-{kind['file']}", *(SOURCES.get(word, word) for word in words))
    footage = Footage.from_probe(
        probe(ffmpeg, path), sha256=fingerprint(path), size=path.stat().st_size
    )
    jobs = [
        ClipJob(str(number), Source(path, footage), float(cut["from"]), float(cut["to"]))
        for number, cut in enumerate(kind["cuts"])
    ]
    settled = settle(plan(jobs, store))
    assert not settled.failures
    for job, cut in zip(jobs, kind["cuts"], strict=True):
        fps = float(pace(footage, job.duration).fps)
        for rendition in (settled.clips[job.id].std, settled.clips[job.id].low):
            shown = clock.clocks(ffmpeg.path, rendition.path)
            heard = clock.beeps(ffmpeg.path, rendition.path)
            for at, wanted in cut["shows"].items():
                moment = -1.0 if wanted == "black" else wanted
                assert shown[int(at * fps + 0.001)] == pytest.approx(moment, abs=1 / fps + 0.03)
            for second in range(int(job.start) + 1, int(job.end)):
                time = min(time for time, named in heard if named == second)
                assert time == pytest.approx(second - job.start, abs=0.05)


@pytest.mark.parametrize("container", ["ts", "mpg"])
def test_two_recordings_in_one_file_are_refused(
    container: str, film: Film, ffmpeg: Ffmpeg, tmp_path: Path
) -> None:
    """Refuse concatenated camcorder files, whose clock starts again."""
    codec = ("libx264", "aac") if container == "ts" else ("mpeg2video", "mp2")
    part = film(
        f"part.{container}",
        *("-f", "lavfi", "-i", "testsrc=s=160x90:r=25:d=6", "-f", "lavfi", "-i", "sine=d=6"),
        *("-c:v", codec[0], "-c:a", codec[1]),
    )
    joined = tmp_path / f"joined.{container}"
    joined.write_bytes(part.read_bytes() * 2)
    with pytest.raises(ProbeError, match=r"starts again after [56] seconds") as caught:
        probe(ffmpeg, joined)
    assert "recording of its own" in caught.value.fix


def test_a_truncated_film_is_as_long_as_its_content(
    film: Film, ffmpeg: Ffmpeg, tmp_path: Path
) -> None:
    whole = film(
        "whole.mkv",
        *("-f", "lavfi", "-i", "testsrc=s=160x90:r=25:d=12", "-f", "lavfi", "-i", "sine=d=12"),
        *("-c:v", "libx264", "-g", "25", "-c:a", "aac"),
    )
    part = tmp_path / "part.mkv"
    part.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    duration = probe(ffmpeg, part).duration
    assert duration is not None
    assert 3 < duration < 9
