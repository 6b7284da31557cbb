"""The cache of texts gives what its inputs make, or nothing."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lessonbank.files.kept import Kept, StaleError, forget, is_from

DAY = 86_400
TEXTS = ("Colón <b>ü</b>", "", "other " * 400)


class Maker:
    """Makes a text, and counts how often."""

    def __init__(self, text: str) -> None:
        self.text, self.times = text, 0

    def __call__(self) -> str:
        self.times += 1
        return self.text


def build(path: Path, *texts: str, origin: bytes = b"v1") -> int:
    """Ask for the texts, each under its own words, and write; return how many were made."""
    kept, makers = Kept(path, origin), [Maker(text) for text in texts]
    assert [kept.text(("page", maker.text), maker) for maker in makers] == list(texts)
    kept.write()
    return sum(maker.times for maker in makers)


def test_a_text_is_made_once_for_the_same_inputs(tmp_path: Path) -> None:
    path = tmp_path / "pages/kept"
    assert build(path, *TEXTS) == len(TEXTS)
    assert build(path, *TEXTS) == 0
    assert build(path, *TEXTS, origin=b"v2") == len(TEXTS), "all of it is of another version"


def test_what_a_build_did_not_use_is_deleted(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    build(path, *TEXTS)
    size = path.stat().st_size
    build(path, TEXTS[0])
    assert path.stat().st_size < size
    assert build(path, *TEXTS) == len(TEXTS) - 1


def test_an_unchanged_file_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    build(path, *TEXTS)
    before = path.stat().st_ino
    build(path, *TEXTS)
    assert path.stat().st_ino == before


def test_equal_inputs_are_equal_whether_or_not_they_are_one_object(tmp_path: Path) -> None:
    first, word = Kept(tmp_path / "kept"), str(tmp_path)
    first.text(("page", [word, word]), Maker("made"))
    first.write()
    kept, again = Kept(tmp_path / "kept"), Maker("not made")
    assert kept.text(("page", [word, str(tmp_path.parent / tmp_path.name)]), again) == "made"
    assert kept.text(("page", [word]), again) == "not made"


@pytest.mark.parametrize("damage", [lambda byte: byte ^ 1, lambda byte: byte ^ 0x80])
def test_a_damaged_entry_is_made_again(tmp_path: Path, damage: Callable[[int], int]) -> None:
    path = tmp_path / "kept"
    build(path, *TEXTS)
    whole = path.read_bytes()
    build(path)
    sources = range(path.stat().st_size - 32, path.stat().st_size)
    for place, byte in enumerate(whole):
        path.write_bytes(whole[:place] + bytes([damage(byte)]) + whole[place + 1 :])
        assert build(path, *TEXTS) > 0 or place in sources


def test_a_file_cut_short_anywhere_gives_nothing_wrong(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    build(path, *TEXTS)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert build(path, *TEXTS) > 0


def test_what_cannot_be_written_down_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    for _ in range(2):
        kept, maker = Kept(path), Maker("made")
        assert kept.text(("page", lambda: "a function"), maker) == "made"
        kept.write()
        assert maker.times == 1


def test_a_check_makes_everything_and_tells_a_difference(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    build(path, "first")
    kept, same = Kept(path, b"v1", checks=True), Maker("first")
    assert kept.text(("page", "first"), same) == "first"
    assert same.times == 1
    with pytest.raises(StaleError, match="another text of page"):
        kept.text(("page", "first"), Maker("second"))


def test_a_file_says_from_which_sources_it_was_made(tmp_path: Path) -> None:
    path, first, second = tmp_path / "kept", b"1" * 32, b"2" * 32
    for sources in (first, second):
        kept = Kept(path)
        assert kept.text(("page",), Maker("made")) == "made"
        kept.write(sources)
        assert is_from(path, sources)
    assert not is_from(path, first)
    assert build(path, *TEXTS) == len(TEXTS)
    assert not is_from(path, second)


def test_without_a_path_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept, maker = Kept(), Maker("made")
    assert [kept.text(("page",), maker) for _ in range(2)] == ["made", "made"]
    kept.write()
    assert not list(tmp_path.iterdir())


def test_files_that_no_build_used_for_a_week_are_deleted(tmp_path: Path) -> None:
    build(tmp_path / "old", *TEXTS)
    build(tmp_path / "recent", *TEXTS)
    for name, days in (("old", 8), ("recent", 6)):
        then = time.time() - days * DAY
        os.utime(tmp_path / name, (then, then))
    build(tmp_path / "new", *TEXTS)
    assert {path.name for path in tmp_path.iterdir()} == {"recent", "new"}
    forget(tmp_path)
    assert not list(tmp_path.iterdir())
    forget(tmp_path / "absent")
