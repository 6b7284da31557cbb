"""A film that fails removes only its own clips, and what needs them, from the site."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from imageio_ffmpeg import get_ffmpeg_exe

from lessonbank.bank import Clip
from lessonbank.compiler.compilation import Compilation
from lessonbank.compiler.compile import compile_bank
from lessonbank.compiler.errors import CompileError
from lessonbank.compiler.settings import Settings
from lessonbank.diagnostics import Severity
from lessonbank.editions import Rule
from projects import RECORDING, clip, write_project
from sites import TODAY, run

DAY = date.fromisoformat(TODAY)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make three recordings: one that plays, one that is text, one whose picture starts at 4 s."""
    root = write_project(tmp_path_factory.mktemp("project"))
    (root / "media/text.mp4").write_text("This is no recording.\n", encoding="utf-8")
    late = [
        *(get_ffmpeg_exe(), "-v", "error", "-y", "-itsoffset", "4", "-f", "lavfi", "-i"),
        *("testsrc2=size=160x90:rate=10:duration=4", "-f", "lavfi", "-i", "sine=duration=8"),
        *("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"),
    ]
    subprocess.run([*late, str(root / "media/late.mp4")], check=True)
    for name in ("text", "late"):
        recording = RECORDING.replace("lesson.mp4", f"{name}.mp4")
        recording = recording.replace("captions: lesson.vtt\n", "").lstrip()
        (root / f"content/recordings/{name}.yml").write_text(recording, encoding="utf-8")
    for id_, recording, end in (
        ("early", "late", "00:03"),
        ("seen", "late", "00:08"),
        ("words", "text", "00:03"),
    ):
        text = clip(f"The {id_} clip", "00:01", end, at="00:02")
        text = text.replace(": lesson", f": {recording}")
        (root / f"content/clips/{id_}.md").write_text(text, encoding="utf-8")
    about = root / "content/about.md"
    links = "\n[Too early](clip:early#t=1) and [only words](clip:words).\n"
    about.write_text(about.read_text(encoding="utf-8") + links, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def compiled(project: Path) -> Compilation:
    return compile_bank(Settings(project, DAY))


def test_the_other_clips_are_published(compiled: Compilation) -> None:
    assert set(compiled.library.media) == {"first", "second", "seen"}
    assert set(compiled.admission.bank.of(Clip)) == {"first", "second", "seen"}


def test_the_audit_gives_the_reason(compiled: Compilation) -> None:
    refused = {found.id: found.refusals[0] for found in compiled.admission.denied}
    assert set(refused) == {"early", "words"}
    assert {refusal.rule for refusal in refused.values()} == {Rule.MEDIA}
    assert "no picture before 3 seconds" in refused["early"].reason
    assert not compiled.admission.ended


def test_an_error_names_the_film_and_does_not_stop_the_build(compiled: Compilation) -> None:
    errors = [found for found in compiled.diagnostics if found.severity is Severity.ERROR]
    assert {(found.code.number, found.path) for found in errors} == {
        ("LB402", "content/recordings/text.yml"),
        ("LB402", "content/clips/early.md"),
    }
    assert all(found.fix for found in errors)


def test_media_names_the_film_and_makes_the_others(project: Path) -> None:
    done = run(project, "lessonbank", "media", "--today", TODAY)
    assert done.returncode == 3, done.stderr
    assert "The media of 3 clips is in" in done.stdout
    assert "LB402" in done.stdout
    assert "content/clips/early.md" in done.stdout


def test_the_site_has_nothing_of_the_failed_clips(project: Path) -> None:
    done = run(project, "lessonbank", "build")
    assert done.returncode == 3, done.stderr
    site = project / "build/site"
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "The early clip" not in text
        assert "The words clip" not in text
        assert "Too early" not in text.replace("<!--", "")
    assert (site / "clips/seen.html").is_file()
    assert not (site / "clips/early.html").exists()


def test_strict_publishes_nothing(project: Path) -> None:
    done = run(project, "lessonbank", "build", "--strict")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr


def test_a_missing_film_stops_the_build(project: Path, tmp_path: Path) -> None:
    """A machine without films and cache must not publish less."""
    root = write_project(tmp_path, encoded=False)
    assert run(root, "lessonbank", "media", "--lock").returncode == 0
    (root / "media/lesson.mp4").unlink()
    with pytest.raises(CompileError, match="made here"):
        compile_bank(Settings(root, DAY))
