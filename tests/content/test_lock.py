"""media.lock: written once, read everywhere, asked before any recording is."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from lessonbank.bank import Bank
from lessonbank.content import LOCK, Folder, Update, load, read_bank, update_lock
from lessonbank.diagnostics import Code
from lessonbank.ffmpeg.errors import ProbeError
from lessonbank.ffmpeg.footage import Footage
from lessonbank.files.fingerprint import fingerprint

BANK = Path(__file__).parents[1] / "cases" / "bank"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BANK, tmp_path / "bank"))


@pytest.fixture
def footage(project: Path) -> Footage:
    return load(project).footage["hazel-maths"]


class _Probe:
    """Takes any file for a recording of one length, and remembers what it was asked."""

    def __init__(self, like: Footage, duration: float = 110.0) -> None:
        self._like = like
        self._duration = duration
        self.asked: list[str] = []

    def __call__(self, path: Path) -> Footage:
        self.asked.append(path.name)
        if path.read_bytes() == b"broken":
            raise ProbeError(f"{path.name} cannot be read.", fix="Copy it again.")
        facts = replace(self._like, sha256=fingerprint(path), size=path.stat().st_size)
        return replace(facts, duration=self._duration)


def _bank(project: Path) -> Bank:
    return read_bank(Folder(project)).bank


def test_a_new_file_is_probed_once(project: Path, footage: Footage) -> None:
    (project / "media/hazel-maths.mp4").write_bytes(b"a film")
    probe = _Probe(footage)
    update = update_lock(project, _bank(project), probe)
    assert update == Update((), ("hazel-maths.mp4",), (), (), {})
    assert load(project, probe=probe).footage["hazel-maths"].duration == 110.0
    assert update_lock(project, _bank(project), probe) == Update((), (), (), (), {})
    assert probe.asked == ["hazel-maths.mp4"]
    assert load(project).diagnostics == ()


def test_facts_outlive_their_file(project: Path, footage: Footage) -> None:
    before = (project / LOCK).read_bytes()
    assert update_lock(project, _bank(project), _Probe(footage)) == Update((), (), (), (), {})
    assert (project / LOCK).read_bytes() == before


def test_what_the_bank_no_longer_uses_leaves_the_lock(project: Path, footage: Footage) -> None:
    recording = project / "content/recordings/hazel-maths.yml"
    text = recording.read_text(encoding="utf-8").replace("hazel-maths.mp4", "ünïcode dir/1: x.mp4")
    recording.write_text(text.replace("1: x", "1 x"), encoding="utf-8")
    (project / "media/ünïcode dir").mkdir()
    (project / "media/ünïcode dir/1 x.mp4").write_bytes(b"a film")
    update = update_lock(project, _bank(project), _Probe(footage))
    assert update == Update(("ünïcode dir/1 x.mp4",), (), ("hazel-maths.mp4",), (), {})
    assert load(project).diagnostics == ()


def test_what_is_absent_or_broken_is_told(project: Path, footage: Footage) -> None:
    (project / LOCK).unlink()
    update = update_lock(project, _bank(project), _Probe(footage))
    assert update == Update((), (), (), ("hazel-maths.mp4",), {})
    assert not (project / LOCK).exists()
    (project / "media/hazel-maths.mp4").write_bytes(b"broken")
    update = update_lock(project, _bank(project), _Probe(footage))
    assert update.unreadable["hazel-maths.mp4"].fix == "Copy it again."


def test_a_file_of_the_same_size_is_told_from_its_forerunner(
    project: Path, footage: Footage
) -> None:
    probe = _Probe(footage)
    for content in (b"film one", b"film two"):
        (project / "media/hazel-maths.mp4").write_bytes(content)
        update_lock(project, _bank(project), probe)
    assert len(probe.asked) == 2


def test_a_changed_file_is_checked_as_it_is(project: Path, footage: Footage) -> None:
    (project / "media/hazel-maths.mp4").write_bytes(b"a shorter film")
    loaded = load(project, probe=_Probe(footage, duration=50.0))
    assert {found.code for found in loaded.diagnostics} == {
        Code.CLIP_BEYOND_RECORDING,
        Code.LOCK_OUTDATED,
        Code.CAPTIONS_POOR,
    }


def test_a_lock_that_cannot_be_read_is_made_anew(project: Path, footage: Footage) -> None:
    (project / LOCK).write_text("<<<<<<< HEAD\n", encoding="utf-8")
    (project / "media/hazel-maths.mp4").write_bytes(b"a film")
    assert update_lock(project, _bank(project), _Probe(footage)).added == ("hazel-maths.mp4",)
    assert load(project).diagnostics == ()


def test_facts_that_an_older_lock_lacks_are_added_once(project: Path, footage: Footage) -> None:
    (project / "media/hazel-maths.mp4").write_bytes(b"a film")
    bank = _bank(project)
    update_lock(project, bank, _Probe(footage))
    complete = _Probe(replace(footage, longest_frame=0.04))
    update = update_lock(project, bank, _Probe(footage), complete=complete)
    assert update == Update((), ("hazel-maths.mp4",), (), (), {})
    assert "longest_frame: 0.04" in (project / LOCK).read_text(encoding="utf-8")
    assert update_lock(project, bank, _Probe(footage), complete=complete).changed == ()
    assert complete.asked == ["hazel-maths.mp4"]
