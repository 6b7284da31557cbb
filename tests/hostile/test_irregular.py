"""Links, pipes and the like: each kind in each place, and what each command makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import sites
from irregular import CANARY, KINDS, PLACES, put, write_linked_bank
from lessonbank.cli import main
from previews import free_port

COMMANDS = {
    "check": ["check", "--format", "plain"],
    "build": ["build"],
    "import": ["import", "sessions", "plan.csv"],
    "lock": ["media", "--lock"],
}
IMPORT_READS = ("content", "mkdocs.yml")
"""An import opens nothing else of the project."""


def run(root: Path, *arguments: str) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        return CliRunner().invoke(main, arguments)


def refused(result: Result, place: str, log: str) -> None:
    """In words that name the place, and with nothing of what lies outside."""
    said = result.output + log
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 1, said
    assert place in said
    assert "LB11" in said or "is a link, or no ordinary file" in said
    assert "Traceback" not in said
    assert CANARY not in said


def state(root: Path) -> dict[str, bytes]:
    """All files but what is remembered of recordings, links not followed."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.is_symlink() and ".cache" not in path.parts
    }


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", KINDS)
def test_check_names_it(
    kind: str, place: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = write_linked_bank(tmp_path)
    put(kind, root, place)
    refused(run(root, *COMMANDS["check"]), place, caplog.text)


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        *(("link to a file", place) for place in PLACES),
        *(("link to its parent", place) for place in ("content/clips/new.md", "content/.hidden")),
        *(("link to nowhere", place) for place in ("content/images/board.svg", "content/index.md")),
        *(("link to a folder", place) for place in ("content", "media", "content/images")),
        *(("pipe", place) for place in ("content/index.md", "mkdocs.yml", "media.lock")),
    ],
)
def test_no_command_goes_on(
    kind: str, place: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = write_linked_bank(tmp_path)
    put(kind, root, place)
    before = state(root)
    for name, arguments in COMMANDS.items():
        if name != "import" or place.startswith(IMPORT_READS):
            caplog.clear()
            refused(run(root, *arguments), place, caplog.text)
    assert state(root) == before
    assert before["build/site/index.html"] == b"The former site.\n"


@pytest.mark.parametrize(
    "command",
    [("lessonbank", "serve", "--addr"), ("mkdocs", "serve", "-a"), ("mkdocs", "build")],
    ids=" ".join,
)
@pytest.mark.parametrize(
    ("kind", "place"),
    [("link to a file", "content/images/board.svg"), ("link to its parent", "content/images/up")],
)
def test_mkdocs_finds_nothing_by_a_link(
    command: tuple[str, ...], kind: str, place: str, tmp_path: Path
) -> None:
    """Its own walk follows links, and would go round and round."""
    root = write_linked_bank(tmp_path)
    put(kind, root, place)
    before = state(root)
    address = [f"127.0.0.1:{free_port()}"] if "serve" in command else []
    done = sites.run(root, *command, *address)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert f"LB114 in {place}" in said
    assert "Traceback" not in said
    assert CANARY not in said
    assert state(root) == before


def test_the_bank_itself_is_fine(tmp_path: Path) -> None:
    """Else every refusal above would prove nothing."""
    root = write_linked_bank(tmp_path)
    assert run(root, *COMMANDS["check"]).exit_code == 0
    assert run(root, *COMMANDS["lock"]).exit_code == 0
    assert "1 new session added" in run(root, *COMMANDS["import"]).output


def test_an_editors_mark_beside_an_open_file_is_no_finding(tmp_path: Path) -> None:
    root = write_linked_bank(tmp_path)
    (root / "content/.#index.md").symlink_to("somebody@a-computer.1234:1700000000")
    assert run(root, *COMMANDS["check"]).exit_code == 0


def test_a_project_may_be_reached_by_a_link(tmp_path: Path) -> None:
    """Its owner chose the way to it; only what lies in it may lead nowhere else."""
    write_linked_bank(tmp_path)
    (tmp_path / "shortcut").symlink_to(tmp_path / "bank")
    assert run(tmp_path / "shortcut", *COMMANDS["check"]).exit_code == 0
