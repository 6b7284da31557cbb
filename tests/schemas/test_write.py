"""`lessonbank schemas` writes the schemas of a bank, those of packages included."""

from __future__ import annotations

import json
from fnmatch import fnmatch
from pathlib import Path

import pytest
from click.testing import CliRunner

from installing import beside, installed
from lessonbank.bank import ITEM_TYPES
from lessonbank.cli import main
from lessonbank.schemas import (
    FOLDER,
    SESSION_FILE,
    documents,
    session_file,
    vscode_settings,
    write,
)
from projects import write_project
from sites import run


def test_schemas_are_the_same_each_time(tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in write(tmp_path)}
    again = {path.name: path.read_bytes() for path in write(tmp_path)}
    assert first == again
    every = {**documents(), SESSION_FILE: session_file()}
    assert {*first} == {f"{name}.json" for name in every}
    assert all(json.loads(data) == every[name[:-5]] for name, data in first.items())


def test_the_command_writes_where_the_editor_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_project(tmp_path / "bank"))
    done = CliRunner().invoke(main, ["schemas"])
    assert done.exit_code == 0, done.output
    for name in vscode_settings()["yaml.schemas"]:
        assert (Path(name)).is_file()
    assert {path.stem for path in Path(FOLDER).iterdir()} == {*documents(), SESSION_FILE}


def test_the_command_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    done = CliRunner().invoke(main, ["schemas", "--to", str(tmp_path / "link")])
    assert done.exit_code == 1
    assert "links are not followed" in done.output
    assert not [*(tmp_path / "elsewhere").iterdir()]


def test_the_settings_name_the_files_of_each_type_in_yaml() -> None:
    schemas = vscode_settings()["yaml.schemas"]
    assert isinstance(schemas, dict)
    for model in ITEM_TYPES:
        file = f"content/{model.folder}/x.{model.format}"
        named = [name for name, globs in schemas.items() if any(_matches(file, g) for g in globs)]
        assert named == ([f"./{FOLDER}/{model.folder}.json"] if model.format == "yml" else [])
    assert schemas[f"./{FOLDER}/trust.json"] == ["content/trust.yml"]


def _matches(file: str, glob: str) -> bool:
    """Return whether an editor's glob takes the file; `**/` is any number of folders."""
    return fnmatch(file, glob) or fnmatch(file, glob.replace("**/", ""))


def test_a_type_of_a_package_has_a_schema(tmp_path: Path) -> None:
    root = write_project(tmp_path / "bank")
    environ = beside(installed("trust-posters", tmp_path / "packages"))
    done = run(root, "lessonbank", "schemas", "--to", "s", **environ)
    assert done.returncode == 0, done.stderr
    poster = json.loads((root / "s/posters.json").read_text(encoding="utf-8"))
    assert poster["required"] == ["title"]
    assert "content/clips/" in poster["properties"]["shows"]["description"]
