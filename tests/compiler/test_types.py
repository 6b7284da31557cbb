"""Every case of tests/cases/types: a package, and why its type of content cannot be used."""

from __future__ import annotations

import shutil
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from installing import described
from lessonbank.bank import ITEM_TYPES, VOCABULARIES, reference_faults
from lessonbank.compiler.compile import read_whole
from lessonbank.compiler.errors import CompileError
from lessonbank.compiler.links import with_dead_links
from lessonbank.compiler.settings import Settings
from lessonbank.compiler.types import Installed, installed_types
from lessonbank.content import load
from lessonbank.site import CONTENT_TYPES

CASES = Path(__file__).parents[1] / "cases"
PATHS = sorted((CASES / "types").glob("*.yml"))
MODULE = "trust_things"
BEGINS = """
from dataclasses import replace
from pathlib import Path
from typing import Annotated, ClassVar
from pydantic import BaseModel, ConfigDict
from lessonbank.bank import Page, Reference, Value
from lessonbank.bank.item import ClipId
from lessonbank.site import ContentType, SitePage
from lessonbank.site.page import TableFile

class Thing(Page):
    kind: ClassVar[str] = "thing"
    folder: ClassVar[str] = "things"
    title: str

def page(thing):
    path = f"things/{thing.id}.html"
    return SitePage(path, thing.title, "A thing.", "thing.html", thing, item=thing)

def pages(library):
    return map(page, library.bank.of(Thing).values())
"""
"""The first lines of every case's module."""
TEMPLATES = {"thing.html": "<h1>{{ view.title }}</h1>{{ body }}"}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert findings(case, tmp_path) == case["diagnostics"]


def findings(case: Mapping[str, Any], folder: Path) -> list[dict[str, str]]:
    """Return the diagnostics of loading the package and making its pages for a small bank."""
    root = folder / "bank"
    shutil.copytree(CASES / "bank", root)
    (root / "content/things").mkdir()
    (root / "content/things/one.md").write_text("---\ntitle: One\n---\n", encoding="utf-8")
    with _installed(case, folder / "package"):
        installed = installed_types()
        found = installed.faults or _of_pages(root, installed)
    return [
        {
            "code": f"{each.code.number} {each.code.title}",
            "path": each.path,
            "message": each.message.replace(str(folder), ""),
            "fix": each.fix,
        }
        for each in found
    ]


def _of_pages(root: Path, installed: Installed) -> tuple[Any, ...]:
    loaded = with_dead_links(load(root, installed.types.models), installed.types)
    return tuple(found for found in loaded.diagnostics if found.code.number.startswith("LB15"))


@contextmanager
def _installed(case: Mapping[str, Any], folder: Path) -> Iterator[None]:
    (folder / "templates").mkdir(parents=True)
    (folder / f"{MODULE}.py").write_text(BEGINS + case.get("module", ""), encoding="utf-8")
    for name, text in {**TEMPLATES, **case.get("templates", {})}.items():
        (folder / "templates" / name).write_text(text, encoding="utf-8")
    entries = case.get("entries", {"things": f"{MODULE}:THINGS"})
    described(folder, "trust-things", "1.0", {"lessonbank.types": entries})
    sys.path.insert(0, str(folder))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        sys.path.remove(str(folder))
        sys.modules.pop(MODULE, None)


def test_a_registry_reads_no_items_of_unknown_types(tmp_path: Path) -> None:
    case = yaml.safe_load((CASES / "types/import-fails.yml").read_text(encoding="utf-8"))
    with _installed(case, tmp_path):
        settings = Settings(CASES / "bank", None, installed=installed_types())  # type: ignore[arg-type]
    with pytest.raises(CompileError, match="nothing was built") as error:
        read_whole(settings)
    assert error.value.diagnostics == settings.installed.faults != ()


def test_built_in_types_obey_the_same_rules() -> None:
    assert CONTENT_TYPES.models == ITEM_TYPES
    kinds = {*ITEM_TYPES.by_kind, *VOCABULARIES, "tag", "statement"}
    assert not [fault for model in ITEM_TYPES for fault in reference_faults(model, kinds)]
