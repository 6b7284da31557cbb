"""A bank says which versions may build it, and no other version publishes anything of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from packaging.version import Version

from lessonbank import __version__
from lessonbank.cli import main
from lessonbank.content.mkdocs_yml.engine import (
    ENGINE,
    allows,
    engine_findings,
    is_of_series,
    is_passed,
    lowest,
    parsed,
    range_of,
)
from lessonbank.diagnostics import Code
from projects import write_project
from sites import TODAY

RANGES = [
    # range, engine, allowed, passed
    (">=0.2,<0.3", "0.2.0", True, False),
    (">=0.2,<0.3", "0.2.9", True, False),
    (">=0.2,<0.3", "0.3.0", False, True),
    (">=0.2,<0.3", "0.1.0", False, False),
    (">= 0.2 , < 0.3", "0.2.1", True, False),
    ("~=0.2.1", "0.2.0", False, False),
    ("~=0.2.1", "0.2.5", True, False),
    ("~=0.2.1", "0.3.0", False, True),
    ("==0.2.*", "0.2.7", True, False),
    ("==0.2.*", "0.3.0", False, True),
    ("==0.1.0", "0.2.0", False, True),
    ("!=0.2.0", "0.2.0", False, False),
    (">=0.2", "0.2.1rc1", True, False),
    (">=0.2", "0.2.0.dev1", False, False),
    ("===0.2.0", "0.2.0", True, False),
    (">=1,<2", "1.4.2", True, False),
]


@pytest.mark.parametrize(("written", "engine", "allowed", "passed"), RANGES)
def test_a_range_allows_as_python_packages_do(
    written: str, engine: str, *, allowed: bool, passed: bool
) -> None:
    versions = parsed(written)
    assert versions is not None
    assert allows(versions, Version(engine)) is allowed
    assert is_passed(versions, Version(engine)) is passed


@pytest.mark.parametrize(
    "written",
    [
        *("", " ", "0.2", ">=", "new", ">=0.2 <0.3", ">=0.2;<0.3", "^0.2", 0.2, None, ["0.2"]),
        *("=" * 999, "===0.2$(id)", '>=0.2"', ">=0.2,`id`", ">=\u0660.2", "===own-build"),
    ],
)
def test_anything_else_is_no_range(written: object) -> None:
    assert parsed(written) is None


@pytest.mark.parametrize(
    ("version", "wanted"),
    [
        ("0.2.0", ">=0.2,<0.3"),
        ("0.9.4", ">=0.9,<0.10"),
        ("1.0.0", ">=1.0,<2"),
        ("2.3.1", ">=2.3,<3"),
    ],
)
def test_a_new_bank_allows_the_compatible_releases(version: str, wanted: str) -> None:
    assert range_of(Version(version)) == wanted
    versions = parsed(wanted)
    assert versions is not None
    assert allows(versions, Version(version))
    assert is_of_series(versions, Version(version))
    assert lowest(versions) <= Version(version)


def test_the_example_bank_allows_this_version(root: Path) -> None:
    assert engine_findings(root) == ()
    assert f'version: "{range_of(ENGINE)}"' in (root / "mkdocs.yml").read_text(encoding="utf-8")


PLACES = {
    "in a list": "plugins:\n  - lessonbank:\n      version: {}\n",
    "in braces": "plugins: [{{lessonbank: {{version: {}, wait: 0}}}}]\n",
    "in a map": "plugins:\n  lessonbank: {{version: {}}}\n",
    "from another file": "INHERIT: base.yml\n",
    "listed twice": "plugins: [{{lessonbank: {{wait: 0}}}}, {{lessonbank: {{version: {}}}}}]\n",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("written", "code"),
    [
        ('">=99"', Code.ENGINE_NOT_ALLOWED),
        ('"<0.2"', Code.ENGINE_NOT_ALLOWED),
        ('"0.2"', Code.NO_VERSION_RANGE),
        ("0.2", Code.NO_VERSION_RANGE),
        ("[a]", Code.NO_VERSION_RANGE),
        ('""', Code.NO_VERSION_RANGE),
        (f'"{range_of(ENGINE)}"', None),
        ("", None),
    ],
)
def test_the_setting_is_read_wherever_it_stands(
    tmp_path: Path, place: str, written: str, code: Code | None
) -> None:
    text = PLACES[place].format(written)
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Elmet\n{text}", encoding="utf-8")
    (tmp_path / "base.yml").write_text(PLACES["in a list"].format(written), encoding="utf-8")
    found = engine_findings(tmp_path)
    assert [each.code for each in found] == ([code] if code else [])
    for each in found:
        assert each.span is not None
        assert each.path == ("base.yml" if place == "from another file" else "mkdocs.yml")


def another(root: Path, written: str) -> Path:
    """A bank for other versions, with a setting that only they know and a faulty clip."""
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    own = f'plugins: [lessonbank: {{version: "{written}", unheard_of: true}}]'
    settings.write_text(text.replace("plugins: [lessonbank]", own), encoding="utf-8")
    (root / "content/clips/first.md").write_text("no front matter", encoding="utf-8")
    return root


def run(root: Path, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).parent / program, *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return another(
        write_project(tmp_path_factory.mktemp("other") / "bank", film=False), ">=99,<100"
    )


COMMANDS = {
    "check": ("lessonbank", "check", "--format", "plain"),
    "build": ("lessonbank", "build"),
    "serve": ("lessonbank", "serve"),
    "mkdocs build": ("mkdocs", "build"),
    "mkdocs build --strict": ("mkdocs", "build", "--strict"),
    "mkdocs serve": ("mkdocs", "serve", "--dev-addr", "127.0.0.1:0"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_another_version_says_so_first_and_alone(refusing: Path, command: str) -> None:
    done = run(refusing, *COMMANDS[command])
    said = f"{done.stdout}\n{done.stderr}"
    assert done.returncode == 1
    assert f"needs lessonbank >=99,<100, and this is lessonbank {__version__}" in said
    assert 'python -m pip install "lessonbank>=99,<100"' in said
    assert said.count("LB") == said.count("LB180") == 1
    assert "Traceback" not in said
    assert "unheard_of" not in said.replace(
        'The line reads: plugins: [lessonbank: {version: ">=99,<100", unheard_of: true}]', ""
    )
    assert not (refusing / "build" / "site").exists()


def test_a_bank_that_was_left_behind_is_told_to_upgrade(tmp_path: Path) -> None:
    root = another(write_project(tmp_path, film=False), ">=0.1,<0.2")
    done = run(root, *COMMANDS["check"])
    assert "`lessonbank upgrade`" in done.stdout
    assert '"lessonbank>=0.1,<0.2"' in done.stdout


def test_what_takes_down_works_with_every_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project(tmp_path)
    monkeypatch.chdir(root)
    runner = CliRunner()
    built = runner.invoke(main, ["build", "--today", TODAY])
    assert built.exit_code == 0, built.output
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace("[lessonbank]", '[lessonbank: {version: ">=99"}]'), encoding="utf-8"
    )
    film = next((root / "build/site").rglob("*.mp4"))
    refused = runner.invoke(main, ["build", "--today", TODAY])
    assert refused.exit_code == 3  # The former site stands, for nothing in it has ended.
    assert film.exists()
    ended = runner.invoke(main, ["withdraw", "EL-1", "--on", TODAY])
    assert ended.exit_code == 0, ended.output
    assert not film.exists()
    for command in (["takedown"], ["purge"], ["find", "--ref", "EL-1"]):
        done = runner.invoke(main, command)
        assert done.exit_code == 0, done.output
    record = yaml.safe_load((root / "content/permissions/EL-1.yml").read_text(encoding="utf-8"))
    assert record["state"] == "withdrawn"
