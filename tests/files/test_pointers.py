"""Pointers of Git LFS are told from files that resemble them."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonbank.files.pointers import as_pointer, pointer_at

DIGEST = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393"
POINTER = f"version https://git-lfs.github.com/spec/v1\noid sha256:{DIGEST}\nsize 12345678\n"

POINTERS = {
    "as git writes it": POINTER,
    "with line ends of Windows": POINTER.replace("\n", "\r\n"),
    "with a byte-order mark": f"\ufeff{POINTER}",
    "of the first versions": POINTER.replace("git-lfs.github.com", "hawser.github.com"),
    "with an extension": POINTER.replace("oid", f"ext-0-foo sha256:{'0' * 64}\noid"),
}
DAMAGED = {
    "without a digest": "version https://git-lfs.github.com/spec/v1\n",
    "with half a digest": POINTER.replace(DIGEST, DIGEST[:20]),
    "with a path for a digest": POINTER.replace(DIGEST, "../../secret"),
}
OTHERS = {
    "empty": "",
    "another text": "version 2\noid sha256:\n",
    "a text that names one": f"See:\n{POINTER}",
    "a long text": POINTER + "x" * 1024,
    "a web page": "<html>",
}


@pytest.mark.parametrize("text", POINTERS.values(), ids=POINTERS)
def test_a_pointer_says_which_file_it_is_for(text: str) -> None:
    found = as_pointer(text.encode())
    assert found is not None
    assert found.sha256 == DIGEST


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_pointer_is_for_no_file(text: str) -> None:
    found = as_pointer(text.encode())
    assert found is not None
    assert found.sha256 is None


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_other_files_are_no_pointers(text: str) -> None:
    assert as_pointer(text.encode()) is None


def test_no_link_is_followed_and_nothing_is_raised(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_text(POINTER, encoding="utf-8")
    (tmp_path / "linked.mp4").symlink_to("film.mp4")
    assert pointer_at(tmp_path, "film.mp4") == as_pointer(POINTER.encode())
    assert pointer_at(tmp_path, "linked.mp4") is None
    assert pointer_at(tmp_path, "none.mp4") is None
    assert pointer_at(tmp_path, "../film.mp4") is None
