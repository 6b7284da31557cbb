"""The forms of the web editor: one for each type, with help, and lists to choose from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from editing import MODULES, small_bank
from lessonbank.bank import ITEM_TYPES
from lessonbank.cli import main
from lessonbank.content import Folder, read_bank, shapes
from lessonbank.webeditor import Backend, PackageError, config, locks, policy, program_in

ROOT = Path(__file__).parents[2]
BANK = read_bank(Folder(ROOT)).bank
GUARDED = {"permissions", "overrides", "partners"}


def settings(*, with_permissions: bool = False, repository: str | None = None) -> dict[str, Any]:
    backend = Backend(repository) if repository else None
    return config(BANK, backend, with_permissions=with_permissions)


def every(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for field in fields:
        yield field
        yield from every(field.get("fields", []))


@pytest.mark.parametrize("repository", [None, "trust/bank"])
@pytest.mark.parametrize("with_permissions", [True, False])
def test_the_settings_are_as_the_editor_wants_them(
    repository: str | None, *, with_permissions: bool
) -> None:
    schema = MODULES / "@sveltia/cms/schema/sveltia-cms.json"
    if not schema.is_file():
        pytest.skip("npm ci has not run")
    found = settings(with_permissions=with_permissions, repository=repository)
    errors = Draft7Validator(json.loads(schema.read_text("utf-8"))).iter_errors(found)
    assert [error.message[:200] for error in errors] == []


@pytest.mark.parametrize("with_permissions", [True, False])
def test_each_type_has_a_form_with_all_its_fields(*, with_permissions: bool) -> None:
    found = settings(with_permissions=with_permissions)
    by_name = {each["name"]: each for each in found["collections"]}
    assert {*by_name} == {*ITEM_TYPES.by_folder} - (set() if with_permissions else GUARDED)
    assert bool(found.get("singletons")) == with_permissions
    for folder, collection in by_name.items():
        model = ITEM_TYPES.by_folder[folder]
        wanted = {*shapes.fields(model), *({"body"} & model.given)}
        assert {field["name"] for field in collection["fields"]} == wanted
        assert collection["extension"] == model.format


def test_every_field_has_a_label_and_help() -> None:
    for collection in settings(with_permissions=True)["collections"]:
        for field in every(collection["fields"]):
            assert field["label"], field
            assert field["hint"].endswith("."), field


@pytest.mark.parametrize("with_permissions", [True, False])
def test_lists_offer_only_what_has_a_form(*, with_permissions: bool) -> None:
    found = settings(with_permissions=with_permissions)
    names = {each["name"] for each in found["collections"]}
    for collection in found["collections"]:
        for field in every(collection["fields"]):
            assert field.get("collection", "clips") in names


def test_people_without_write_access_propose_changes() -> None:
    found = settings(repository="trust/bank")
    assert found["publish_mode"] == "editorial_workflow"
    assert found["backend"]["open_authoring"] is True


@pytest.mark.parametrize("wrong", ["bank", "a/b/c", "a b/c", "../x", "https://x/y", ""])
def test_what_is_no_repository_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="no repository"):
        Backend(wrong)


@pytest.mark.parametrize("wrong", ["http://x.example", "https://x.example; script-src *", "x"])
def test_what_is_no_address_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="no address"):
        Backend("a/b", sign_in=wrong)


def test_the_page_speaks_to_its_own_host_only() -> None:
    rules = dict(each.split(" ", 1) for each in policy(()).split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert not [rule for rule in rules.values() if "http" in rule]
    assert "https://api.github.com" in policy(Backend("a/b").hosts)


def test_the_lock_is_that_of_the_tests() -> None:
    known = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    for each in locks():
        found = known[f"node_modules/{each.name}"]
        assert (found["version"], found["integrity"]) == (each.version, each.integrity)


def test_another_package_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PackageError, match="SHA-512"):
        program_in([b"another"])
    with pytest.raises(PackageError, match="missing"):
        program_in([])
    monkeypatch.chdir(small_bank(tmp_path / "bank"))
    (tmp_path / "other.tgz").write_bytes(b"another")
    done = CliRunner().invoke(main, ["web-editor", "--package", str(tmp_path / "other.tgz")])
    assert done.exit_code == 1
    assert "SHA-512" in done.output
    assert not Path("admin").exists()


def test_without_npm_the_command_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_bank(tmp_path / "bank"))
    monkeypatch.setenv("PATH", str(tmp_path))
    done = CliRunner().invoke(main, ["web-editor"])
    assert done.exit_code == 1
    assert "npm pack" in done.output
    assert "--package" in done.output
    assert not Path("admin").exists()
