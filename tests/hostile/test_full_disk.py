"""A disk that is full at each stage: the former site stays, and words say what to do."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mkdocs.utils
import pytest
from click.testing import CliRunner

from irregular import write_linked_bank
from lessonbank.cli import main
from lessonbank.files import atomic
from lessonbank.files.link import link_or_copy
from lessonbank.files.staging import Staging
from projects import write_project
from sites import TODAY, program

PUBLISH = sys.modules[link_or_copy.__module__]
BUILD = ["build", "--today", TODAY]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_project(tmp_path_factory.mktemp("full") / "bank")
    (root / "content/images").mkdir()
    (root / "content/images/board.svg").write_text("<svg/>", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert CliRunner().invoke(main, BUILD).exit_code == 0
    return root


@pytest.fixture
def bank(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = Path(shutil.copytree(made, tmp_path / "bank"))
    monkeypatch.chdir(root)
    return root


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def full_for(function: Callable[..., Any], part: str) -> Callable[..., Any]:
    """`function`, but for paths with `part` in them."""

    def write(path: Path, *rest: object) -> object:
        if part in path.as_posix():
            full()
        return function(path, *rest)

    return write


Patch = pytest.MonkeyPatch
STAGES: dict[str, Callable[[Patch], None]] = {
    "fingerprints": lambda p: p.setattr(atomic, "_write", full_for(atomic._write, "fingerprints")),
    "staging": lambda p: p.setattr(Staging, "folder", full),
    "media store": lambda p: p.setattr(atomic, "_write", full_for(atomic._write, "/actions/")),
    "pictures": lambda p: p.setattr(atomic, "_write", full_for(atomic._write, "/pictures/")),
    "theme": lambda p: p.setattr(mkdocs.utils, "copy_file", full),
    "pages": lambda p: p.setattr(mkdocs.utils, "write_file", full),
    "index": lambda p: p.setattr(Path, "write_bytes", full),
    "words": lambda p: p.setattr(atomic, "_write", full_for(atomic._write, "/search/")),
    "cards": lambda p: p.setattr(atomic, "_write", full_for(atomic._write, "/cards/")),
    "media": lambda p: p.setattr(PUBLISH, "copy_regular", full),
    "audit": lambda p: p.setattr(atomic, "_write", full_for(atomic._write, "/audit/")),
    "last step": lambda p: p.setattr(Path, "rename", _rename_but_not_the_site(Path.rename)),
}


def _rename_but_not_the_site(rename: Callable[..., Any]) -> Callable[..., Any]:
    def renamed(path: Path, target: Path) -> object:
        if path.name.startswith(".site.") and path.name.endswith(".new"):
            full()
        return rename(path, target)

    return renamed


@pytest.mark.parametrize("stage", STAGES)
def test_the_former_site_stays(
    stage: str, bank: Path, monkeypatch: Patch, caplog: pytest.LogCaptureFixture
) -> None:
    (bank / "content/about.md").write_text(
        "# Another page\n\nOf other words.\n\n![A board](images/board.svg)\n", encoding="utf-8"
    )
    for cache in ("cards", "pictures", "search"):
        shutil.rmtree(bank / ".cache" / cache, ignore_errors=True)
    (bank / ".cache/fingerprints.json").unlink()
    if stage == "media store":
        shutil.rmtree(bank / ".cache/media")
    if stage == "media":
        monkeypatch.setattr("os.link", full)  # As between two disks: a copy is made.
    before = _files(bank / "build")
    STAGES[stage](monkeypatch)
    done = CliRunner().invoke(main, BUILD)
    monkeypatch.undo()
    said = done.output + caplog.text
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == 3  # What stands may be published.
    assert "the disk" in said.lower()
    assert "room" in said
    assert "Traceback" not in done.output
    now = _files(bank / "build")
    assert {name: now.get(name) for name in before if name.startswith("site/")} == {
        name: data for name, data in before.items() if name.startswith("site/")
    }
    assert {name for name in now if not name.startswith("site/")} == {
        name for name in before if not name.startswith("site/")
    }
    assert not list((bank / "build").glob(".site*"))
    assert not list((bank / ".cache").rglob("*.part"))
    assert not list((bank / ".cache").rglob("run-*"))


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_an_import_writes_all_files_or_none(tmp_path: Path, monkeypatch: Patch) -> None:
    root = write_linked_bank(tmp_path)
    monkeypatch.chdir(root)
    rows = "".join(f"x-{day},{day}/11/2026,Boards up\n" for day in range(2, 20))
    (root / "plan.csv").write_text("Code,Date,Event\n" + rows, encoding="utf-8")
    before = _files(root)
    flush, written = atomic.flush, []

    def flush_ten(path: Path) -> None:
        written.append(path)
        if len(written) > 10:
            full()
        flush(path)

    monkeypatch.setattr(atomic, "flush", flush_ten)
    done = CliRunner().invoke(main, ["import", "sessions", "plan.csv"])
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == 1
    assert "the disk, or your share of it, is full" in done.output
    assert _files(root) == before
    monkeypatch.setattr(atomic, "flush", flush)
    done = CliRunner().invoke(main, ["import", "sessions", "plan.csv"])
    assert "18 new sessions added" in done.output
    assert len(list((root / "content/sessions").glob("x-*.yml"))) == 18


@pytest.mark.parametrize("command", [["media", "--lock"], ["check"], ["audit"], ["build"]])
def test_every_command_says_so(
    command: list[str], bank: Path, monkeypatch: Patch, caplog: pytest.LogCaptureFixture
) -> None:
    """Here already of what is remembered of recordings."""
    (bank / ".cache/fingerprints.json").unlink()
    monkeypatch.setattr(atomic, "_write", full)
    done = CliRunner().invoke(main, command)
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == (3 if command[0] == "build" else 1)
    said = done.output + caplog.text
    assert "fingerprints.json could not be read or written: the disk" in said
    assert "Make room" in said


@pytest.mark.skipif(sys.platform == "win32", reason="limits are those of POSIX")
@pytest.mark.parametrize("limit", [500, 50_000])
def test_a_limit_of_the_system_is_told_in_words(limit: int, bank: Path) -> None:
    """A real refusal, in the midst of the fingerprints and in that of the theme's files."""
    import resource  # noqa: PLC0415 - POSIX only

    before = _files(bank / "build/site")
    (bank / ".cache/fingerprints.json").unlink()
    done = subprocess.run(
        [program("lessonbank"), *BUILD],
        cwd=bank,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 3, done.stderr
    assert "the file would be larger than the system allows" in done.stderr
    assert "Traceback" not in done.stderr
    assert _files(bank / "build/site") == before
    assert not list((bank / "build").glob(".site*"))
