"""The schemas take all that a new bank begins with and all that an upgrade leaves."""

from __future__ import annotations

import json
import re
import shutil
from fnmatch import fnmatch
from pathlib import Path

import pytest

from editors import READERS, errors, items_of, read
from lessonbank.scaffold.bank import bank_files
from lessonbank.scaffold.upgrading import plan_upgrade, write_upgrade
from new_banks import ANSWERS, RELEASE

OLD = Path(__file__).parents[1] / "cases" / "banks" / "0.1"
_SCHEMA = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new bank with everything, and no film."""
    root = tmp_path_factory.mktemp("bank")
    for path, data in bank_files(ANSWERS, RELEASE).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def wrong_in(root: Path) -> list[str]:
    return [
        f"{path.name}: {error}"
        for path, name, text in items_of(root / "content")
        for version in READERS
        for error in errors(name, read(text, version))
    ]


def test_a_new_bank_is_as_its_schemas_say(made: Path) -> None:
    assert len(list(items_of(made / "content"))) > 20
    assert wrong_in(made) == []


def test_every_yaml_file_of_a_new_bank_names_its_schema(made: Path) -> None:
    for path, name, text in items_of(made / "content"):
        if path.suffix == ".yml":
            line = _SCHEMA.match(text)
            assert line, path
            assert (path.parent / line[1]).resolve() == made / f".vscode/schemas/{name}.json"


def test_the_settings_of_the_editor_give_each_file_one_schema(made: Path) -> None:
    settings = json.loads((made / ".vscode/settings.json").read_text(encoding="utf-8"))
    schemas = settings["yaml.schemas"]
    for path, name, _ in items_of(made / "content"):
        if path.suffix == ".yml":
            place = path.relative_to(made).as_posix()
            found = [schema for schema, globs in schemas.items() if _matches(place, globs)]
            assert [Path(schema).stem for schema in found] == [name], place
            assert (made / found[0]).is_file()


def _matches(path: str, globs: list[str]) -> bool:
    """Return whether a glob of the editor matches; `**` may stand for no folder."""
    return any(fnmatch(path, each.replace("**/", "")) for each in globs)


def test_an_upgraded_bank_is_as_the_schemas_say(tmp_path: Path) -> None:
    bank = Path(shutil.copytree(OLD, tmp_path / "bank"))
    write_upgrade(bank, plan_upgrade(bank))
    assert wrong_in(bank) == []
