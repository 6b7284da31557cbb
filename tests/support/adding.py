"""Run `lessonbank` in the process of the test, and compare folders before and after."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from lessonbank.cli import main


def run(*words: str, text: str | None = None) -> Result:
    """Run a command with `text` as what is typed. Only its own exit may end it."""
    result = CliRunner().invoke(main, words, input=text)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def held(root: Path) -> dict[str, bytes]:
    """Return the files of a bank by path, without its cache."""
    parts = ((path, path.relative_to(root).as_posix()) for path in root.rglob("*"))
    return {
        name: path.read_bytes()
        for path, name in parts
        if path.is_file() and not name.startswith(".cache/")
    }
