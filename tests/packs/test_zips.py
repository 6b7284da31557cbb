"""A zip of a pack is the same for the same pack, and every tool gets the same tree out of it."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from lessonbank.packs import id_of, remove_others, verify, write_zip, zips_at
from packed import Ready
from sites import digests

TOOLS = {
    "unzip": ("unzip", "-q", "{zip}", "-d", "{to}"),
    "bsdtar": ("bsdtar", "-x", "-f", "{zip}", "-C", "{to}"),
    "7z": ("7z", "x", "-bd", "-o{to}", "{zip}"),
}


@pytest.fixture(scope="module")
def file(whole: Ready, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (file,) = write_zip(
        whole.parts, whole.facts, tmp_path_factory.mktemp("zip") / "Elmet, März.zip"
    )
    return file


@pytest.fixture(scope="module")
def tree(whole: Ready, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return digests(whole.copied(tmp_path_factory.mktemp("tree")))


def test_two_zips_of_a_pack_are_the_same_bytes(whole: Ready, file: Path, tmp_path: Path) -> None:
    (other,) = write_zip(whole.parts, whole.facts, tmp_path / "other.zip")
    assert other.read_bytes() == file.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["other.zip"]


def test_a_zip_says_nothing_of_the_machine(whole: Ready, file: Path) -> None:
    with ZipFile(file) as zipped:
        entries = zipped.infolist()
    assert {entry.date_time for entry in entries} == {(2026, 11, 21, 0, 0, 0)}
    assert {entry.external_attr for entry in entries} == {0o100644 << 16}
    assert entries[0].filename == "START HERE.html"
    assert entries[-1].filename == "lesson-bank/pack.json"
    assert datetime(2026, 11, 21, tzinfo=UTC).date() == whole.facts.built


def test_python_extracts_the_same_tree(file: Path, tree: dict[str, str], tmp_path: Path) -> None:
    with ZipFile(file) as zipped:
        assert zipped.testzip() is None
        zipped.extractall(tmp_path)
    assert digests(tmp_path) == tree
    assert verify(tmp_path).is_whole


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_extracts_the_same_tree(
    tool: str, file: Path, tree: dict[str, str], tmp_path: Path
) -> None:
    if shutil.which(tool) is None:
        required = os.environ.get("LESSONBANK_REQUIRE_DISKS") == "1"
        (pytest.fail if required else pytest.skip)(f"{tool} is not installed")
    command = [part.format(zip=file, to=tmp_path) for part in TOOLS[tool]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert digests(tmp_path) == tree


def test_a_large_pack_is_split_into_zips_that_join(
    whole: Ready, tree: dict[str, str], tmp_path: Path
) -> None:
    limit = max(part.size for part in whole.parts) + 200_000
    files = write_zip(whole.parts, whole.facts, tmp_path / "zips" / "bank.zip", limit=limit)
    count = len(files)
    assert [file.name for file in files] == [
        f"bank-{n}-of-{count}.zip" for n in range(1, count + 1)
    ]
    assert count > 1
    assert all(file.stat().st_size <= limit for file in files)
    for file in reversed(files):
        with ZipFile(file) as zipped:
            zipped.extractall(tmp_path / "joined")
    assert digests(tmp_path / "joined") == tree


def test_a_zip_that_cannot_be_finished_leaves_the_former_one(whole: Ready, tmp_path: Path) -> None:
    file = tmp_path / "bank.zip"
    file.write_bytes(b"the former one")

    def fill(_: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_zip(whole.parts, whole.facts, file, fill)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "bank.zip": b"the former one"
    }


def test_zips_of_the_former_pack_go_when_the_new_ones_are_there(
    whole: Ready, tmp_path: Path
) -> None:
    file, limit = tmp_path / "bank.zip", max(part.size for part in whole.parts) + 5_000_000
    others = {"bank-1-of-2.txt", "bank-of-mine.zip", "bank-3-of-9.zip", "bank.zip.old"}
    for name in others:
        (tmp_path / name).write_bytes(b"mine")
    kept = write_zip(whole.parts, whole.facts, file)
    for _ in range(2):
        for each in (1_000_000_000, limit):
            former = zips_at(file)
            assert former == kept
            assert id_of(former) == whole.facts.id
            kept = write_zip(whole.parts, whole.facts, file, limit=each)
            gone = remove_others(former, kept)
            assert gone == tuple(path for path in former if path not in kept)
            assert {path.name for path in tmp_path.iterdir()} == {
                *others,
                *(path.name for path in kept),
            }


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"text"])
def test_a_file_that_is_no_pack_is_not_ours(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "bank.zip"
    file.write_bytes(data)
    assert zips_at(file) == ()
    with ZipFile(file, "w") as zipped:
        zipped.writestr("lesson-bank/a", b"a")
        zipped.writestr("photo.jpg", b"b")
    assert zips_at(file) == ()
    assert zips_at(tmp_path / "nowhere" / "bank.zip") == ()
