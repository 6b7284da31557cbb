"""Choosing an ffmpeg, and the errors if none fits."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from lessonbank.ffmpeg import program
from lessonbank.ffmpeg.errors import FfmpegMissingError
from lessonbank.ffmpeg.program import OVERRIDE, Ffmpeg, locate


def test_the_bundled_ffmpeg_is_used_if_path_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(OVERRIDE, raising=False)
    monkeypatch.setenv("PATH", "")
    found = locate()
    assert Path(found.path).is_file()
    assert found.version
    assert {"libx264", "aac"} <= found.encoders


def test_the_ffmpeg_in_the_environment_comes_first(
    ffmpeg: Ffmpeg, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(OVERRIDE, ffmpeg.path)
    monkeypatch.setattr(program, "find_program", lambda _: "/nowhere/ffmpeg")
    assert locate() == ffmpeg


def test_path_comes_before_the_bundle(ffmpeg: Ffmpeg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(OVERRIDE, raising=False)
    monkeypatch.setattr(program, "find_program", lambda _: ffmpeg.path)
    monkeypatch.setattr(program, "_bundled", lambda: "/nowhere/ffmpeg")
    assert locate().path == ffmpeg.path


@pytest.mark.parametrize("path", ["/nowhere/ffmpeg", sys.executable])
def test_another_program_is_refused_with_a_fix(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OVERRIDE, path)
    with pytest.raises(FfmpegMissingError) as caught:
        locate()
    assert "pip install imageio-ffmpeg" in caught.value.fix


@pytest.mark.parametrize("path", ["C:\\Tools\\ffmpeg.bat", "/opt/ffmpeg.CMD"])
def test_a_batch_file_is_refused(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OVERRIDE, path)
    with pytest.raises(FfmpegMissingError, match="is a batch file"):
        locate()


def test_a_missing_encoder_is_named(ffmpeg: Ffmpeg) -> None:
    ffmpeg.require("libx264", "aac")
    with pytest.raises(FfmpegMissingError, match="without libx999"):
        ffmpeg.require("libx264", "libx999")
