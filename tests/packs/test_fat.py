"""A stick with FAT32, as an image: mtools read and write it, and Linux mounts it where it may."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessonbank.packs import PackError, changes_of, verify
from packed import Ready
from sites import digests

REQUIRED = os.environ.get("LESSONBANK_REQUIRE_DISKS") == "1"
SIZE = 64_000_000


def run(*command: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)


@pytest.fixture
def image(tmp_path: Path) -> Path:
    for tool in ("mkfs.vfat", "mcopy"):
        if shutil.which(tool) is None and shutil.which(tool, path="/usr/sbin:/sbin") is None:
            (pytest.fail if REQUIRED else pytest.skip)(f"{tool} is not installed")
    path = tmp_path / "stick.img"
    with path.open("wb") as file:
        file.truncate(SIZE)
    done = run(shutil.which("mkfs.vfat") or "/usr/sbin/mkfs.vfat", "-F", 32, path)
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture
def stick(image: Path, tmp_path: Path) -> Iterator[Path]:
    """The image, mounted."""
    place = tmp_path / "mounted"
    place.mkdir()
    done = run("mount", "-o", "loop,utf8=1", image, place)
    if done.returncode != 0:
        pytest.skip(f"this machine mounts no FAT image: {done.stderr.strip()}")
    yield place
    run("umount", place)


def test_a_pack_comes_back_whole_from_fat(whole: Ready, image: Path, tmp_path: Path) -> None:
    """No name is changed or lost: mtools renames what FAT cannot hold."""
    folder, back = whole.copied(tmp_path / "pack"), tmp_path / "back"
    back.mkdir()
    for done in (
        run("mcopy", "-s", "-Q", "-i", image, *sorted(folder.iterdir()), "::"),
        run("mcopy", "-s", "-Q", "-n", "-i", image, "::*", back),
    ):
        assert done.returncode == 0, done.stderr
    assert digests(back) == digests(folder)
    assert verify(back).is_whole


def test_a_pack_is_made_and_updated_on_fat(
    whole: Ready, reduced: Ready, stick: Path, tmp_path: Path
) -> None:
    whole.copied(stick)
    assert verify(stick).is_whole
    assert not changes_of(whole.parts, stick, "public").to_copy
    reduced.copied(stick)
    assert digests(stick) == digests(reduced.copied(tmp_path / "new"))


def test_a_full_stick_is_said(whole: Ready, stick: Path) -> None:
    (stick / "films.bin").write_bytes(b"\0" * (shutil.disk_usage(stick).free - 1_000_000))
    with pytest.raises(PackError, match="does not fit"):
        whole.copied(stick)
    assert [path.name for path in stick.iterdir() if path.is_file()] == ["films.bin"]
