"""What is committed: nothing of one machine, nothing too large, nothing unlocked."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from lessonbank.bank.clip import Clip

REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|pypi[-.\w]*/simple|registry\.npmjs|npmjs\.com|deb\.debian\.org"
)
MACHINE_PATH = re.compile(r"(?<![\w.~$}>-])/(?:work|root|home|Users)/\w")
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def committed(root: Path) -> list[Path]:
    """Every file in git."""
    if not (root / ".git").exists():
        pytest.skip("this is no git repository")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, encoding="utf-8", check=True
    )
    paths = [root / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def lines_like(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in paths}
    return [
        f"{path}:{number}: {line.strip()}"
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize("pattern", [REGISTRY, MACHINE_PATH], ids=["registry", "machine path"])
def test_no_file_names(pattern: re.Pattern[str], committed: list[Path]):
    assert lines_like(pattern, committed) == []


def test_patterns_find_what_they_are_for():
    assert REGISTRY.search("index-url = https://pypi" + ".org/simple")
    assert MACHINE_PATH.search('open("/home/' + 'ada/bank.yml")')
    assert not MACHINE_PATH.search("[Home](../home/index.html) <a href=/site/home/one>")


def test_files_are_small(committed: list[Path], root: Path):
    sizes = {path.relative_to(root): path.stat().st_size for path in committed}
    assert {path: size for path, size in sizes.items() if size > 10 * MEGABYTE} == {}
    media = sum(size for path, size in sizes.items() if path.parts[0] == "media")
    assert media <= 25 * MEGABYTE


def locked(path: Path) -> dict[str, str]:
    """Each entry of a requirements lock by its package's name, hashes and all."""
    text = "\n".join(
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.lstrip().startswith("#")
    )
    entries = text.replace("\\\n", " ").splitlines()
    return {entry.split("==")[0].strip().lower(): entry for entry in entries if entry.strip()}


@pytest.mark.parametrize("lock", ["site", "test", "uv"])
def test_every_requirement_is_pinned_and_hashed(root: Path, lock: str):
    entries = locked(root / "requirements" / f"{lock}.txt")
    assert entries
    for entry in entries.values():
        assert re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry), entry
        assert "://" not in entry
        assert "--index-url" not in entry


def test_locks_hold_what_the_project_asks_for(root: Path):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    site = [*project["project"]["dependencies"], *groups["build"]]
    for lock, wanted in {"site": site, "test": [*site, *groups["test"]]}.items():
        entries = locked(root / "requirements" / f"{lock}.txt")
        for requirement in map(Requirement, wanted):
            entry = entries[requirement.name.lower()]
            version = re.split(r"==|[ ;]", entry)[1]
            assert requirement.specifier.contains(version), entry


def test_tests_run_on_what_sites_are_built_with(root: Path):
    test = locked(root / "requirements" / "test.txt")
    site = locked(root / "requirements" / "site.txt")
    assert {name: test[name] for name in site} == site


def test_npm_lock_has_hashes_and_no_addresses(root: Path):
    packages = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, package in packages.items():
        assert "resolved" not in package
        assert name == "" or package["integrity"].startswith("sha512-")


@pytest.mark.parametrize("name", ["check", "pages"])
def test_workflow_pins_actions_and_asks_for_little(root: Path, name: str):
    path = root / ".github" / "workflows" / f"{name}.yml"
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    # YAML 1.1 reads the key `on` as true.
    assert "pull_request_target" not in workflow[True]
    for line in re.findall(r"uses: .*", text):
        assert re.fullmatch(r"uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
    for job in workflow["jobs"].values():
        assert job["permissions"]
        assert job["timeout-minutes"]


def test_clip_in_the_contributing_guide_is_a_clip(root: Path):
    guide = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (front_matter,) = re.findall(r"```yaml\n\s*---\n(.*?)\s*---\n\s*```", guide, re.DOTALL)
    fields = yaml.safe_load(front_matter)
    clip = Clip.model_validate({"id": "number-lines-year-2", **fields})
    assert all(clip.start <= part.at < clip.end for part in (*clip.chapters, *clip.moments))
