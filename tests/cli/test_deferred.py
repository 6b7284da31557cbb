"""Help lists commands without importing them, and the list matches the commands."""

from __future__ import annotations

import importlib
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from PIL import Image

import lessonbank.cli
from importing import SESSION, write_bank
from lessonbank.cli import main
from lessonbank.cli.deferred import DeferredCommand

PNG = BytesIO()
Image.new("RGB", (1, 1)).save(PNG, "PNG")
ROOM = Path(lessonbank.cli.__file__).parent
LISTED = {name: each for name, each in main.commands.items() if isinstance(each, DeferredCommand)}
MODULES = [path.stem for path in ROOM.glob("[a-z]*.py")]
_LENGTH = 200


def test_every_command_is_imported_on_demand() -> None:
    assert LISTED.keys() == main.commands.keys()


@pytest.mark.parametrize("name", sorted(LISTED))
def test_the_list_describes_each_command_as_its_help_does(name: str) -> None:
    command = LISTED[name].load()
    assert command.name == name
    assert LISTED[name].help == command.get_short_help_str(_LENGTH)


def test_the_list_has_every_command() -> None:
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
def test_each_command_prints_its_own_help(name: str) -> None:
    shown = CliRunner().invoke(main, [name, "--help"])
    own = CliRunner().invoke(LISTED[name].load(), ["--help"], prog_name=f"main {name}")
    assert shown.exit_code == 0
    assert shown.output == own.output


def test_a_misspelt_command_gets_a_suggestion() -> None:
    assert "'check'" in CliRunner().invoke(main, ["chek"]).output


def imported(
    *arguments: str, folder: Path | None = None, codes: tuple[int, ...] = (0,)
) -> frozenset[str]:
    """Return the modules that a run of the command imports."""
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
    assert "Error:" not in done.stderr, done.stderr
    assert done.returncode in codes, done.stdout + done.stderr
    return frozenset(done.stderr.split())


def packages(modules: frozenset[str]) -> frozenset[str]:
    return frozenset(name.partition(".")[0] for name in modules)


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_options_of_the_program_import_no_command(option: str) -> None:
    found = imported(option)
    rooms = {name.split(".")[1] for name in found if name.startswith("lessonbank.")}
    assert rooms == {"cli"}
    assert not packages(found) & {"mkdocs", "pydantic", "jinja2", "PIL", "openpyxl", "rich", "yaml"}


LARGE = frozenset(
    {
        *("mkdocs", "material", "jinja2", "markdown", "nh3", "selectolax", "pygments", "babel"),
        *("PIL", "numpy", "Stemmer", "pypdf", "tinycss2", "openpyxl", "lxml", "icalendar"),
        *("ffmpeg", "imageio_ffmpeg", "rich", "fsspec", "hypothesis", "asyncio", "multiprocessing"),
    }
)
"""Packages that are slow to import. Checking a plain bank needs none of them."""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    files = {
        "content/sessions/boards-up-hazel.yml": SESSION,
        "content/index.md": "# Larkfield\n\nSee [bars](clip:bar-models) and [them](about.md).\n",
        "content/about.md": "# About\n\n![Bars](clip:bar-models)\n",
    }
    return write_bank(tmp_path / "bank", files)


@pytest.mark.parametrize("form", ["auto", "plain", "github", "json"])
def test_a_check_imports_only_what_the_bank_needs(bank: Path, form: str) -> None:
    assert not packages(imported("check", "--format", form, folder=bank)) & LARGE


@pytest.mark.parametrize(
    ("path", "content", "package"),
    [
        ("content/images/dot.png", PNG.getvalue(), "PIL"),
        ("content/images/dot.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "tinycss2"),
        ("content/resources/plan.pdf", b"%PDF-1.4", "pypdf"),
        ("content/about.md", b"# About\n\n[them](clips/bar-models.md#x)\n", "jinja2"),
        ("content/about.md", b"# About\n\n<b>Words</b>\n", "markdown"),
    ],
)
def test_each_file_type_is_read_with_its_own_library(
    bank: Path, path: str, content: bytes, package: str
) -> None:
    (bank / path).parent.mkdir(exist_ok=True)
    (bank / path).write_bytes(content)
    assert package in packages(imported("check", folder=bank, codes=(0, 1)))


def test_output_to_a_terminal_is_formatted(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "rich" in packages(imported("check", folder=bank))


def test_explaining_a_code_reads_no_content() -> None:
    found = imported("explain", "LB201")
    assert not packages(found) & {*LARGE, "pydantic", "yaml"}
