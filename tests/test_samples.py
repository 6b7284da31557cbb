"""Samples and commands in the guides work as written.

The samples of the documentation that have a title are files: `tests/docs` does all that it says.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest
from pydantic import BaseModel

from guides import commands, documentation, samples, too_long
from lessonbank.bank import Clip, Recording, School, Session, Technique
from lessonbank.cli import main
from lessonbank.cli.deferred import DeferredCommand
from lessonbank.content import Folder, load, read_bank, yaml
from lessonbank.diagnostics import Code

ROOT = Path(__file__).resolve().parent.parent
GUIDES = ("README.md", "CONTRIBUTING.md", "PURGE.md", *documentation(ROOT))
ABOUT_US = (".github/CI.md", ".github/SECURITY.md")
TARGET = re.compile(r"`make ([a-z]+)[^`]*`|^make ([a-z]+)", re.MULTILINE)


def clips(root: Path) -> list[str]:
    every = [each.text for name in GUIDES for each in samples(root, name) if not each.title]
    return [text for text in every if text.startswith("---\n")]


def test_each_sample_of_a_clip_is_valid(root: Path, tmp_path: Path) -> None:
    found = clips(root)
    assert len(found) >= 2
    shutil.copytree(root / "content", tmp_path / "content")
    shutil.copytree(root / "media", tmp_path / "media")
    shutil.copy(root / "media.lock", tmp_path)
    recording = (root / "content/recordings/wm-0007.yml").read_text(encoding="utf-8")
    for number, text in enumerate(found):
        front = yaml.load(text.split("---")[1])
        (tmp_path / f"content/recordings/{front['recording']}.yml").write_text(recording)
        # The recordings of the samples are longer than those of the example bank.
        (tmp_path / f"content/clips/sample-{number}.md").write_text(text, encoding="utf-8")
    told = [d for d in load(tmp_path, today=None).diagnostics if "sample-" in d.path]
    assert [d for d in told if d.code is not Code.CLIP_BEYOND_RECORDING] == []


def test_each_sample_of_fields_is_valid_in_a_record(root: Path) -> None:
    every = [each for name in GUIDES for each in samples(root, name) if each.language == "yaml"]
    found = [each.text for each in every if not each.title or each.title.startswith("add to")]
    found = [text for text in found if not text.startswith("---")]
    assert len(found) > 5
    reading = read_bank(Folder(root))
    bank = reading.bank
    records: tuple[BaseModel, ...] = (
        bank.of(Recording)["wm-0007"],
        bank.of(Technique)["cold-call"],
        next(iter(bank.of(Clip).values())),
        next(iter(bank.of(Session).values())),
        bank.trust,
        next(iter(bank.of(School).values())),
    )
    for text in found:
        fields = yaml.load(text)
        if fields.keys() & {"theme", "plugins"}:
            continue  # These are samples of mkdocs.yml, which other tests build.
        if any(
            isinstance(value, dict) and {"uses", "stage"} & {*value} for value in fields.values()
        ):
            continue  # These are jobs, which other tests run or compare.
        of = next(each for each in records if fields.keys() <= _names(each))
        type(of).model_validate({**of.model_dump(by_alias=True), **fields})


def _names(record: BaseModel) -> set[str]:
    fields = type(record).model_fields
    return {*fields, *(field.alias for field in fields.values() if field.alias)}


def test_each_command_exists_with_its_options(root: Path) -> None:
    found = [each for name in GUIDES for each in commands(root, name)]
    assert len(found) > 10
    for place, line in found:
        _require(main, shlex.split(line)[1:], f"{place}: {line}")


def _require(command: click.Command, words: list[str], line: str) -> None:
    while isinstance(command, click.Group):
        if not words:
            return  # A sentence names the group.
        found = command.get_command(click.Context(command), words[0])
        assert found, line
        command, words = found.load() if isinstance(found, DeferredCommand) else found, words[1:]
    known = {name for parameter in command.params for name in parameter.opts}
    assert {word.partition("=")[0] for word in words if word.startswith("--")} <= known, line


def test_each_target_of_make_exists(root: Path) -> None:
    texts = [(root / name).read_text(encoding="utf-8") for name in GUIDES]
    named = {one or other for text in texts for one, other in TARGET.findall(text)}
    there = re.findall(r"^([a-z]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert named
    assert named <= set(there)


@pytest.mark.parametrize("name", GUIDES)
def test_samples_are_in_block_style(root: Path, name: str) -> None:
    """In braces a comma ends a text, which surprises people new to YAML."""
    every = samples(root, name)
    found = [each.text for each in every if each.language in {"yaml", "markdown"}]
    assert not [line for text in found for line in text.splitlines() if re.search(r"[:-] \{", line)]


@pytest.mark.parametrize("name", [*GUIDES, *ABOUT_US])
def test_no_sentence_is_too_long(root: Path, name: str) -> None:
    assert too_long((root / name).read_text(encoding="utf-8")) == []
