"""Generators that do not run the plugin publish one page, and nothing of the bank."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from projects import LOCKED, write_project
from sites import run, state

LISTED = "plugins: [lessonbank]"
WITHOUT = {
    "zensical": ("zensical", LISTED),
    "zensical-misspelt": ("zensical", "plugins: [lesonbank]"),
    "zensical-none": ("zensical", "plugins: []"),
    "mkdocs-none": ("mkdocs", "plugins: []"),
    "mkdocs-search": ("mkdocs", "plugins: [search]"),
    "mkdocs-disabled": ("mkdocs", "plugins: [{lessonbank: {enabled: false}}]"),
    "properdocs-none": ("properdocs", "plugins: []"),
    "properdocs-disabled": ("properdocs", "plugins: [{lessonbank: {enabled: false}}]"),
}
"""The command, and the `plugins` line of its settings."""
WORD = re.compile(r"[^\W\d_]{4,}")


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return write_project(tmp_path / "bank", film=False)


@pytest.fixture
def own(root: Path, tmp_path: Path) -> Path:
    """Copy this repository's own bank, without its films."""
    films = shutil.ignore_patterns("*.mp4")
    for folder in ("content", "media"):
        shutil.copytree(root / folder, tmp_path / "bank" / folder, ignore=films)
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    text, count = re.subn(r"plugins:\n(?: +.*\n)+", f"{LISTED}\n", text)
    assert count == 1
    (tmp_path / "bank/mkdocs.yml").write_text(text, encoding="utf-8")
    return tmp_path / "bank"


def emptied(bank: Path) -> Path:
    """Make a project with the same settings and no bank."""
    empty = bank.with_name("empty")
    (empty / "content").mkdir(parents=True)
    shutil.copy(bank / "mkdocs.yml", empty)
    shutil.copytree(bank / "content/.locked", empty / "content/.locked")
    return empty


def site_of(project: Path, command: str, plugins: str) -> dict[str, bytes]:
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace(LISTED, plugins), encoding="utf-8")
    done = run(project, command, "build", SOURCE_DATE_EPOCH="1795219200")
    assert done.returncode == 0, done.stdout + done.stderr
    return state(project / "build/site")


def words(files: dict[str, bytes]) -> set[str]:
    """Return every word of four letters or more in files and their names."""
    data = [gzip.decompress(each) if name.endswith(".gz") else each for name, each in files.items()]
    texts = (*files, *(each.decode("utf-8", errors="replace") for each in data))
    return {word.casefold() for text in texts for word in WORD.findall(text)}


@pytest.mark.parametrize(("command", "plugins"), WITHOUT.values(), ids=WITHOUT)
def test_nothing_of_the_bank_is_published(bank: Path, command: str, plugins: str) -> None:
    prove(bank, command, plugins)


@pytest.mark.parametrize("name", ["zensical", "mkdocs-none"])
def test_nothing_of_this_repository_s_bank_is_published(own: Path, name: str) -> None:
    prove(own, *WITHOUT[name])


def prove(bank: Path, command: str, plugins: str) -> None:
    """Compare the output for the bank with the output for no bank."""
    site = site_of(bank, command, plugins)
    nothing = site_of(emptied(bank), command, plugins)
    assert sorted(site) == sorted(nothing)
    assert [name for name in site if name.endswith(".html")] == ["404.html", "index.html"]
    of_bank = words(state(bank / "content")) | words(state(bank / "media"))
    assert len(of_bank - words(nothing)) > 30
    assert (of_bank & words(site)) - words(nothing) == set()


def test_mkdocs_stops_if_the_plugin_is_not_installed(bank: Path) -> None:
    settings = bank / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace(LISTED, "plugins: [lesonbank]")
    settings.write_text(text, encoding="utf-8")
    assert run(bank, "mkdocs", "build").returncode != 0
    assert not (bank / "build").exists()


@pytest.mark.parametrize("command", ["zensical", "mkdocs"])
def test_a_bank_without_the_locked_folder_is_published_raw_and_reported(
    tmp_path: Path, command: str
) -> None:
    """Show why the locked folder is needed, and that these tests could fail."""
    bank = write_project(tmp_path)
    settings = bank / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("content/.locked", "content")
    settings.write_text(text, encoding="utf-8")
    assert run(bank, "lessonbank", "media", "--lock").returncode == 0
    checked = run(bank, "lessonbank", "check")
    assert (checked.returncode, "mkdocs.yml, line 2" in checked.stdout) == (0, True)
    assert "LB122" in checked.stdout
    refused = run(bank, "lessonbank", "build", "--strict")
    assert (refused.returncode, "LB122" in refused.stderr) == (1, True)
    assert not (bank / "build/site").exists()
    warned = run(bank, "lessonbank", "build", "--today", "2026-11-21")
    assert (warned.returncode, "LB122" in warned.stderr) == (0, True)
    assert (bank / "build/site/clips/first.html").is_file()
    shutil.rmtree(bank / "build")
    assert "permissions/EL-1.yml" in site_of(bank, command, "plugins: []")


def test_both_layouts_build_the_same_site(tmp_path: Path) -> None:
    bank = write_project(tmp_path)
    assert run(bank, "lessonbank", "media", "--lock").returncode == 0
    sites = []
    for folder in ("content/.locked", "content"):
        settings = bank / "mkdocs.yml"
        text = settings.read_text(encoding="utf-8").replace("content/.locked", folder)
        settings.write_text(text, encoding="utf-8")
        done = run(bank, "mkdocs", "build", SOURCE_DATE_EPOCH="1795219200")
        assert done.returncode == 0, done.stderr
        sites.append(state(bank / "build/site"))
    assert sites[0] == sites[1]
    assert not any("locked" in name for name in sites[0])


@pytest.mark.parametrize("folder", ["content", "content/site", "media", "media/site", "."])
def test_a_site_does_not_replace_its_sources(tmp_path: Path, folder: str) -> None:
    bank = write_project(tmp_path, film=False)
    before = state(bank)
    done = run(bank, "lessonbank", "build", "--site-dir", folder)
    assert done.returncode == 1
    assert "site_dir" in done.stderr
    kept = state(bank)
    assert {name: kept.get(name) for name in before} == before


def test_the_jekyll_settings_exclude_everything(root: Path) -> None:
    settings = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    assert settings == {"exclude": ["*"], "include": []}
    assert not (root / ".nojekyll").exists()  # GitHub would copy every file without a look.


@pytest.mark.skipif(shutil.which("jekyll") is None, reason="Jekyll is not installed")
def test_jekyll_publishes_nothing(root: Path, tmp_path: Path) -> None:
    bank = write_project(tmp_path / "bank", film=False)
    shutil.copy(root / "_config.yml", bank)
    done = subprocess.run(
        ["jekyll", "build", "--disable-disk-cache", "-d", str(tmp_path / "site")],
        cwd=bank,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (tmp_path / "site").exists() or state(tmp_path / "site") == {}


def test_the_locked_page_names_the_command(root: Path) -> None:
    (path,) = LOCKED
    assert "lessonbank build" in (root / path).read_text(encoding="utf-8")
