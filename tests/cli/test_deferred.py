"""Commands are listed without an import, and each is what the list says of it."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import lessonbank.cli
from lessonbank.cli import main
from lessonbank.cli.deferred import DeferredCommand

ROOM = Path(lessonbank.cli.__file__).parent
LISTED = {name: each for name, each in main.commands.items() if isinstance(each, DeferredCommand)}
MODULES = [path.stem for path in ROOM.glob("[a-z]*.py")]
_LENGTH = 200


def test_every_command_is_deferred() -> None:
    assert LISTED.keys() == main.commands.keys()


@pytest.mark.parametrize("name", sorted(LISTED))
def test_a_command_is_listed_as_it_describes_itself(name: str) -> None:
    command = LISTED[name].load()
    assert command.name == name
    assert LISTED[name].help == command.get_short_help_str(_LENGTH)


def test_no_command_is_left_out_of_the_list() -> None:
    loaded = [each.load() for each in LISTED.values()]
    below = [c for each in loaded if isinstance(each, click.Group) for c in each.commands.values()]
    modules = [importlib.import_module(f"lessonbank.cli.{name}") for name in MODULES]
    made = [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, click.Command)
    ]
    assert {*map(id, made)} == {*map(id, (*loaded, *below))}


@pytest.mark.parametrize("name", sorted(LISTED))
def test_the_help_of_a_command_is_its_own(name: str) -> None:
    shown = CliRunner().invoke(main, [name, "--help"])
    own = CliRunner().invoke(LISTED[name].load(), ["--help"], prog_name=f"main {name}")
    assert shown.exit_code == 0
    assert shown.output == own.output


def test_a_name_that_is_nearly_one_is_suggested() -> None:
    assert "'check'" in CliRunner().invoke(main, ["chek"]).output


def imported(*arguments: str, folder: Path | None = None) -> frozenset[str]:
    """The modules that a run of the command imports."""
    script = (
        "import sys; from lessonbank.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "finally: print('\\n'.join(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return frozenset(done.stderr.split())


def packages(modules: frozenset[str]) -> frozenset[str]:
    return frozenset(name.partition(".")[0] for name in modules)


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_what_is_asked_of_the_program_itself_imports_no_command(option: str) -> None:
    found = imported(option)
    rooms = {name.split(".")[1] for name in found if name.startswith("lessonbank.")}
    assert rooms == {"cli"}
    assert not packages(found) & {"mkdocs", "pydantic", "jinja2", "PIL", "openpyxl", "rich", "yaml"}
