"""Committed files name no machine, are not too large, and pin every requirement."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

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
    test = locked(root / "requirements" / "test.txt")
    site = locked(root / "requirements" / "site.txt")
    assert {name: test[name] for name in site} == site


def test_npm_lock_has_hashes_and_no_addresses(root: Path):
    packages = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, package in packages.items():
        assert "resolved" not in package
        assert name == "" or package["integrity"].startswith("sha512-")


WORKFLOWS = sorted(Path(__file__).parents[1].glob(".github/workflows/*"))


def workflow(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps(flow: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Return each step of a workflow with its job."""
    for job in flow["jobs"].values():
        yield from ((job, step) for step in job["steps"])


def starts(flow: dict[str, Any]) -> set[str]:
    """Return the triggers of a workflow."""
    return set(flow[True])  # YAML 1.1 reads the key `on` as true.


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_pins_actions_and_has_few_permissions(path: Path):
    text, flow = path.read_text(encoding="utf-8"), workflow(path)
    assert flow["permissions"] == {}
    assert starts(flow) <= {"pull_request", "push", "schedule", "workflow_dispatch"}
    for line in re.findall(r"uses: .*", text):
        assert re.fullmatch(r"uses: actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
    for job in flow["jobs"].values():
        assert job["permissions"]
        assert job["timeout-minutes"]
    for _, step in steps(flow):
        # What GitHub fills in may hold what anybody wrote: it reaches the shell as a variable.
        assert "${{" not in step.get("run", "")
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_pull_request_has_read_permission_only(path: Path):
    flow = workflow(path)
    if "pull_request" not in starts(flow):
        return
    text = path.read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "actions/cache" not in text, "a cache of main holds media"
    for job in flow["jobs"].values():
        assert set(job["permissions"].values()) == {"read"}
        assert "environment" not in job
    cached = [step for _, step in steps(flow) if "cache" in step.get("with", {})]
    assert not cached


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_secrets_belong_to_an_environment_and_to_main(path: Path):
    for job, step in steps(workflow(path)):
        if "secrets." in json.dumps(step):
            assert job["environment"]
            assert job["if"] == "github.ref == 'refs/heads/main'"
            assert set(job["permissions"].values()) == {"read"}


def test_the_cache_is_one_encrypted_file(root: Path):
    cached = [
        step["with"]
        for path in WORKFLOWS
        for _, step in steps(workflow(path))
        if "actions/cache" in step.get("uses", "")
    ]
    assert len(cached) == 2
    assert {each["path"] for each in cached} == {"kept"}
    (key,) = (each["key"] for each in cached if "hashFiles" in each["key"])
    known = (
        "permissions/**",
        "overrides/**",
        "trust.yml",
        "recordings/**",
        "clips/**",
        "media.lock",
    )
    assert all(name in key for name in known)
    assert "steps.today.outputs.day" in key


def pages_step(name: str) -> str:
    """Return the script of a step of the Pages workflow."""
    pages = next(path for path in WORKFLOWS if path.stem == "pages")
    (script,) = (step["run"] for _, step in steps(workflow(pages)) if step.get("name") == name)
    return script


def shell(script: str, folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a script as GitHub does."""
    with TemporaryDirectory(dir="/tmp") as home:  # The path of a socket has to be short.
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=folder,
            env={"PATH": os.environ["PATH"], "GNUPGHOME": home, **environ},
            capture_output=True,
            text=True,
            check=False,
        )


on_the_runner = pytest.mark.skipif(sys.platform != "linux", reason="The workflow runs on Linux")


@on_the_runner
@pytest.mark.skipif(shutil.which("gpg") is None, reason="GnuPG is not installed")
def test_the_cache_can_be_read_only_with_the_key(tmp_path: Path):
    first, second = tmp_path / "first", tmp_path / "second"
    for name in (".cache/media/a.mp4", "build/site/index.html", "build/manifest/site.json"):
        (first / name).parent.mkdir(parents=True, exist_ok=True)
        (first / name).write_text(f"canary {name}\n" * 99, encoding="utf-8")
    assert shell(pages_step("Lock what is kept"), first, KEY="").returncode == 0
    assert list((first / "kept").iterdir()) == [], "without a key nothing is kept"
    locked = shell(pages_step("Lock what is kept"), first, KEY="a long key")
    assert locked.returncode == 0, locked.stderr
    (file,) = (first / "kept").iterdir()
    assert b"canary" not in file.read_bytes()
    assert b".cache" not in file.read_bytes()
    for key, is_right in (("another key", False), ("", False), ("a long key", True)):
        shutil.copytree(first / "kept", second / "kept")
        done = shell(pages_step("Unlock what was kept"), second, KEY=key)
        assert done.returncode == 0, done.stderr
        assert sorted(path.name for path in second.iterdir()) == (
            [".cache", "build"] if is_right else []
        )
    kept = (second / "build/manifest/site.json").read_bytes()
    assert kept == (first / "build/manifest/site.json").read_bytes()
    damaged = bytearray(file.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    third = tmp_path / "third"
    (third / "kept").mkdir(parents=True)
    (third / "kept" / file.name).write_bytes(damaged)
    assert shell(pages_step("Unlock what was kept"), third, KEY="a long key").returncode == 0
    assert list(third.iterdir()) == []


@on_the_runner
@pytest.mark.parametrize(
    ("code", "ends", "said"), [(0, 0, ""), (3, 0, "last good site"), (1, 1, "Nothing"), (2, 2, "")]
)
def test_a_reduced_site_is_published_and_a_failed_build_is_not(
    tmp_path: Path, code: int, ends: int, said: str
):
    program = tmp_path / ".venv/bin/lessonbank"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
    program.chmod(0o755)
    output = tmp_path / "output"
    script = pages_step("Build the site, or reduce the last good one")
    done = shell(script, tmp_path, GITHUB_OUTPUT=str(output))
    assert done.returncode == ends
    assert output.read_text(encoding="utf-8") == f"code={code}\n"
    assert said in done.stdout
    jobs = workflow(next(path for path in WORKFLOWS if path.stem == "pages"))["jobs"]
    assert jobs["verdict"]["needs"] == ["build", "deploy"]
    assert "code == '3'" in jobs["verdict"]["if"]
    assert "exit 1" in jobs["verdict"]["steps"][0]["run"]


@on_the_runner
def test_media_is_purged_on_every_run_or_not_cached(tmp_path: Path):
    pages = next(path for path in WORKFLOWS if path.stem == "pages")
    (purge,) = (step for _, step in steps(workflow(pages)) if step.get("name") == "Purge")
    assert "if" not in purge
    program = tmp_path / ".venv/bin/lessonbank"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / ".cache/media").mkdir(parents=True)
    assert shell(purge["run"], tmp_path).returncode == 0
    assert not (tmp_path / ".cache").exists()


def test_only_the_site_is_published():
    pages = workflow(next(path for path in WORKFLOWS if path.stem == "pages"))
    uploads = [
        step["with"] for _, step in steps(pages) if "upload-pages-artifact" in step.get("uses", "")
    ]
    assert [upload["path"] for upload in uploads if "name" not in upload] == ["build/site"]


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
    ".github/workflows/pages.yml",
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


def test_the_page_about_ci_matches_the_workflows(root: Path):
    page = (root / ".github/CI.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\]\((workflows/[\w.]+)\)", page))
    assert named == {f"workflows/{path.name}" for path in WORKFLOWS}
    for path in WORKFLOWS:
        text, flow = path.read_text(encoding="utf-8"), workflow(path)
        (row,) = (line for line in page.splitlines() if f"(workflows/{path.name})" in line)
        assert f"[{flow['name']}]" in row
        for secret in re.findall(r"secrets\.(\w+)", text):
            assert secret in row
        for trigger in flow[True].get("schedule") or ():
            minute, hour, *_ = trigger["cron"].split()
            assert f"{int(hour):02}:{int(minute):02} UTC" in row
        for variable in re.findall(r"vars\.(\w+)", text):
            assert f"`{variable}`" in page
        writes = [
            name
            for job in flow["jobs"].values()
            for name, may in job["permissions"].items()
            if may == "write"
        ]
        assert bool(writes) == ("publish" in row)
    assert "60 days" in page


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
