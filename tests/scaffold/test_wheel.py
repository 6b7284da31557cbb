"""The installed package is all that a bank needs, with the oldest packages allowed and the locked.

The wheel is built from the source distribution, away from the repository, and both are made once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessonbank import __version__

UV = Path(sys.executable).with_name("uv")
HATCH = (sys.executable, "-m", "hatchling", "build")
TODAY = "2026-11-27"
pytestmark = pytest.mark.skipif(not UV.exists(), reason="uv is not installed here: run make test")


def run(*command: object, cwd: Path) -> str:
    """Run a program without the variables that would lead it to this repository."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"PYTHONPATH", "VIRTUAL_ENV", "LESSONBANK_SITE", "GITHUB_ACTIONS"}
    }
    done = subprocess.run(
        [*map(str, command)],
        cwd=cwd,
        env={**environment, "UV_PYTHON_DOWNLOADS": "never"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture(scope="session")
def sdist(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    run(*HATCH, "--target", "sdist", "--directory", folder, cwd=root)
    return folder / f"lessonbank-{__version__}.tar.gz"


@pytest.fixture(scope="session")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the source distribution, and remove the source."""
    folder = tmp_path_factory.mktemp("wheel")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    source = folder / f"lessonbank-{__version__}"
    run(*HATCH, "--target", "wheel", "--directory", folder, cwd=source)
    shutil.rmtree(source)
    return folder / f"lessonbank-{__version__}-py3-none-any.whl"


@pytest.fixture(scope="session")
def package(root: Path) -> set[str]:
    """Return the files of the package in git, as they are named in the wheel."""
    if not (root / ".git").exists():
        pytest.skip("this is no git repository")
    command = ["git", "ls-files", "-z", "plugins/lessonbank"]
    listed = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=True)
    return {path.removeprefix("plugins/") for path in listed.stdout.split("\0") if path}


def test_the_wheel_has_every_file_of_the_package_and_no_other(wheel: Path, package: set[str]):
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if name.startswith("lessonbank/")}
    assert inside == package


def test_the_source_distribution_has_no_work_of_a_machine(sdist: Path):
    with tarfile.open(sdist) as archive:
        names = {Path(name).parts[1] for name in archive.getnames() if len(Path(name).parts) > 1}
    assert not names & {"build", ".cache", ".venv", "node_modules", ".git"}


@pytest.fixture(scope="session")
def lowest(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel with the oldest release allowed of each package that it names."""
    folder = tmp_path_factory.mktemp("lowest")
    return installed(folder, "--resolution", "lowest-direct", wheel)


def installed(folder: Path, *what: object, cwd: Path | None = None) -> Path:
    """Make an environment and return its folder of programs."""
    run(UV, "venv", "--quiet", "--python", sys.executable, folder / "env", cwd=folder)
    (python,) = (path for path in _programs(folder) if path.stem == "python")
    run(UV, "pip", "install", "--quiet", "--python", python, *what, cwd=cwd or folder)
    where = run(python, "-c", "import lessonbank; print(lessonbank.__file__)", cwd=folder)
    assert Path(where.strip()).resolve().is_relative_to(folder.resolve())
    return python.parent


def _programs(folder: Path) -> Iterator[Path]:
    yield from (folder / "env").glob("bin/python")
    yield from (folder / "env").glob("Scripts/python.exe")


@pytest.fixture(scope="session")
def bank(lowest: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a bank with the installed package alone; its requirements name the wheel."""
    folder = tmp_path_factory.mktemp("made")
    options = ("--yes", "--types", "all", "--today", TODAY, "--name", "Ysgol y Môr: #1")
    run(lowest / "lessonbank", "new", "bank", *options, cwd=folder)
    return folder / "bank"


def builds_green(programs: Path, bank: Path) -> None:
    said = run(programs / "lessonbank", "build", "--strict", "--today", TODAY, cwd=bank)
    assert "Built 1 clip for the edition public" in said
    assert "WARNING" not in said
    checked = run(programs / "lessonbank", "check", "--strict", "--today", TODAY, cwd=bank)
    assert checked == "No mistakes found.\n"
    clip = (bank / "build/site/clips/example-ten-frame.html").read_text(encoding="utf-8")
    assert "A low note for each blue counter" in clip


def test_a_bank_builds_with_the_oldest_packages(lowest: Path, bank: Path, tmp_path: Path):
    builds_green(lowest, Path(shutil.copytree(bank, tmp_path / "bank")))


def test_a_bank_builds_with_what_it_is_locked_to(bank: Path, tmp_path: Path):
    copy = Path(shutil.copytree(bank, tmp_path / "a bank"))
    options = ("--require-hashes", "-r", copy / "requirements.txt")
    builds_green(installed(tmp_path, *options, cwd=copy), copy)


def test_the_lock_of_banks_is_part_of_the_lock_of_this_repository(root: Path):
    def locked(path: Path) -> set[str]:
        lines = path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
        return {" ".join(line.split()) for line in lines if line and line.lstrip()[0] != "#"}

    banks = locked(root / "plugins/lessonbank/scaffold/bank/runtime.txt")
    assert banks
    assert banks < locked(root / "requirements/site.txt")
