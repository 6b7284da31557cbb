"""`lessonbank media`: the plan, its parts, and what cannot be made."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from once import once
from projects import write_project
from sites import TODAY, digests, run

MEDIA = ".cache/media"


def media(root: Path, *args: str, ends: int = 0) -> str:
    done = run(root, "lessonbank", "media", "--today", TODAY, *args)
    assert done.returncode == ends, done.stdout + done.stderr
    return done.stdout


def write_locked(root: Path) -> None:
    """Write a bank without any media."""
    write_project(root, encoded=False)
    media(root, "--lock")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank whose media was made in one go."""
    root = once(tmp_path_factory, "locked bank", write_locked)
    copy = Path(shutil.copytree(root, tmp_path_factory.mktemp("whole") / "bank"))
    media(copy)
    return copy


@pytest.fixture
def bank(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "bank", ignore=shutil.ignore_patterns(".cache")))


def test_what_parts_make_merges_into_the_whole(whole: Path, bank: Path, tmp_path: Path) -> None:
    merged = tmp_path / "merged"
    said = []
    for number in (1, 2, 3):
        machine = Path(shutil.copytree(bank, tmp_path / str(number)))
        said.append(media(machine, "--shard", f"{number}/3"))
        if (machine / MEDIA).exists():
            shutil.copytree(machine / MEDIA, merged, dirs_exist_ok=True)
    assert [each.split(" is in ")[0] for each in said] == [
        "The media of 1 clip",
        "The media of 1 clip",
        "The media of 0 clips",
    ]
    assert digests(merged) == digests(whole / MEDIA)


def test_a_plan_is_for_people_programs_and_workflows(whole: Path, bank: Path) -> None:
    said = media(bank, "--plan")
    assert "first: std, low, poster, still 1 s" in said
    assert "2 of 2 clips to make: 00:12 of film, about 00:" in said
    planned = json.loads(media(bank, "--plan", "--format", "json"))
    assert [(job["clip"], job["film"], job["shard"]) for job in planned["jobs"]] == [
        ("first", "media", "1/1"),
        ("second", "media", "1/1"),
    ]
    assert {job["recording"] for job in planned["jobs"]} == {"media/lesson.mp4"}
    assert planned["film_seconds"] == sum(job["film_seconds"] for job in planned["jobs"])
    matrix = media(bank, "--plan", "--format", "matrix", "--shards", "4")
    assert matrix == '{"shard": ["1/1"]}\n', "so little is not worth two machines"
    assert not (bank / MEDIA / "actions").exists()
    assert media(whole, "--plan").startswith("0 of 2 clips to make")
    assert json.loads(media(whole, "--plan", "--format", "json"))["jobs"] == []
    assert media(whole, "--plan", "--format", "matrix") == '{"shard": []}\n'


@pytest.mark.parametrize(
    "args",
    [
        ("--workers", "1", "--on", "dask://host:1"),
        ("--format", "json"),
        ("--shards", "4"),
        ("--plan", "--explain"),
        ("--plan", "--shard", "1/2"),
        ("--lock", "--on", "dask://host:1"),
    ],
    ids=" ".join,
)
def test_options_that_do_not_go_together_are_refused(bank: Path, args: tuple[str, ...]) -> None:
    media(bank, *args, ends=2)
    assert not (bank / MEDIA).exists()
