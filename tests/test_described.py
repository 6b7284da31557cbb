"""A clip's audio-described version and its descriptions, from the files to the site."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

from lessonbank.bank import Clip
from lessonbank.compiler.compilation import Compilation
from lessonbank.compiler.compile import compile_bank
from lessonbank.compiler.errors import CompileError
from lessonbank.compiler.locking import lock_project
from lessonbank.compiler.project import read_project
from lessonbank.compiler.settings import Settings
from lessonbank.site.views.clip import ClipView
from projects import clip, make_film, turned, write_project

TODAY = date(2026, 11, 21)
DESCRIPTIONS = """\
WEBVTT

00:01.000 --> 00:02.000
She writes 3 on the board.

00:07.000 --> 00:09.000
A pupil comes to the front.
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_project(tmp_path_factory.mktemp("described"))
    make_film(root / "media/described.mp4", size="160x90")
    (root / "media/descriptions.vtt").write_text(DESCRIPTIONS, encoding="utf-8")
    record = root / "content/recordings/lesson.yml"
    more = "described: described.mp4\ndescriptions: descriptions.vtt\n"
    record.write_text(record.read_text(encoding="utf-8") + more, encoding="utf-8")
    lock_project(root, read_project(root).bank)
    return root


@pytest.fixture(scope="module")
def compiled(project: Path) -> Compilation:
    return compile_bank(Settings(project, TODAY))


def view(compiled: Compilation, clip_id: str) -> ClipView:
    for page in compiled.pages:
        if isinstance(page.item, Clip) and page.item.id == clip_id:
            assert isinstance(page.view, ClipView)
            return page.view
    raise AssertionError(clip_id)


def test_media_lock_has_the_described_version(project: Path) -> None:
    assert "described.mp4:" in (project / "media.lock").read_text(encoding="utf-8")
    assert read_project(project).diagnostics == ()


def test_each_clip_has_the_same_cut_of_both_films(compiled: Compilation) -> None:
    for found in compiled.library.clips:
        plain, described = compiled.library.media[found.id], compiled.library.described[found.id]
        assert described.std.duration == pytest.approx(plain.std.duration, abs=0.2)
        assert (plain.std.width, described.std.width) == (320, 160)


def test_the_player_has_both(compiled: Compilation) -> None:
    player = view(compiled, "first").player
    urls = {url for url, _ in compiled.media_files}
    assert [source.height for source in player.described] == [90, 90]
    assert {source.url for source in (*player.sources, *player.described)} <= urls
    assert player.storyboard.url in urls


def test_descriptions_have_times_within_the_clip(compiled: Compilation) -> None:
    track = view(compiled, "second").player.descriptions
    assert track is not None
    text = unquote(track.partition(",")[2])
    assert "00:03.000 --> 00:05.000\nA pupil comes to the front." in text
    assert "board" not in text  # said before this clip begins


def test_descriptions_are_in_the_transcript(compiled: Compilation) -> None:
    transcript = view(compiled, "first").transcripts
    speakers = [turn.speaker for turn in transcript[0].transcript.turns]
    assert speakers == ["Teacher", "Description", "Pupil"]


def test_only_what_a_page_shows_is_published(compiled: Compilation) -> None:
    described = compiled.library.described["first"]
    published = {path for _, path in compiled.media_files}
    assert {described.std.path, described.low.path} <= published
    assert described.storyboard.picture.path not in published


def test_a_described_version_needs_the_permission_of_its_recording(
    project: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(project, tmp_path / "bank"))
    (root / "content/permissions/EL-2.yml").write_text(turned("withdrawn"), encoding="utf-8")
    make_film(root / "media/denied.mp4", size="192x108")
    lesson = (root / "content/recordings/lesson.yml").read_text(encoding="utf-8")
    denied = lesson.replace("EL-1", "EL-2").replace("described.mp4", "denied.mp4")
    (root / "content/recordings/denied.yml").write_text(denied, encoding="utf-8")
    secret = clip("Denied", "00:01", "00:05", at="00:02").replace(": lesson", ": denied")
    (root / "content/clips/denied.md").write_text(secret, encoding="utf-8")
    compiled = compile_bank(Settings(root, TODAY))
    assert set(compiled.library.described) == {"first", "second"}
    assert {media.std.width for media in compiled.library.described.values()} == {160}


def test_a_clip_without_descriptions_has_no_described_version(tmp_path: Path) -> None:
    compiled = compile_bank(Settings(write_project(tmp_path), TODAY))
    player = view(compiled, "first").player
    assert (player.described, player.descriptions) == ((), None)


def test_a_described_version_that_fails_is_reported(project: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(project, tmp_path / "bank"))
    shutil.rmtree(root / ".cache")
    (root / "media/described.mp4").unlink()  # media.lock still knows it
    with pytest.raises(CompileError) as caught:
        compile_bank(Settings(root, TODAY))
    messages = {found.message for found in caught.value.diagnostics}
    assert any(m.startswith("the described version of the clip cannot be made") for m in messages)
