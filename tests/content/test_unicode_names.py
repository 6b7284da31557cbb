"""Files of media/ are found however the disk writes their accents."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest

from lessonbank.bank import Recording
from lessonbank.captions import parse
from lessonbank.compiler.speech import prose_of
from lessonbank.content import Folder, load
from lessonbank.content.tree import Composed, Snapshot
from lessonbank.files.unicode_names import nfc, on_disk

BANK = Path(__file__).parents[1] / "cases" / "bank"
FORMS = ("NFC", "NFD")
TRANSCRIPT = "sa\u00ecd.txt"
NAME = "Caf\u00e9 \u0175/o\u0308l.vtt"


@pytest.mark.parametrize("disk", FORMS)
@pytest.mark.parametrize("content", FORMS)
def test_captions_and_transcripts_are_found(tmp_path: Path, disk: str, content: str) -> None:
    root = Path(shutil.copytree(BANK, tmp_path / "bank"))
    file = root / "media" / unicodedata.normalize(disk, NAME)
    file.parent.mkdir()
    (root / "media/hazel-maths.vtt").rename(file)
    (root / "media" / unicodedata.normalize(disk, TRANSCRIPT)).write_text("Anne: Hi\n", "utf-8")
    recording = root / "content/recordings/hazel-maths.yml"
    text = recording.read_text("utf-8").replace(
        "hazel-maths.vtt", unicodedata.normalize(content, NAME)
    )
    recording.write_text(text, encoding="utf-8")
    clip = root / "content/clips/bar-models.md"
    said = f"transcript: {unicodedata.normalize(content, TRANSCRIPT)}\nrecording:"
    clip.write_text(clip.read_text("utf-8").replace("recording:", said), encoding="utf-8")
    loaded = load(root)
    assert loaded.diagnostics == ()
    assert loaded.bank.of(Recording)["hazel-maths"].captions == nfc(NAME)
    assert loaded.captions[nfc(NAME)].cues == parse(file.read_bytes(), "a.vtt").cues
    assert prose_of(loaded.bank, Composed(Folder(root), "media"))["bar-models"].turns


def test_the_lock_knows_a_film_by_either_name(tmp_path: Path) -> None:
    root = Path(shutil.copytree(BANK, tmp_path / "bank"))
    recording = root / "content/recordings/hazel-maths.yml"
    text = recording.read_text("utf-8").replace("hazel-maths.mp4", "caf\u00e9.mp4")
    recording.write_text(text, encoding="utf-8")
    lock = (root / "media.lock").read_text("utf-8")
    (root / "media.lock").write_text(lock.replace("hazel-maths.mp4", "cafe\u0301.mp4"), "utf-8")
    loaded = load(root)
    assert loaded.diagnostics == ()
    assert "hazel-maths" in loaded.footage


def test_of_two_files_the_one_that_is_named_is_taken(tmp_path: Path) -> None:
    for form in FORMS:
        (tmp_path / unicodedata.normalize(form, "\u00e9")).write_text(form)
    assert {on_disk(tmp_path, unicodedata.normalize(f, "\u00e9")).read_text() for f in FORMS} == {
        *FORMS
    }
    assert on_disk(tmp_path, "\u00f6/\u00e9") == tmp_path / "\u00f6/\u00e9"


def test_a_tree_gives_composed_names_and_reads_by_them() -> None:
    tree = Composed(Snapshot({"media/e\u0301": b"1", "content/e\u0301": b"2"}), "media")
    assert [*tree.paths("media"), *tree.paths("content")] == ["media/\u00e9", "content/e\u0301"]
    assert tree.read("media/\u00e9", 9) == tree.read("media/e\u0301", 9) == b"1"
    assert tree.size("media/\u00e9") == 1
