"""Committed files name no machine, are not too large, and pin every requirement."""

from __future__ import annotations

import json
import re
import subprocess
import sys
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
    """Return every file in git."""
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
def test_no_file_contains(pattern: re.Pattern[str], committed: list[Path]):
    assert lines_like(pattern, committed) == []


def test_each_pattern_finds_its_example():
    assert REGISTRY.search("index-url = https://pypi" + ".org/simple")
    assert MACHINE_PATH.search('open("/home/' + 'ada/bank.yml")')
    assert not MACHINE_PATH.search("[Home](../home/index.html) <a href=/site/home/one>")


def test_files_are_small(committed: list[Path], root: Path):
    sizes = {path.relative_to(root): path.stat().st_size for path in committed}
    assert {path: size for path, size in sizes.items() if size > 10 * MEGABYTE} == {}
    media = sum(size for path, size in sizes.items() if path.parts[0] == "media")
    assert media <= 25 * MEGABYTE


def test_media_holds_only_files_that_recordings_name(committed: list[Path], root: Path):
    records = (root / "content/recordings").glob("*.yml")
    named = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in records]
    named += [further for record in named for further in record.get("translations", ())]
    fields = ("media", "captions", "descriptions", "described")
    files = {record[field] for record in named for field in fields if field in record}
    media = root / "media"
    assert {str(path.relative_to(media)) for path in committed if media in path.parents} == files


def locked(path: Path) -> dict[str, str]:
    """Return each entry of a requirements lock, with its hashes, by package name."""
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


def test_locks_have_every_requirement_of_the_project(root: Path):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    site = [*project["project"]["dependencies"], *groups["build"]]
    for lock, wanted in {"site": site, "test": [*site, *groups["test"]]}.items():
        entries = locked(root / "requirements" / f"{lock}.txt")
        for requirement in map(Requirement, wanted):
            entry = entries[requirement.name.lower()]
            version = re.split(r"==|[ ;]", entry)[1]
            assert requirement.specifier.contains(version), entry


def test_tests_and_sites_use_the_same_versions(root: Path):
    test = releases(root / "requirements" / "test.txt")
    site = releases(root / "requirements" / "site.txt")
    assert {name: test[name] for name in site} == site


def releases(lock: Path) -> dict[str, list[str]]:
    """Return version and hashes by name. Where a package is needed may differ."""
    return {
        name: [entry.split()[0], *re.findall(r"sha256:[0-9a-f]{64}", entry)]
        for name, entry in locked(lock).items()
    }


def test_npm_lock_has_hashes_and_no_addresses(root: Path):
    packages = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, package in packages.items():
        assert "resolved" not in package
        assert name == "" or package["integrity"].startswith("sha512-")


OWNED = (
    "content/permissions/WM-2026-001.yml",
    "content/overrides/WM-2026-001.yml",
    "content/recordings/wm-0001.yml",
    "content/trust.yml",
    "content/.locked/index.md",
    "mkdocs.yml",
    "_config.yml",
    "Makefile",
    "pyproject.toml",
    "requirements/site.txt",
    "plugins/lessonbank/editions/gates.py",
    ".ci/run",
    ".github/workflows/publish.yml",
    ".github/CODEOWNERS",
)


@pytest.mark.parametrize("name", OWNED)
def test_every_sensitive_file_has_an_owner(root: Path, name: str):
    text = (root / ".github/CODEOWNERS").read_text(encoding="utf-8")
    rules = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    for pattern, *owners in rules:
        assert pattern.startswith("/")
        assert all(re.fullmatch(r"@[\w-]+/[\w-]+", owner) for owner in owners)
    owned = [
        owners
        for pattern, *owners in rules
        if name == pattern[1:] or (pattern.endswith("/") and name.startswith(pattern[1:]))
    ]
    assert owned
    assert owned[-1]


def test_bill_of_materials_names_every_package_that_builds_a_site(root: Path, tmp_path: Path):
    target = re.search(
        r"^sbom:.*?\n((?:\t.*\n)+)", (root / "Makefile").read_text("utf-8"), re.MULTILINE
    )
    assert target
    assert "requirements/site.txt" in target[1]
    bill = tmp_path / "sbom.json"
    done = subprocess.run(
        [
            *(sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements"),
            *("--pyproject", "pyproject.toml", "--output-reproducible", "--spec-version", "1.6"),
            *("--validate", "--output-file", str(bill), "requirements/site.txt"),
        ],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made = json.loads(bill.read_text(encoding="utf-8"))
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    assert made["metadata"]["component"]["name"] == "lessonbank"
    parts = {part["name"].lower(): part for part in made["components"]}
    site = locked(root / "requirements/site.txt")
    assert set(parts) == set(site)
    for name, entry in site.items():
        hashes = {
            each["content"] for ref in parts[name]["externalReferences"] for each in ref["hashes"]
        }
        assert hashes == set(re.findall(r"sha256:([0-9a-f]{64})", entry))
        assert parts[name]["purl"].startswith(f"pkg:pypi/{name}@")


def test_the_clip_in_the_contributing_guide_is_valid(root: Path):
    guide = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (front_matter,) = re.findall(r"```yaml\n\s*---\n(.*?)\s*---\n\s*```", guide, re.DOTALL)
    fields = yaml.safe_load(front_matter)
    clip = Clip.model_validate({"id": "number-lines-year-2", **fields})
    assert all(clip.start <= part.at < clip.end for part in (*clip.chapters, *clip.moments))
