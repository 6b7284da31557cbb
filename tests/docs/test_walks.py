"""A reader who does all that a page of the documentation says gets what it says."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from guides import DOCS, Sample, documentation, samples
from new_banks import BANK
from projects import make_film
from walking import IS_POSSIBLE, StumbledError, Walk, with_fields

ROOT = Path(__file__).resolve().parents[2]
STARTS: Mapping[str, Mapping[str, Any]] = tomllib.loads(
    Path(__file__).with_name("starts.toml").read_text(encoding="utf-8")
)
PAGES = [name for name in documentation(ROOT) if [*samples(ROOT, name)]]

walks = pytest.mark.skipif(not IS_POSSIBLE, reason="the guides are for a POSIX shell")


def start(name: str) -> Mapping[str, Any]:
    return STARTS.get(name.removeprefix(f"{DOCS}/"), {})


def begin(walk: Walk, name: str, new: Path) -> None:
    """Bring the reader to where a page starts."""
    told = start(name)
    if before := told.get("after"):
        begin(walk, f"{DOCS}/{before}", new)
        walk.through(ROOT, f"{DOCS}/{before}")
    elif not told.get("nothing"):
        shutil.copytree(new, walk.here / BANK, ignore=shutil.ignore_patterns("build"))
        walk.here /= BANK
    for file in told.get("sessions", ()):
        shutil.copy(ROOT / "docs/session.lessonbank.json", walk.here / file)
    for film, seconds in told.get("films", {}).items():
        make_film(walk.here / film, seconds)


@walks
@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_done(name: str, new: Path, tmp_path: Path) -> None:
    walk = Walk(tmp_path / "reader")
    begin(walk, name, new)
    walk.through(ROOT, name)


def test_every_start_is_that_of_a_page() -> None:
    pages = {name.removeprefix(f"{DOCS}/") for name in PAGES}
    assert set(STARTS) <= pages
    assert {each["after"] for each in STARTS.values() if "after" in each} <= pages


def sample(text: str, language: str = "console", title: str = "") -> Sample:
    return Sample("page.md", 7, language, title, text)


FAULTS = {
    "a command that is not there": sample("$ lessonbank biuld\n"),
    "a command that fails": sample("$ lessonbank check\n"),
    "a command that ends otherwise": sample("$ lessonbank --version  # exit code 3\n"),
    "words that are not printed": sample("$ lessonbank --version\nversion 1\n"),
    "more words than are told": sample("$ lessonbank --help\nUsage: lessonbank\n"),
    "a package that is not ours": sample("$ pip install lesonbank\n"),
    "a folder that is not there": sample("$ cd nowhere\n"),
    "a folder outside": sample("$ cd ../..\n"),
    "a file outside": sample("a: b\n", "yaml", "../../x.yml"),
    "an addition to nothing": sample("a: b\n", "yaml", "add to none.yml"),
    "lines of no file": sample("a: b\n", "yaml", "in none.yml"),
    "YAML that cannot be read": sample("a: b: c\n", "yaml"),
    "a language that nothing proves": sample("print()\n", "python"),
}


@walks
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found(fault: Sample, tmp_path: Path) -> None:
    with pytest.raises(StumbledError, match=r"page\.md:7"):
        Walk(tmp_path / "reader").do(fault)


@walks
@pytest.mark.parametrize(
    "told",
    [
        "",
        "lessonbank, version ...\n",
        "...\n",
        "...\nlessonbank, ...\n",
        "lessonbank, ...\n...\n",
    ],
)
def test_dots_stand_for_what_changes(told: str, tmp_path: Path) -> None:
    Walk(tmp_path / "reader").do(sample(f"$ lessonbank --version\n{told}"))


def test_fields_are_added_in_place_of_their_former_values() -> None:
    page = "---\ntitle: A\nmoments:\n  - at: 1\n\n  - at: 2\nphase: primary\n---\nWords: two\n"
    changed = "---\ntitle: A\nphase: primary\nmoments:\n  - at: 3\n---\nWords: two\n"
    assert with_fields(page, "moments:\n  - at: 3\n") == changed
