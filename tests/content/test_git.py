"""An older bank is read from git, without touching the working tree."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from lessonbank.content import (
    Folder,
    UnknownRevisionError,
    changed_files,
    compare_with,
    load,
    read_bank,
    read_revision,
)
from lessonbank.diagnostics import Code

BANK = Path(__file__).parents[1] / "cases" / "bank"


def _git(folder: Path, *arguments: str) -> None:
    identity = [
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@trust.example",
        "-c",
        "core.autocrlf=false",
    ]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(params=[".", "a folder/bänk"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A bank under git, at the top of its repository or below."""
    shutil.copytree(BANK, tmp_path / "repository" / request.param)
    _git(tmp_path / "repository", "init", "-q")
    _git(tmp_path / "repository", "add", ".")
    _git(tmp_path / "repository", "commit", "-qm", "A bank")
    return tmp_path / "repository" / request.param


def test_a_revision_is_the_bank_as_it_was(project: Path) -> None:
    before = read_bank(Folder(project))
    (project / "content/clips/bar-models.md").write_text("gone", encoding="utf-8")
    assert read_bank(read_revision(project, "HEAD")).bank == before.bank


def test_a_renamed_item_is_found(project: Path) -> None:
    assert compare_with(project, "HEAD", load(project)) == ()
    clips = project / "content/clips"
    (clips / "bar-models.md").rename(clips / "bars.md")
    (found,) = compare_with(project, "HEAD", load(project))
    assert found.code is Code.LOST_ID
    assert found.path == "content/clips/bars.md"


def test_changed_files_are_those_that_differ_and_new_ones(project: Path) -> None:
    assert changed_files(project, "HEAD") == frozenset()
    (project / "content/clips/bar-models.md").write_text("changed", encoding="utf-8")
    (project / "content/neu é.md").write_text("new", encoding="utf-8")
    assert changed_files(project, "HEAD") == {"content/clips/bar-models.md", "content/neu é.md"}


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=x", "-h", ""])
def test_an_unknown_revision_is_an_error_in_words(project: Path, revision: str) -> None:
    for read in (read_revision, changed_files):
        with pytest.raises(UnknownRevisionError, match=r"\w"):
            read(project, revision)
    assert not (project / "x").exists()


def test_a_folder_without_git_has_no_revisions(tmp_path: Path) -> None:
    with pytest.raises(UnknownRevisionError):
        read_revision(tmp_path, "HEAD")


def test_links_and_submodules_of_a_revision_are_no_files(project: Path) -> None:
    """What git has of them is a path or a commit: neither is read, and neither ends the check."""
    clip = "content/clips/bar-models.md"
    blob = _git_says(project, "hash-object", "-w", "--stdin", given=clip)
    head = _git_says(project, "rev-parse", "HEAD")
    prefix = _git_says(project, "rev-parse", "--show-prefix")
    for mode, object_, path in (
        ("120000", blob, "content/clips/linked.md"),
        ("120000", blob, "content/trust.yml"),
        ("160000", head, "content/pathways"),
    ):
        _git(project, "update-index", "--add", "--cacheinfo", f"{mode},{object_},{prefix}{path}")
    _git(project, "commit", "-qm", "Links")
    then = read_revision(project, "HEAD")
    assert clip in then.files
    assert not {"content/clips/linked.md", "content/trust.yml", "content/pathways"} & {*then.files}
    assert compare_with(project, "HEAD", load(project)) == ()


def _git_says(folder: Path, *arguments: str, given: str = "") -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, input=given, text=True
    )
    return done.stdout.strip()
