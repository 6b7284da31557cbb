"""Redactions from a recording's file to the site: films, described films, words."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image

from lessonbank.bank import Clip
from lessonbank.captions import REMOVED
from lessonbank.compiler.compilation import Compilation
from lessonbank.compiler.compile import compile_bank, media_plan
from lessonbank.compiler.errors import CompileError
from lessonbank.compiler.locking import lock_project
from lessonbank.compiler.project import read_project
from lessonbank.compiler.settings import Settings
from lessonbank.media import ClipMedia
from lessonbank.site.views.clip import ClipView
from projects import make_film, write_project

TODAY = date(2026, 11, 21)
DESCRIPTIONS = """\
WEBVTT

00:01.000 --> 00:02.000
She writes 3 on the board.

00:03.000 --> 00:05.000
A pupil comes to the front.
"""
# The clips are cut from 0 to 6 and from 4 to 10 seconds.
REDACTIONS = """\
redactions:
  boxes:
    - {from: "00:00", to: "00:10", left: 50%, top: 0%, width: 50%, height: 50%}
  sounds:
    - {from: "00:03", to: "00:03.5"}
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_project(tmp_path_factory.mktemp("redacted"))
    make_film(root / "media/described.mp4", size="160x90")
    (root / "media/descriptions.vtt").write_text(DESCRIPTIONS, encoding="utf-8")
    record = root / "content/recordings/lesson.yml"
    more = f"described: described.mp4\ndescriptions: descriptions.vtt\n{REDACTIONS}"
    record.write_text(record.read_text(encoding="utf-8") + more, encoding="utf-8")
    lock_project(root, read_project(root).bank)
    return root


@pytest.fixture(scope="module")
def compiled(project: Path) -> Compilation:
    return compile_bank(Settings(project, TODAY))


def view(compiled: Compilation, clip_id: str) -> ClipView:
    views = {page.item.id: page.view for page in compiled.pages if isinstance(page.item, Clip)}
    found = views[clip_id]
    assert isinstance(found, ClipView)
    return found


def test_every_film_of_the_recording_is_redacted(compiled: Compilation) -> None:
    for made in (compiled.library.media, compiled.library.described):
        assert sorted(made) == ["first", "second"]
        for media in made.values():
            right, left = _upper_halves(media)
            assert max(most for _, most in right.getextrema()) <= 12  # type: ignore[misc]
            assert max(most for _, most in left.getextrema()) > 200  # type: ignore[misc]


def _upper_halves(media: ClipMedia) -> tuple[Image.Image, Image.Image]:
    with Image.open(media.poster.large.path) as image:
        width, height = image.size
        picture = image.convert("RGB")
    middle, bottom = width // 2, height // 2
    return picture.crop((middle, 0, width, bottom)), picture.crop((0, 0, middle - 8, bottom))


def test_redacted_words_are_on_no_page(compiled: Compilation) -> None:
    pages = [compiled.renderer.page(page, "") for page in compiled.pages]
    text = unquote("\n".join(pages))
    assert "What do you notice?" in text
    assert REMOVED in text
    for gone in ("Both halves are equal", "whole", "A pupil comes to the front"):
        assert gone not in text


def test_captions_and_transcript_mark_redacted_words(compiled: Compilation) -> None:
    first = view(compiled, "first")
    assert first.player.captions is not None
    assert f"00:02.500 --> 00:05.500\n<v ->{REMOVED}\n" in unquote(first.player.captions)
    turns = first.transcripts[0].transcript.turns
    lines = [(turn.speaker, line.text) for turn in turns for line in turn.lines]
    assert (None, REMOVED) in lines
    assert ("Teacher", "What do you notice?") in lines


@pytest.mark.usefixtures("compiled")
def test_a_redaction_re_encodes_the_clips_it_overlaps(project: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(project, tmp_path / "bank"))
    record = root / "content/recordings/lesson.yml"
    text = record.read_text(encoding="utf-8").replace('to: "00:03.5"', 'to: "00:03.9"')
    record.write_text(text, encoding="utf-8")
    reasons = {
        (id_, why)
        for id_, step, why in media_plan(Settings(root, TODAY)).reasons()
        if step in ("std", "low")
    }
    assert reasons == {
        ("first", "redaction changed"),
        ("first (described)", "redaction changed"),
    }


def test_a_transcript_without_times_cannot_be_redacted(project: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(project, tmp_path / "bank"))
    (root / "media/prose.txt").write_text("Both halves are equal.\n", encoding="utf-8")
    clip = root / "content/clips/first.md"
    text = clip.read_text(encoding="utf-8")
    clip.write_text(text.replace("phase:", "transcript: prose.txt\nphase:"), encoding="utf-8")
    with pytest.raises(CompileError) as caught:
        compile_bank(Settings(root, TODAY))
    assert "LB417" in [found.code.number for found in caught.value.diagnostics]
